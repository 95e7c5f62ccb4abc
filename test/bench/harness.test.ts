import { describe, expect, test } from "vitest";
import { median, race, table } from "../../bench/harness.ts";

describe("a race of two cases", () => {
  test("begins each round with another case and leaves the first round out", async () => {
    const order: string[] = [];
    const caseOf = (name: string, figures: readonly number[]) => {
      let turn = 0;
      return {
        name,
        run: () => {
          order.push(name);
          return figures[turn++] ?? 0;
        },
      };
    };
    const results = await race([caseOf("a", [1000, 3, 1, 2]), caseOf("b", [1000, 4, 6, 5])], 3);
    expect(order.join("")).toBe("abbaabba");
    expect(results).toEqual([
      { name: "a", median: 2, lowest: 1, highest: 3, rounds: 3 },
      { name: "b", median: 5, lowest: 4, highest: 6, rounds: 3 },
    ]);
  });
});

test("a median of an even number of figures is the mean of the two in the middle", () => {
  expect(median([10, 1, 2, 4])).toBe(3);
});

test("a table tells how often the reference goes into each figure", () => {
  const figures = { lowest: 1, highest: 2000, rounds: 3 };
  const results = [
    { name: "peer", median: 1000, ...figures },
    { name: "ours", median: 1500, ...figures },
  ];
  const lines = table({ title: "speed", unit: "tx/s", reference: "peer", results }).split("\n");
  expect(lines.map((line) => line.split(/ {2,}/).at(-1))).toEqual(["ratio", "1", "1.50"]);
  expect(lines[2]).toContain("1,500");
});
