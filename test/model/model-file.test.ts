import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkModelFile, titleOf } from "../../src/model/model-file.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { asking, keptLog, never, openModel, scriptIn, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const whole = join(folder, "whole.gguf");
writeRandomModel(whole);

test("a model file is described by its header", async () => {
  const file = await checkModelFile({ name: "m", path: whole });
  expect(file.header).toMatchObject({
    name: "random",
    architecture: "llama",
    quantisation: "Q8_0",
    contextLength: 2048,
    hasChatTemplate: true,
    description: undefined,
  });
  expect(file.header.parameters).toBeGreaterThan(50_000);
  expect(titleOf(file)).toBe("random Q8_0");
});

test("the measures of a model are read, and filled in where the file leaves llama.cpp's defaults", async () => {
  const { shape } = (await checkModelFile({ name: "m", path: whole })).header;
  const measures = { layers: 2, width: 64, heads: 4, keyValueHeads: 2, keyLength: 16, valueLength: 16 };
  expect(shape).toEqual({ ...measures, vocabulary: 259 });
  const path = join(folder, "silent.gguf");
  const silent = readFileSync(whole)
    .toString("latin1")
    .replace("attention.head_count_kv", "attention.head_count_xx")
    .replace("attention.key_length", "attention.xxx_length");
  writeFileSync(path, Buffer.from(silent, "latin1"));
  expect((await checkModelFile({ name: "m", path })).header.shape).toMatchObject({ keyValueHeads: 4, keyLength: 16 });
});

test("a title never says the quantisation twice, and falls back to the file's name", async () => {
  const { header } = await checkModelFile({ name: "m", path: whole });
  expect(titleOf({ path: "/m/Bee-Q8_0.gguf", header: { ...header, name: undefined } })).toBe("Bee-Q8_0");
  expect(titleOf({ path: "/m/x.gguf", header: { ...header, name: "Bee 1B" } })).toBe("Bee 1B Q8_0");
});

test("a missing file is told with its remedy, which differs for pulled models", async () => {
  const path = join(folder, "absent.gguf");
  await expect(checkModelFile({ name: "big", path })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(/no model file .*absent\.gguf.*skep\.yaml/),
  });
  await expect(checkModelFile({ name: "big", path, pulled: true })).rejects.toMatchObject({
    message: expect.stringContaining("skep models pull big"),
  });
  await expect(openModel({ path, pulled: true })).rejects.toMatchObject({ code: "model_unavailable" });
});

test.each([
  ["a file of another kind", () => Buffer.from("<html>sorry</html>"), /not a GGUF file/],
  ["an empty file", () => Buffer.alloc(0), /not a GGUF file/],
  ["a file cut in its header", () => readFileSync(whole).subarray(0, 700), /cut short/],
  [
    "a file cut in its numbers",
    () => readFileSync(whole).subarray(0, -64),
    /cut short: \d+ bytes are needed, the file has \d+/,
  ],
])("%s is refused before anything loads it", async (_, content, complaint) => {
  const path = join(folder, "bad.gguf");
  writeFileSync(path, content());
  await expect(openModel({ path })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(complaint),
  });
});

test("a folder in the place of a model file is an error that names it", async () => {
  const path = join(folder, "folder.gguf");
  mkdirSync(path);
  await expect(checkModelFile({ name: "m", path })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("folder.gguf"),
  });
});

test("an alignment that would abort llama.cpp is refused by its header", async () => {
  const path = join(folder, "alignment.gguf");
  writeFileSync(path, withAlignment(readFileSync(whole), 16));
  await expect(openModel({ path })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("alignment of 16"),
  });
});

test("a file whose hash is not the one in skep.yaml is not loaded", async () => {
  await expect(openModel({ path: whole, sha256: "0".repeat(64) })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("not the file that was meant"),
  });
});

test("a file that makes llama.cpp abort is an error that repeats its last words, and nothing else dies", async () => {
  // "!" is a byte of the vocabulary already: llama.cpp asserts that no token occurs twice.
  await expect(openModel({ path: scriptIn(folder, ["Yes", "!"]) })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(/SIGABRT.*GGML_ASSERT/),
  });
});

test("the context is what the model was trained for, up to 4096, unless the operator says otherwise", async () => {
  await using small = await openModel({ path: scriptIn(folder, ["Yes"], { contextLength: 1024 }) });
  await using large = await openModel({ path: scriptIn(folder, ["Yes"], { contextLength: 8192 }) });
  await using asked = await openModel({ path: scriptIn(folder, ["Yes"], { contextLength: 8192 }), contextSize: 2048 });
  expect([small.contextSize, large.contextSize, asked.contextSize]).toEqual([1024, 4096, 2048]);
});

test("more threads than cores are warned of, and the backend is said", async () => {
  const log = keptLog();
  await using model = await openModel({ path: whole, threads: 4096 }, { log });
  expect(log.lines.filter((line) => line.startsWith("warn")).join("\n")).toMatch(/more threads than cores/);
  expect(log.lines.filter((line) => line.startsWith("info")).join("\n")).toMatch(
    /model loaded .*"backend":"cpu, \d+ thread/,
  );
  await expect(model.complete(asking({ maxTokens: 2 }), never)).resolves.toMatchObject({ completionTokens: 2 });
});

test("a file without a chat template is refused, unless the operator names its format", async () => {
  const path = join(folder, "plain.gguf");
  const plain = readFileSync(whole).toString("latin1").replace("tokenizer.chat_template", "tokenizer.chat_templatX");
  writeFileSync(path, Buffer.from(plain, "latin1"));
  await expect(openModel({ path })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(/plain\.gguf has no chat template.*chatFormat/),
  });
  await using model = await openModel({ path, chatFormat: "chatML" });
  await expect(model.complete(asking({ maxTokens: 2 }), never)).resolves.toMatchObject({ completionTokens: 2 });
});

test("a file that is exchanged while the engine is down is not taken for the old one", async () => {
  const path = scriptIn(folder, ["Yes"]);
  await using model = await openModel({ path });
  truncateSync(path, 1000);
  process.kill(model.enginePid ?? 0, "SIGKILL");
  await expect(model.complete(asking(), never)).rejects.toMatchObject({ code: "model_unavailable" });
  await expect(model.complete(asking(), never)).rejects.toMatchObject({
    message: expect.stringContaining("changed while skep was running"),
  });
});

/** Adds `general.alignment` as the last key of a header, which leaves the numbers where they were only by chance. */
function withAlignment(gguf: Buffer, alignment: number): Buffer {
  const name = Buffer.from("general.alignment");
  const key = Buffer.alloc(8 + name.length + 4 + 4);
  key.writeBigUInt64LE(BigInt(name.length), 0);
  name.copy(key, 8);
  key.writeUInt32LE(4, 8 + name.length);
  key.writeUInt32LE(alignment, 12 + name.length);
  const start = Buffer.from(gguf.subarray(0, 24));
  start.writeBigUInt64LE(start.readBigUInt64LE(16) + 1n, 16);
  return Buffer.concat([start, key, gguf.subarray(24)]);
}
