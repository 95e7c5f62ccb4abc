import { readdirSync, rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { ownDevnet, project, repliesOf, run, skep, write } from "../support/operator.ts";

/** Settled rows of the outbox, as SQL sees them. */
function confirmedIn(path: string): number {
  const db = new Sqlite(path, { readonly: true });
  try {
    return Number(db.prepare("select count(*) from outbox where state = 'confirmed'").pluck().get());
  } finally {
    db.close();
  }
}

test("a backup is made beside a running bot, and a bot that is given it back answers nobody twice", async () => {
  await using devnet = await ownDevnet(["bob", "carol", "dave"]);
  const folder = await project(devnet);
  const first = run(folder, ["--live"]);
  await first.said("listening");
  write(devnet, "bob", "one", "@sage.agent what is a skep made of?");
  await first.said("transaction confirmed");
  const { out, status } = skep(folder, "backup", "--json");
  expect(status).toBe(0);
  const { file } = JSON.parse(out) as { file: string };
  expect(confirmedIn(resolve(folder, file))).toBe(1);

  write(devnet, "carol", "two", "@sage.agent and its rope?");
  await first.next("transaction confirmed");
  first.process.kill("SIGINT");
  expect(await first.ended).toBe(0);

  // The disk is lost, with what came after the backup.
  for (const name of readdirSync(join(folder, "data")).filter((entry) => entry.startsWith("skep.db")))
    rmSync(join(folder, "data", name));
  await copyFile(resolve(folder, file), join(folder, "data", "skep.db"));
  // Between backup and loss it spoke, which the backup does not know: it says so once, and goes on behind that.
  const surprised = run(folder, ["--live"]);
  expect(await surprised.ended).toBe(2);
  expect(surprised.lines.join("\n")).toContain("a backup from before it");
  const second = run(folder, ["--live"]);
  await second.said("listening");
  write(devnet, "dave", "three", "@sage.agent who weaves it?");
  await second.said("transaction confirmed");
  second.process.kill("SIGINT");
  expect(await second.ended).toBe(0);
  const replies = await repliesOf(devnet, "sage.agent");
  expect(replies.map((reply) => reply.split(":")[0])).toEqual(["bob/one", "carol/two", "dave/three"]);
});

test("a backup is never written over, and where there is nothing to back up that is said", async () => {
  await using devnet = await ownDevnet([]);
  const folder = await project(devnet);
  expect(skep(folder, "backup")).toMatchObject({ status: 2, err: expect.stringContaining("there is no database") });
  const bot = run(folder, []);
  await bot.said("listening");
  bot.process.kill("SIGINT");
  await bot.ended;
  expect(skep(folder, "backup", "kept.db")).toMatchObject({ status: 0 });
  expect(skep(folder, "backup", "kept.db")).toMatchObject({
    status: 2,
    err: expect.stringContaining("is there already"),
  });
});
