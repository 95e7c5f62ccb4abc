import { expect, test } from "vitest";
import { parseOutput } from "../../src/decision/decision.ts";
import { schemas } from "../../tools/tiny-model/contract.ts";
import { jobs } from "../../tools/tiny-model/example.ts";
import { makeExample } from "../../tools/tiny-model/make-example.ts";
import { phrase } from "../../tools/tiny-model/phrase.ts";
import { randomChoice } from "../../tools/tiny-model/random-choice.ts";
import { halfOf } from "../../tools/tiny-model/split.ts";
import { forgeWord } from "../../tools/tiny-model/word-forge.ts";

test.each(jobs)("every expected answer of %s fits its schema and quotes word for word", (job) => {
  for (let seed = 0; seed < 150; seed++) {
    const { sections, output, quote } = makeExample(
      job,
      "sage.agent",
      seed % 5 === 0 ? "long" : "usual",
      randomChoice(seed),
      "train",
    );
    expect(parseOutput(JSON.stringify(output), schemas[job])).toEqual(output);
    const quoted = quote?.replace(/…$/, "") ?? "";
    expect(sections.some(({ text }) => text.includes(quoted))).toBe(true);
  }
});

test("the same seed makes the same example", () => {
  expect(makeExample("sage", "sage", "usual", randomChoice(7), "train")).toEqual(
    makeExample("sage", "sage", "usual", randomChoice(7), "train"),
  );
});

test("words and phrases of one half never come out for the other", () => {
  const choice = randomChoice(3);
  for (const half of ["train", "held-out"] as const) {
    for (let count = 0; count < 200; count++) {
      expect(halfOf(forgeWord(choice, half))).toBe(half);
      expect(halfOf(phrase(["[one|two|three|four|five|six] [a|b|c|d|e|f]"], choice, half, () => ""))).toBe(half);
    }
  }
});
