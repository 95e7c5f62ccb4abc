import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { scenarioJsonSchema } from "../../src/devnet/scenario/scenario-file.ts";

test("schema/scenario.schema.json is what the code says (else: npm run schema)", async () => {
  const written = await readFile(new URL("../../schema/scenario.schema.json", import.meta.url), "utf8");
  expect(written).toBe(`${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`);
});

test("every kind of entry and every field that is not plain says what it is", () => {
  const { properties } = scenarioJsonSchema() as { properties: Record<string, { description?: string }> };
  expect(Object.entries(properties).filter(([, { description }]) => !description)).toEqual([]);
});
