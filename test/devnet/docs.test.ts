import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The rows of the tables in a page whose last column names tests, each with what stands there. */
function shownBy(page: string): readonly (readonly [row: string, tests: readonly string[]])[] {
  const lines = readFileSync(page, "utf8").split("\n");
  let isTestTable = false;
  return lines.flatMap((line) => {
    if (!line.startsWith("|")) isTestTable = false;
    else if (line.endsWith("| test |")) isTestTable = true;
    else if (isTestTable && !line.startsWith("|---")) {
      const cells = line.split("|").map((cell) => cell.trim());
      return [[cells[1] ?? "", (cells.at(-2) ?? "").split(", ")] as const];
    }
    return [];
  });
}

test.each(["docs/devnet.md", "docs/devnet-faults.md"])("every rule in %s is shown by a test that is there", (page) => {
  const rows = shownBy(page);
  expect(rows.length).toBeGreaterThan(2);
  const isThere = (name: string): boolean =>
    ["test/devnet", "test/chain", "test"].some((folder) => existsSync(`${folder}/${name}.test.ts`));
  expect(rows.filter(([, tests]) => !tests.every(isThere))).toEqual([]);
});
