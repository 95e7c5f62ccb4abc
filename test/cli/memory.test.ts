import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { exchange, fact, imported } from "../store/contract/memories.ts";
import { accept, newJob } from "../store/contract/rows.ts";
import { skep } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const later = new Date(Date.now() + 86_400_000);

/** An operator's folder in which three memories are kept. */
async function project(): Promise<string> {
  const folder = await temporaryFolder({ "skep.yaml": "nodes: [http://127.0.0.1:9]\n" });
  await using store = openSqliteStore(join(folder, "data", "skep.db"));
  await store.memory.add([
    imported(fact("I keep bees in Porto.", { expiresAt: later })),
    imported(exchange("what is HBD?", { person: "bob", answered: "A stable coin.\u001B[2J", expiresAt: later })),
    imported(exchange("我养了一只猫", { agent: "curator", at: new Date(), expiresAt: later })),
  ]);
  await accept(store, { jobs: [newJob("hello")] });
  return folder;
}

const ids = (out: string): number[] => (JSON.parse(out) as { id: number }[]).map(({ id }) => id);

test("memory list and search choose by agent, person, age and words, and never command the terminal", async () => {
  const folder = await project();
  const { out, status } = skep(folder, "memory", "list");
  expect(status).toBe(0);
  expect(out).toContain("I keep bees in Porto.");
  expect(out).not.toContain("\u001B");
  expect(ids(skep(folder, "memory", "list", "--person", "@bob", "--json").out)).toEqual([2]);
  expect(ids(skep(folder, "memory", "list", "--agent", "sage", "--older", "1h", "--json").out)).toEqual([2, 1]);
  expect(ids(skep(folder, "memory", "search", "beekeeping porto", "--json").out)[0]).toBe(1);
  expect(ids(skep(folder, "memory", "search", "猫", "--json").out)).toEqual([3]);
  expect(skep(folder, "memory", "show", "2").out).toContain("A stable coin.");
  expect(skep(folder, "memory", "show", "9")).toMatchObject({ status: 2 });
});

test("memory share takes facts only, and back again", async () => {
  const folder = await project();
  expect(skep(folder, "memory", "share", "1").out).toContain("everybody");
  expect(skep(folder, "memory", "show", "1").out).toContain("yes: everybody's answers may use it");
  expect(skep(folder, "memory", "share", "1", "--off").out).toContain("that person");
  expect(skep(folder, "memory", "share", "2")).toMatchObject({ status: 2 });
});

test("memory forget deletes a person, or memories by number, agent or age, and asks before", async () => {
  const folder = await project();
  expect(skep(folder, "memory", "forget", "@alice")).toMatchObject({ status: 2 });
  expect(JSON.parse(skep(folder, "memory", "forget", "@alice", "--yes", "--json").out)).toEqual({
    memories: 2,
    jobs: 0,
    underWay: 1,
  });
  expect(ids(skep(folder, "memory", "list", "--json").out)).toEqual([2]);
  expect(skep(folder, "memory", "forget", "--yes")).toMatchObject({ status: 2 });
  expect(skep(folder, "memory", "forget", "--person", "bob", "--yes").status).toBe(0);
  expect(skep(folder, "memory", "list").out).toContain("Nothing is remembered");
});

test("memory export and import carry everything over, once", async () => {
  const folder = await project();
  const lines = skep(folder, "memory", "export").out;
  expect(lines.trim().split("\n")).toHaveLength(3);
  const file = join(folder, "memories.jsonl");
  writeFileSync(file, lines);
  skep(folder, "memory", "forget", "1,2", "--yes");
  expect(JSON.parse(skep(folder, "memory", "import", file, "--json").out)).toEqual({ read: 3, added: 2 });
  expect(skep(folder, "memory", "export").out.trim().split("\n").toSorted()).toEqual(
    lines.trim().split("\n").toSorted(),
  );
  writeFileSync(file, "{}\n");
  expect(skep(folder, "memory", "import", file)).toMatchObject({ status: 2 });
});
