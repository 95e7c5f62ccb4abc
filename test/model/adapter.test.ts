import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import { sharedModel } from "../../src/model/shared-model.ts";
import { byteVocabulary } from "../../tools/gguf/byte-vocabulary.ts";
import { writeLoraAdapter } from "../../tools/gguf/lora-adapter.ts";
import { asking, never, openModel, scriptIn, patience, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const says = ["Good morning, ", "good night, ", "friend."];
const adapter = join(folder, "night.gguf");
let model: LlamaModel;
beforeAll(async () => {
  const { size, firstPiece } = byteVocabulary({ pieces: says });
  const width = Math.ceil(size / 32) * 32;
  // After the line feed that ends the prompt it says the second piece in place of the first.
  writeLoraAdapter(adapter, {
    matrix: "output.weight",
    shape: [width, size],
    input: "\n".charCodeAt(0),
    output: firstPiece + 1,
    strength: 20 / Math.sqrt(width),
  });
  model = await openModel({ path: scriptIn(folder, says) });
}, patience);
afterAll(() => model[Symbol.asyncDispose]());

test("an adapter is laid over the model for the turns that ask for it, and for no others", async () => {
  const pid = model.enginePid;
  const say = async (adapter?: string) =>
    (await model.complete(asking(adapter === undefined ? {} : { adapter }), never)).text;
  expect(await say()).toBe(says.join(""));
  expect(await say(adapter)).toBe("good night, friend.");
  expect(await say()).toBe(says.join(""));
  expect(await say(adapter)).toBe("good night, friend.");
  expect(model.enginePid).toBe(pid);
});

test("a model under another name brings its adapter along, and leaves the engine to its owner", async () => {
  const night = sharedModel(model, "night", adapter);
  expect(night.identity).toMatchObject({ name: "night", title: "scripted F16 with night.gguf" });
  expect((await night.complete(asking(), never)).text).toBe("good night, friend.");
  await night[Symbol.asyncDispose]();
  expect((await model.complete(asking(), never)).text).toBe(says.join(""));
});

test("more adapters than have a context at a time take turns", { timeout: patience }, async () => {
  const many = Array.from({ length: 7 }, (_, number) => join(folder, `night${number}.gguf`));
  for (const path of many) copyFileSync(adapter, path);
  const say = async (path: string) => (await model.complete(asking({ adapter: path }), never)).text;
  const texts: string[] = [];
  for (const path of [...many, ...many]) texts.push(await say(path));
  expect(new Set(texts)).toEqual(new Set(["good night, friend."]));
  const together = await openModel({ path: scriptIn(folder, says), parallel: 7 });
  const answers = await Promise.all(many.map((path) => together.complete(asking({ adapter: path }), never)));
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(["good night, friend."]));
  await together[Symbol.asyncDispose]();
});

test("an adapter that will not do is noticed before a turn needs it, and the engine goes on", async () => {
  const pid = model.enginePid;
  await model.checkAdapter(adapter, never);
  const whole = readFileSync(adapter);
  const strange = join(folder, "strange.gguf");
  writeLoraAdapter(strange, { matrix: "output.weight", shape: [64, 64], input: 0, output: 0, strength: 1 });
  const broken = join(folder, "broken.gguf");
  for (const [path, bytes] of [
    [broken, whole.subarray(0, whole.length / 2)],
    [broken, Buffer.from("no adapter at all")],
    [join(folder, "nowhere.gguf"), undefined],
    [strange, undefined], // made for another model
    [scriptIn(folder, says), undefined], // no adapter but a model
  ] as const) {
    if (bytes) writeFileSync(path, bytes);
    const checking = model.checkAdapter(path, never);
    await expect(checking).rejects.toMatchObject({ code: "config_invalid" });
    await expect(checking).rejects.toThrow(path);
  }
  expect((await model.complete(asking(), never)).text).toBe(says.join(""));
  expect(model.enginePid).toBe(pid);
});

test("an adapter that is not there is named, and the engine goes on", async () => {
  const pid = model.enginePid;
  const missing = join(folder, "missing.gguf");
  await expect(model.complete(asking({ adapter: missing }), never)).rejects.toMatchObject({
    code: "config_invalid",
    message: expect.stringContaining("missing.gguf"),
  });
  expect((await model.complete(asking(), never)).text).toBe(says.join(""));
  expect(model.enginePid).toBe(pid);
});
