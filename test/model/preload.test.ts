import { readdirSync, writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { asking, never, openModel, patience, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const path = join(folder, "random.gguf");
const system = "You are a careful agent. ".repeat(20);
beforeAll(() => void writeRandomModel(path, { shape: { contextLength: 8192 }, type: "F16" }));

/** The files under a folder, their paths in it. */
function filesIn(place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("an instruction that was preloaded is not evaluated again", { timeout: patience }, async () => {
  await using model = await openModel({ path });
  await model.preload(system, never);
  const { cachedTokens, text } = await model.complete(asking({ system, maxTokens: 20 }), never);
  expect(cachedTokens).toBeGreaterThanOrEqual(system.length);
  await using cold = await openModel({ path });
  expect((await cold.complete(asking({ system, maxTokens: 20 }), never)).text).toBe(text);
});

test("a preload waits until no turn does", { timeout: patience }, async () => {
  await using model = await openModel({ path });
  const order: string[] = [];
  await Promise.all([
    model.complete(asking({ maxTokens: 5 }), never).then(() => order.push("running")),
    model.preload(system, never).then(() => order.push("preload")),
    model.complete(asking({ maxTokens: 5, priority: -1 }), never).then(() => order.push("waiting")),
  ]);
  expect(order).toEqual(["running", "waiting", "preload"]);
});

test("a preload that runs stops for a turn that comes, and goes on after it", { timeout: patience }, async () => {
  await using model = await openModel({ path, contextSize: 8192 });
  const long = system.repeat(14);
  const order: string[] = [];
  const preload = model.preload(long, never).then(() => order.push("preload"));
  await new Promise((resolve) => setTimeout(resolve, 50)); // well under way, and far from its end
  const { cachedTokens } = await model.complete(asking({ system: long, maxTokens: 1 }), never);
  order.push("turn");
  await preload;
  expect(order).toEqual(["turn", "preload"]);
  // What was evaluated until then was not lost, nor was it all.
  expect(cachedTokens).toBeGreaterThan(0);
  expect(cachedTokens).toBeLessThan(long.length);
});

test("a preload that is called off ends, and the model goes on", { timeout: patience }, async () => {
  await using model = await openModel({ path, contextSize: 8192 });
  const stop = new AbortController();
  const preload = model.preload(system.repeat(14), stop.signal);
  setTimeout(() => stop.abort(new Error("enough")), 20);
  await expect(preload).rejects.toThrow("enough");
  expect((await model.complete(asking({ system, maxTokens: 5 }), never)).completionTokens).toBeGreaterThan(0);
});

test(
  "an instruction that gave way to others, or to a restart, is read back instead of evaluated",
  { timeout: patience },
  async () => {
    const prefixDir = join(folder, "prefixes");
    const others = ["another", "a third"].map((kind) => `You are ${kind} agent. `.repeat(20));
    const ask = { maxTokens: 20, system };
    await using model = await openModel({ path }, { prefixDir });
    const first = await model.complete(asking(ask), never);
    expect(first.cachedTokens).toBe(0);
    for (const other of others) await model.complete(asking({ ...ask, system: other }), never);
    const again = await model.complete(asking(ask), never);
    expect(again.cachedTokens).toBeGreaterThanOrEqual(system.length);
    expect(again.text).toBe(first.text);
    expect(filesIn(prefixDir)).toHaveLength(3);
    await using restarted = await openModel({ path }, { prefixDir });
    const later = await restarted.complete(asking(ask), never);
    expect(later.cachedTokens).toBe(again.cachedTokens);
    expect(later.text).toBe(first.text);
  },
);

test("a kept instruction that is damaged is evaluated anew and replaced", { timeout: patience }, async () => {
  const prefixDir = join(folder, "damaged");
  const ask = { maxTokens: 20, system };
  await using model = await openModel({ path }, { prefixDir });
  const { text } = await model.complete(asking(ask), never);
  const [file = ""] = filesIn(prefixDir);
  const whole = readFileSync(file);
  for (const damaged of [whole.subarray(0, whole.length / 2), Buffer.from("no state at all"), Buffer.alloc(0)]) {
    writeFileSync(file, damaged);
    await using other = await openModel({ path }, { prefixDir });
    expect((await other.complete(asking(ask), never)).text).toBe(text);
    expect(filesIn(prefixDir)).toEqual([file]);
    expect(readFileSync(file).length).toBe(whole.length);
  }
});
