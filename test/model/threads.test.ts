import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { containerQuota, threadCount, usableCores } from "../../src/model/threads.ts";
import { temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();

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

test.each([
  ["max 100000\n", Infinity],
  ["200000 100000\n", 2],
  ["50000 100000\n", 1],
  ["nonsense", Infinity],
])("a container's quota of %j is %d cores", (content, cores) => {
  const path = join(folder, "cpu.max");
  writeFileSync(path, content);
  expect(containerQuota(path)).toBe(cores);
});

test("without a quota file there is no quota", () => {
  expect(containerQuota(join(folder, "absent"))).toBe(Infinity);
});
