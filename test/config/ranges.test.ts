import { expect, test } from "vitest";
import { durationRange, numberRange } from "../../src/config/ranges.ts";

test.each([
  [25, { least: 25 }],
  ["25", { least: 25 }],
  ["25..", { least: 25 }],
  ["..60", { most: 60 }],
  ["25..60", { least: 25, most: 60 }],
  ["0.5..1.5", { least: 0.5, most: 1.5 }],
  ["-10..", { least: -10 }],
  ["60..25", undefined],
  ["..", undefined],
  ["", undefined],
  ["25...60", undefined],
  ["a..b", undefined],
  ["1..2..3", undefined],
])("%j is a range of numbers: %j", (written, range) => {
  expect(numberRange().safeParse(written).data).toEqual(range);
});

test.each([
  ["7d", { least: 604_800_000 }],
  ["..30m", { most: 1_800_000 }],
  ["1h..2h", { least: 3_600_000, most: 7_200_000 }],
  ["7", undefined],
  ["2h..1h", undefined],
  ["..", undefined],
])("%j is a range of spans: %j", (written, range) => {
  expect(durationRange().safeParse(written).data).toEqual(range);
});
