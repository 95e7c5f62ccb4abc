import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration, parsePercent } from "../../src/config/units.ts";

test.each([
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["12h", 43_200_000],
  ["7d", 604_800_000],
  ["2w", 1_209_600_000],
  ["0s", undefined],
  ["1.5h", undefined],
  ["12", undefined],
  ["12 h", undefined],
  ["-1h", undefined],
  ["1h30m", undefined],
  ["9999999d", undefined],
])("the duration %j is %j milliseconds", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  ["25%", 2500],
  ["0%", 0],
  ["100%", 10_000],
  ["0.5%", 50],
  ["0.05%", 5],
  ["12.34%", 1234],
  ["100.01%", undefined],
  ["0.001%", undefined],
  ["25", undefined],
  ["-5%", undefined],
])("the percentage %j is %j basis points", (text, basisPoints) => {
  expect(parsePercent(text)).toBe(basisPoints);
});

test("a parsed percentage is always within what the chain calls basis points", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(99_999), (noise, number) => {
      for (const text of [noise, `${number / 100}%`]) {
        const parsed = parsePercent(text);
        expect(parsed === undefined || (parsed >= 0 && parsed <= 10_000 && Number.isInteger(parsed))).toBe(true);
      }
    }),
  );
});
