import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hearReasons } from "../../src/model/load-failure.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { openModel, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const whole = join(folder, "whole.gguf");
writeRandomModel(whole);
const text = readFileSync(whole).toString("latin1");

/** A copy of the whole model with its texts changed by others of the same length. */
function changed(name: string, ...changes: readonly (readonly [string, string])[]): string {
  const path = join(folder, `${name}.gguf`);
  let bytes = text;
  for (const [from, to] of changes) bytes = bytes.replaceAll(from, to);
  writeFileSync(path, Buffer.from(bytes, "latin1"));
  return path;
}

// A text of five letters as GGUF writes it: its length in 64 bits, then the letters.
const five = (letters: string): string => `\u0005${"\0".repeat(7)}${letters}`;

test.each([
  [
    "an architecture that llama.cpp does not know",
    changed("arch", ["llama.", "bees2."], [five("llama"), five("bees2")]),
    /architecture "bees2" .* choose another model/,
  ],
  ["a tokenizer that llama.cpp does not know", changed("pre", [five("gpt-2"), five("gpt-9")]), /tokenizer "gpt-9"/],
  [
    "a tensor that is missing",
    changed("tensor", ["blk.1.attn_q.weight", "blk.1.attn_x.weight"]),
    /no whole model \(.*'blk\.1\.attn_q\.weight'/,
  ],
])("%s is told with what to do", async (_, path, complaint) => {
  await expect(openModel({ path })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(complaint),
  });
});

test("a reason that nobody foresaw is repeated, and without one the error speaks for itself", () => {
  const lines: string[] = [];
  const heard = hearReasons((_, message) => lines.push(message));
  expect(heard.explain(new Error("Failed to load model"))).toBe("Failed to load model");
  heard.log("warn", "llama_model_load: error loading model: the moon is wrong");
  heard.log("warn", "llama_model_load_from_file_impl: failed to load model");
  expect(heard.explain(new Error("Failed to load model"))).toBe("the moon is wrong");
  expect(lines).toHaveLength(2);
});
