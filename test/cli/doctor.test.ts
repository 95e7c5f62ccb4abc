import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import type { Finding } from "../../src/cli/doctor/finding.ts";
import { ownDevnet, project, skepBeside } from "../support/operator.ts";

async function findings(folder: string, ...words: readonly string[]) {
  const { out, status } = await skepBeside(folder, "doctor", "--json", ...words);
  return { all: JSON.parse(out) as readonly Finding[], status };
}

test("a folder in good health has no ill part, and the model is measured", async () => {
  await using devnet = await ownDevnet([], "manual");
  const folder = await project(devnet);
  const { all, status } = await findings(folder);
  expect(all.filter(({ state }) => state === "ill")).toEqual([]);
  expect(status).toBe(0);
  expect(all.map(({ about }) => about)).toEqual(
    expect.arrayContaining([`node ${devnet.url}`, "key of @sage.agent", "reserves of @sage.agent", "model default"]),
  );
  expect(all.find(({ about }) => about.startsWith("node"))?.seen).toMatch(/hived \d+ ms.*hivemind \d+ ms/);
});

test("each ill part is named with what to do, and the others are looked at all the same", async () => {
  await using devnet = await ownDevnet([], "manual");
  const folder = await project(devnet, { node: "http://127.0.0.1:9" });
  writeFileSync(join(folder, ".env"), `HIVE_POSTING_KEY_SAGE_AGENT=${devnet.keyOf("sage.agent", "active")}\n`);
  writeFileSync(join(folder, "model.gguf"), "nothing");
  const dead = await findings(folder);
  expect(dead.status).toBe(1);
  expect(dead.all.filter(({ state }) => state === "ill").map(({ about }) => about)).toEqual([
    "node http://127.0.0.1:9",
    "accounts",
    "model default",
  ]);
  const alive = await findings(folder, "--node", devnet.url, "--skip-models");
  expect(alive.all.filter(({ state }) => state === "ill")).toMatchObject([
    { about: "key of @sage.agent", seen: expect.stringContaining("active key"), remedy: expect.any(String) },
  ]);
  expect(JSON.stringify(alive.all)).not.toContain(devnet.keyOf("sage.agent", "active"));
});

test("a damaged database is found, and a node of another chain", async () => {
  await using devnet = await ownDevnet([], "manual");
  await using other = await ownDevnet([], "manual");
  const folder = await project(devnet, { node: other.url });
  damagedDatabase(join(folder, "data"));
  const { all } = await findings(folder, "--skip-models");
  expect(all.find(({ about }) => about === "database")).toMatchObject({ state: "ill" });
  expect(all.find(({ about }) => about.startsWith("node"))).toMatchObject({
    state: "ill",
    seen: expect.stringContaining("it is on chain"),
  });
});

test("a clock that is far behind the chain's is ill", async () => {
  await using devnet = await ownDevnet([], "manual");
  devnet.advance(60);
  const { all } = await findings(await project(devnet), "--skip-models");
  expect(all.filter(({ state }) => state === "ill")).toMatchObject([
    { about: `clock against ${devnet.url}`, seen: expect.stringContaining("behind the chain's") },
  ]);
});

/** A database with a page of noise in its middle. */
function damagedDatabase(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "skep.db");
  const db = new Sqlite(path);
  db.exec("create table rows (text text) strict");
  const insert = db.prepare("insert into rows values (?)");
  for (let row = 0; row < 500; row++) insert.run("a row of some length ".repeat(10));
  db.close();
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, 4096 * 5);
  closeSync(file);
}
