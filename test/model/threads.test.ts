import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { threadCount, usableCores } from "../../src/model/threads.ts";

test.each([
  [undefined, 1, 1],
  [undefined, 2, 1],
  [undefined, 8, 7],
  [4, 8, 4],
  [16, 8, 8],
  [0, 8, 1],
])("%s threads asked of %i cores are %i", (asked, cores, used) => {
  expect(threadCount(asked, cores)).toBe(used);
});

test("there are never more threads than cores", () => {
  expect(usableCores()).toBeLessThanOrEqual(availableParallelism());
  expect(threadCount(1000)).toBe(usableCores());
});
