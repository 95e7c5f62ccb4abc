import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { asking, keptLog, never, openModel, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const path = join(folder, "random.gguf");
const log = keptLog();
let model: LlamaModel;
beforeAll(async () => {
  writeRandomModel(path, { shape: { contextLength: 65_536 } });
  model = await openModel({ path, contextSize: 65_536 }, { log });
});
afterAll(() => model[Symbol.asyncDispose]());

/** A turn that would go on for minutes: the likeliest token after a line feed is another one. */
function endless(onText: () => void = () => undefined) {
  return asking({ maxTokens: 60_000, deadline: 600_000, onText });
}

const short = asking({ maxTokens: 3 });

function pidOf(one: LlamaModel): number {
  if (one.enginePid === undefined) throw new Error("there is no engine process");
  return one.enginePid;
}

test("a turn beyond its deadline fails, and the engine that stopped it serves the next", async () => {
  const pid = pidOf(model);
  await expect(model.complete({ ...endless(), deadline: 300 }, never)).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("deadline of 300 ms"),
  });
  await expect(model.complete(short, never)).resolves.toMatchObject({ completionTokens: 3 });
  expect(model.enginePid).toBe(pid);
});

test("a turn that is called off throws the caller's reason, and the engine serves the next", async () => {
  const pid = pidOf(model);
  const stop = new AbortController();
  const reason = new Error("the operator pressed Ctrl-C");
  await expect(
    model.complete(
      endless(() => stop.abort(reason)),
      stop.signal,
    ),
  ).rejects.toBe(reason);
  await expect(model.complete(short, never)).resolves.toMatchObject({ completionTokens: 3 });
  expect(model.enginePid).toBe(pid);
});

test("a turn that is called off while it waits never reaches the model", async () => {
  const first = new AbortController();
  const second = new AbortController();
  const reason = new Error("not needed any more");
  let heard = false;
  const running = model.complete(
    endless(() => second.abort(reason)),
    first.signal,
  );
  const waiting = model.complete(asking({ onText: () => (heard = true) }), second.signal);
  await expect(waiting).rejects.toBe(reason);
  first.abort(reason);
  await expect(running).rejects.toBe(reason);
  await expect(model.complete(short, never)).resolves.toBeDefined();
  expect(heard).toBe(false);
});

test("an engine that is killed in the middle costs that turn alone", async () => {
  const pid = pidOf(model);
  let killed = false;
  const kill = (): void => {
    if (!killed) process.kill(pid, "SIGKILL");
    killed = true;
  };
  const lost = model.complete(endless(kill), never);
  const next = model.complete(short, never);
  await expect(lost).rejects.toMatchObject({ code: "model_unavailable", message: expect.stringContaining("SIGKILL") });
  await expect(next).resolves.toMatchObject({ completionTokens: 3 });
  expect(model.enginePid).not.toBe(pid);
  expect(log.lines.join("\n")).toContain("starting it again");
});

test("an engine that hangs is killed and replaced", async () => {
  await using hanging = await openModel({ path, contextSize: 512 }, { silenceLimit: 2000 });
  const pid = pidOf(hanging);
  process.kill(pid, "SIGSTOP");
  await expect(hanging.complete(short, never)).rejects.toMatchObject({
    message: expect.stringContaining("said nothing"),
  });
  await expect(hanging.complete(short, never)).resolves.toMatchObject({ completionTokens: 3 });
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
});

test("Ctrl-C and a service's stop leave the engine at work: the bot decides when it is over", async () => {
  const pid = pidOf(model);
  const stop = new AbortController();
  let pieces = 0;
  const running = model.complete(
    endless(() => {
      if (++pieces === 1) for (const signal of ["SIGINT", "SIGTERM"] as const) process.kill(pid, signal);
      if (pieces === 20) stop.abort(new Error("enough"));
    }),
    stop.signal,
  );
  await expect(running).rejects.toThrow("enough");
  expect(model.enginePid).toBe(pid);
});

test("closing a model ends its process, and what still ran fails", async () => {
  const closing = await openModel({ path, contextSize: 512 });
  const pid = pidOf(closing);
  const running = closing.complete(asking({ maxTokens: 400 }), never);
  const [turn] = await Promise.allSettled([running, closing[Symbol.asyncDispose]()]);
  expect(turn).toMatchObject({ status: "rejected", reason: { code: "model_unavailable" } });
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  await expect(closing.complete(short, never)).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("closed"),
  });
});

test("an engine whose bot is killed ends by itself", async () => {
  const settings = JSON.stringify({ name: "test", path, gpu: false, threads: 1, contextSize: 512 });
  const program = `
    import { openLlamaModel } from ${JSON.stringify(new URL("../../dist/model/llama-model.js", import.meta.url).href)};
    const quiet = () => {};
    const model = await openLlamaModel(${settings}, { log: { debug: quiet, info: quiet, warn: quiet } });
    process.stdout.write(String(model.enginePid));
    setInterval(quiet, 1000);`;
  const bot = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = (await once(bot.stdout, "data")) as [Buffer];
  expect(lives(Number(pid))).toBe(true);
  bot.kill("SIGKILL");
  await expect.poll(() => lives(Number(pid)), { timeout: 20_000 }).toBe(false);
});

/** Whether a process runs. One that has ended but that nobody has collected yet does not. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}
