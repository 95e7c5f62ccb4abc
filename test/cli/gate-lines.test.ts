import { expect, test } from "vitest";
import { gateLines } from "../../src/cli/gate-lines.ts";

test("what each gate said is told with its value, and nothing where they were not asked", () => {
  const reports = [
    { gate: "no-bots", outcome: "passed", because: "nothing says that a bot wrote it" },
    { gate: "reputation", outcome: "refused", because: "12.3, 30 or more is wanted" },
  ];
  expect(gateLines(JSON.stringify(reports))).toEqual([
    "gates:",
    "  passed no-bots: nothing says that a bot wrote it",
    "  refused reputation: 12.3, 30 or more is wanted",
  ]);
  expect(gateLines("")).toEqual([]);
});
