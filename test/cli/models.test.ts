import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { writeScriptedModel } from "../../tools/gguf/scripted-model.ts";
import { fakeHub } from "../model/fake-hub.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const agentFile = `version: 1
name: sage
description: Answers.
account: sage.agent
prompt: sage
triggers:
  - on: mention
may: [reply]
`;

interface Ended {
  readonly out: string;
  readonly err: string;
  readonly status: number | null;
}

/** An operator's folder with one agent, these models, and a small whole one in `tiny.gguf`. */
async function project(models: string): Promise<string> {
  const folder = await temporaryFolder({
    "agents/sage.yaml": agentFile,
    "prompts/sage.md": "---\ndescription: Answers.\n---\nYou are @{{account}}.\n",
    "skep.yaml": `models:\n${models}`,
  });
  writeRandomModel(join(folder, "tiny.gguf"));
  return folder;
}

/** Runs a command beside this test, whose servers go on answering. */
function start(folder: string, ...words: readonly string[]) {
  const child = spawn(process.execPath, [resolve("dist/cli/main.js"), "models", ...words], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = async (): Promise<Ended> => {
    const status = new Promise<number | null>((done) => child.once("close", done));
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { out, err, status: await status };
  };
  return { child, ended: ended() };
}

const models = (folder: string, ...words: readonly string[]): Promise<Ended> => start(folder, ...words).ended;

function widest(out: string): number {
  return Math.max(...out.split("\n").map((line) => line.length));
}

test("the help of models fits into 80 columns and names every command", async () => {
  const folder = await project("  default: tiny.gguf\n");
  const { out, status } = await models(folder, "--help");
  expect(status).toBe(0);
  expect(widest(out)).toBeLessThanOrEqual(80);
  for (const command of ["list", "suggest", "pull", "info", "bench", "rm"]) {
    expect(out).toMatch(new RegExp(`^ +${command} `, "m"));
  }
  for (const command of ["list", "bench"]) {
    expect(widest((await models(folder, command, "--help")).out)).toBeLessThanOrEqual(80);
  }
});

test("list tells of every model its state, its size and who uses it", async () => {
  const folder = await project(
    "  default: tiny.gguf\n  big: hf:bees/Big-GGUF:Q4_K_M\n  broken: skep.yaml\n" +
      "  remote: { provider: openai, url: http://127.0.0.1:9/v1, model: qwen }\n",
  );
  const { out } = await models(folder, "list");
  expect(widest(out)).toBeLessThanOrEqual(80);
  expect(out).toMatch(/^default +random Q8_0 +ready +\d+ kB +sage$/m);
  const rows = JSON.parse((await models(folder, "list", "--json")).out) as { name: string; state: string }[];
  expect(Object.fromEntries(rows.map(({ name, state }) => [name, state]))).toEqual({
    default: "ready",
    big: "missing",
    broken: "unusable",
    remote: "remote",
  });
  expect(rows[0]).toMatchObject({ agents: ["sage"], bytes: expect.any(Number) });
});

test("info tells what the file says and whether its memory is there, without loading it", async () => {
  const folder = await project("  default: { use: tiny.gguf, contextSize: 1024, parallel: 2 }\n");
  const { out } = await models(folder, "info");
  expect(out).toMatch(/^quantisation +Q8_0$/m);
  expect(out).toMatch(/^context +2 times 1024 tokens, of 2048 /m);
  expect(out).toMatch(/^memory +about [\d.]+ MB: weights /m);
  expect(out).toMatch(/it fits$/m);
  expect(JSON.parse((await models(folder, "info", "--json")).out)).toMatchObject({
    architecture: "llama",
    contextSize: 1024,
    needed: { sum: expect.any(Number) },
    memory: { free: expect.any(Number) },
  });
  const { err, status } = await models(folder, "info", "nobody");
  expect([status, err]).toEqual([2, expect.stringContaining("no model is named")]);
});

test("pull fetches, rm deletes what was pulled and asks where nobody said yes", async () => {
  const content = readFileSync(join(await project("  default: tiny.gguf\n"), "tiny.gguf"));
  const { url } = await fakeHub({ "tiny.gguf": content });
  const folder = await project(`  default: ${url}/tiny.gguf\n  own: tiny.gguf\n`);
  const pulled = JSON.parse((await models(folder, "pull", "--json")).out) as { path: string };
  expect(pulled).toMatchObject({ sha256: createHash("sha256").update(content).digest("hex"), already: false });
  expect((await models(folder, "pull")).out).toMatch(/^was there already: /);

  const refused = await models(folder, "rm", "default");
  expect([refused.status, refused.err]).toEqual([2, expect.stringContaining("--yes")]);
  expect(existsSync(pulled.path)).toBe(true);
  expect((await models(folder, "rm", "own", "--yes")).err).toContain("your own file");
  expect((await models(folder, "rm", "--yes")).err).toContain("say which model, or --unused");
  expect(JSON.parse((await models(folder, "rm", "default", "--yes", "--json")).out)).toEqual({
    deleted: [pulled.path],
    bytes: content.length,
  });
  expect(readdirSync(join(folder, "data", "models"))).toEqual([]);
  expect(existsSync(join(folder, "tiny.gguf"))).toBe(true);
});

test("Ctrl-C stops a pull at once, the list shows what is there, and the next pull goes on from it", async () => {
  const content = readFileSync(join(await project("  default: tiny.gguf\n"), "tiny.gguf"));
  // Every connection breaks after a part: with its pauses the pull takes seconds.
  const hub = await fakeHub({ "tiny.gguf": content }, { breakAfter: 20_000, times: 3 });
  const folder = await project(`  default: ${hub.url}/tiny.gguf\n`);
  const { child, ended } = start(folder, "pull");
  await expect.poll(() => hub.requests.some((line) => line.startsWith("GET")), { timeout: 30_000 }).toBe(true);
  const place = join(folder, "data", "models");
  const parts = (): string[] =>
    existsSync(place)
      ? readdirSync(place, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".part"))
      : [];
  await expect.poll(parts, { timeout: 30_000 }).toHaveLength(1);
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ status: 1, err: expect.stringContaining("the next pull goes on from here") });

  const rows = JSON.parse((await models(folder, "list", "--json")).out) as unknown[];
  expect(rows).toMatchObject([{ state: "partly pulled" }]);
  expect((await models(folder, "pull")).out).toMatch(/^pulled: /);
  expect(parts()).toEqual([]);
});

test("what was pulled and is named no more is listed as unused, and rm --unused deletes it", async () => {
  const content = readFileSync(join(await project("  default: tiny.gguf\n"), "tiny.gguf"));
  const { url } = await fakeHub({ "tiny.gguf": content });
  const folder = await project(`  default: ${url}/tiny.gguf\n`);
  await models(folder, "pull");
  const rows = JSON.parse((await models(folder, "list", "--model", "tiny.gguf", "--json")).out) as unknown[];
  expect(rows).toMatchObject([
    { name: "default", state: "ready" },
    { name: "", state: "unused" },
  ]);
  expect((await models(folder, "rm", "--unused", "--yes")).out).toContain("There is nothing to delete");
  expect((await models(folder, "rm", "--unused", "--yes", "--model", "tiny.gguf")).out).toMatch(/^Deleted 1 file/);
});

test("suggest proposes a model for this machine and downloads nothing unless somebody says yes", async () => {
  const folder = await project("  default: tiny.gguf\n");
  const { out, status } = await models(folder, "suggest");
  expect(status).toBe(0);
  expect(widest(out)).toBeLessThanOrEqual(80);
  expect(out).toMatch(/default: hf:|None of them fits/);
  expect(existsSync(join(folder, "data"))).toBe(false);
  const { all } = JSON.parse((await models(folder, "suggest", "--json")).out) as { all: unknown[] };
  expect(all.length).toBeGreaterThan(5);
});

test("bench measures a model on this machine, in words and in JSON", async () => {
  const folder = await project("  default: script.gguf\n");
  writeScriptedModel(join(folder, "script.gguf"), { says: ["Bees ", "fly."], contextLength: 2048 });
  const { out } = await models(folder, "bench");
  expect(out).toMatch(/^(cpu|cuda|metal|vulkan), 1 thread|threads? /m);
  expect(out).toMatch(/tokens\/s/);
  expect(out).toContain("It ended its answers early");
  const [row] = JSON.parse((await models(folder, "bench", "--threads", "1", "--json")).out) as unknown[];
  expect(row).toMatchObject({ read: expect.any(Number), say: expect.any(Number), secondsPerReply: expect.any(Number) });
  expect((await models(folder, "bench", "--threads", "many")).err).toContain("numbers separated by commas");
});
