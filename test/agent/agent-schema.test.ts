import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { agentJsonSchema } from "../../src/agent/agent-file.ts";

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
}

const schema = agentJsonSchema() as JsonSchema;

/** Every field with the path by which docs call it: fields of rules go by their own names. */
function fields(node: JsonSchema, path: readonly string[] = []): { path: string; schema: JsonSchema }[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, field]) => [
    { path: [...path, name].join("."), schema: field },
    ...fields(field, [...path, name]),
  ]);
  const parts = node.items === undefined ? (node.oneOf ?? []) : [node.items];
  return [...own, ...parts.flatMap((part) => fields(part))];
}

async function read(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), "utf8");
}

test("schema/agent.schema.json is what the code says (else: npm run schema)", async () => {
  expect(await read("schema/agent.schema.json")).toBe(`${JSON.stringify(schema, undefined, 2)}\n`);
});

test("every field has a description, so that editors can show it", () => {
  const silent = fields(schema).filter((field) => (field.schema.description ?? "") === "");
  expect(silent.map(({ path }) => path)).toEqual([]);
  expect(fields(schema).length).toBeGreaterThan(40);
});

test("docs/agents.md explains every field", async () => {
  const docs = await read("docs/agents.md");
  const groups = new Set([
    "model",
    "sees",
    "memory",
    "limits",
    "limits.perAuthor",
    "limits.quietHours",
    "gather",
    "watch",
    "budget",
  ]);
  const missing = fields(schema)
    .map(({ path }) => path)
    .filter((path) => !groups.has(path) && !docs.includes(`\`${path}\``) && !docs.includes(`\`${path}: `));
  expect(missing).toEqual([]);
});
