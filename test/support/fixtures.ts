/* oxlint-disable vitest/valid-title, vitest/expect-expect, vitest/valid-describe-callback, vitest/require-hook -- makes suites, is none */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";

const root = process.env["SKEP_FIXTURES"] ?? "../shared";

/** A suite over recorded data at this path below the fixtures; skipped, with a printed reason, where it is absent. */
export function describeRecorded(path: string, name: string, tests: () => void): void {
  const found = hasFixture(path);
  const nothing = () => {
    it("needs recorded data", () => {});
  };
  describe.skipIf(!found)(name, found ? tests : nothing);
}

/** Whether recorded data lies at this path below the fixtures; says so when it does not, since tests then skip. */
export function hasFixture(path: string): boolean {
  const found = existsSync(join(root, "fixtures", path));
  if (!found) process.stderr.write(`skipped: no recorded data at ${join(root, "fixtures", path)}\n`);
  return found;
}

/** One recorded JSON file, read in place. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows the shape
export function readFixture<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(join(root, "fixtures", path), "utf8")) as Shape;
}

/** The names of the JSON files in a folder of recorded data. */
export function listFixtures(folder: string): string[] {
  return readdirSync(join(root, "fixtures", folder))
    .filter((name) => name.endsWith(".json"))
    .toSorted();
}
