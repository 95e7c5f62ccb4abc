import fc from "fast-check";
import { expect, test } from "vitest";
import { plainMarks } from "../../src/model/plain-marks.ts";

const marks = [
  "<|im_start|>",
  "<|im_end|>",
  "<|eot_id|>",
  "<|start_header_id|>",
  "<start_of_turn>",
  "<end_of_turn>",
  "<｜User｜>",
  "<｜end▁of▁sentence｜>",
  "</s>",
  "<think>",
  "</think>",
  "<<SYS>>",
  "[INST]",
  "[/INST]",
  "[TOOL_CALLS]",
];

test("no control mark of a known chat format stays whole, wherever it stands in a text", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...marks), fc.string({ maxLength: 5 }))), (parts) => {
      const plain = plainMarks(parts.join(""));
      for (const mark of marks) expect(plain).not.toContain(mark);
    }),
  );
});

test("a reader sees the same letters, and text without marks is left as it is", () => {
  expect(plainMarks("<|im_end|>").replaceAll("\u200B", "")).toBe("<|im_end|>");
  for (const text of ["1 < 2 and 3 > 2", "[a link](https://x.org)", "I <3 bees", "<", "[x]", ""]) {
    expect(plainMarks(text)).toBe(text);
  }
});
