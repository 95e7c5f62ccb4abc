import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/sqlite/database.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { ownDevnet, project, repliesOf, run, type Running } from "../support/operator.ts";
import { askAll, askers, countConfirmed, pause, writeThreads } from "./mentions.ts";
import { size, tell } from "./size.ts";

const kills = size(50, 1_000);
const mentions = size(25, 500);

test(`${kills} SIGKILLs at random instants while ${mentions} mentions arrive: each is answered exactly once`, async () => {
  await using devnet = await ownDevnet(askers, 300);
  const folder = await project(devnet, { parallel: 4 }); // up to four jobs are in hand at once
  const database = join(folder, "data", "skep.db");
  writeThreads(devnet);
  devnet.mine();
  let bot = run(folder, ["--live", "--from", String(devnet.head().number)]);
  await bot.said("listening");

  const asking = askAll(devnet, mentions, (kills * 2_000) / mentions);
  for (let kill = 1; kill <= kills; kill++) {
    await someInstant(bot);
    bot.process.kill("SIGKILL");
    await bot.ended;
    bot = run(folder, ["--live"]);
    if (kill % 10 === 0) tell(`${kill} kills, ${await countConfirmed(database)} of ${mentions} answered`);
  }
  await asking;
  await bot.said("listening");
  for (let before = Date.now(); (await countConfirmed(database)) < mentions;) {
    if (Date.now() - before > 30 * 60_000) break;
    await pause(1_000);
  }
  bot.process.kill("SIGINT");
  expect(await bot.ended).toBe(0);

  const replies = (await repliesOf(devnet, "sage.agent")).toSorted();
  const wanted = Array.from(
    { length: mentions },
    (_, number) => `${askers[number % askers.length]}/question-${number}: Of old fire bricks.`,
  );
  expect(replies).toEqual(wanted.toSorted());
  await using store = openSqliteStore(database, { readonly: true });
  const { jobs } = await store.views.readOverview();
  expect(jobs).toMatchObject({ decided: mentions, waiting: 0, claimed: 0, parked: 0, stale: 0 });
  const db = openDatabase(database, { readonly: true });
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  db.close();
});

/** Most often while it works, now and then while it starts. */
async function someInstant(bot: Running): Promise<void> {
  if (Math.random() < 0.2) return pause(Math.random() * 2_000);
  await bot.said("listening");
  return pause(Math.random() ** 2 * 3_000);
}
