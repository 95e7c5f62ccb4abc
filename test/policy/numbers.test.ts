import { expect, test } from "vitest";
import { numbersIn } from "../../src/policy/numbers.ts";

const readings = (text: string): string[] => numbersIn(text).map((claim) => claim.readings.join("|"));

test.each([
  ["1,000 and 1000 and 1 000 and 1’000", ["1000", "1000", "1000", "1000"]],
  ["1.000 and 0,500", ["1|1000", "0.5|500"]],
  ["1.50 and 1.5 and 1,5", ["1.5", "1.5", "1.5"]],
  ["1,234,567.89 and 1.234.567,89", ["1234567.89", "1234567.89"]],
  ["62k, 62,000, 62.5M, 2 million, 5m", ["62000", "62000", "62500000", "2000000", "5"]],
  ["5% and 5 percent and ５％ and 5 Prozent, but 5", ["5%", "5%", "5%", "5%", "5"]],
  ["٣ days and ३ days", ["3", "3"]],
  ["2026-11-21, 21.11.2026, 18:00, 007", ["2026", "11", "21", "21", "11", "2026", "18", "0", "7"]],
  ["10,20,30 and 2024 300", ["10", "20", "30", "2024", "300"]],
  ["Ten dollars, one by one, ninety of them", ["10", "90"]],
  ["$5.00 fell by -3.2% on the 21st", ["5", "3.2%", "21"]],
  ["H264 and x5 are names", []],
])("%s", (text, expected) => {
  expect(readings(text)).toEqual(expected);
});
