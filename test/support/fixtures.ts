import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = process.env["SKEP_FIXTURES"] ?? "../shared";

/** Whether recorded data lies at this path below the fixtures; says so when it does not, since tests then skip. */
export function hasFixture(path: string): boolean {
  const found = existsSync(join(root, "fixtures", path));
  if (!found) process.stderr.write(`skipped: no recorded data at ${join(root, "fixtures", path)}\n`);
  return found;
}

/** One recorded JSON file, read in place. The caller knows the recording's shape. */
export function readFixture<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(join(root, "fixtures", path), "utf8")) as Shape;
}

/** The names of the JSON files in a folder of recorded data. */
export function listFixtures(folder: string): string[] {
  return readdirSync(join(root, "fixtures", folder))
    .filter((name) => name.endsWith(".json"))
    .toSorted();
}
