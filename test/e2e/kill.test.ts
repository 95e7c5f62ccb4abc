import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/sqlite/database.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { ownDevnet, project, repliesOf, run, write, type Running } from "../support/operator.ts";

const moments = ["turn started", "turn ended", "decision judged", "transaction signed", "transaction sent"] as const;

test(
  "killed in the middle of a turn and at every later step, it goes on and answers exactly once",
  { timeout: 240_000 },
  async () => {
    const people = moments.map((_, index) => `person${index}`);
    await using devnet = await ownDevnet(people);
    const folder = await project(devnet);
    write(devnet, "alice", "oven", "I built an oven.");
    devnet.mine();

    let bot = run(folder, ["--live", "--from", String(devnet.head().number)]);
    await bot.said("listening");
    for (const [index, moment] of moments.entries()) {
      write(devnet, `person${index}`, "question", "@sage.agent what is its base made of?", "alice/oven");
      await bot.next(moment);
      bot.process.kill("SIGKILL");
      await bot.ended;
      bot = run(folder, ["--live"]);
      await bot.said("transaction confirmed");
    }
    await new Promise((done) => setTimeout(done, 1_500)); // what would be said twice would be said by now
    bot.process.kill("SIGINT");
    expect(await bot.ended).toBe(0);

    expect((await repliesOf(devnet, "sage.agent")).toSorted()).toEqual(
      people.map((person) => `${person}/question: Of old fire bricks.`),
    );
    await using store = openSqliteStore(join(folder, "data", "skep.db"), { readonly: true });
    const jobs = await store.views.readJobs({ limit: 99 });
    expect(jobs.map(({ state, person }) => `${person} ${state}`).toSorted()).toEqual(
      people.map((person) => `${person} decided`),
    );
  },
);

test(
  "killed with several jobs in hand, again and again, it loses none and answers each exactly once",
  { timeout: 240_000 },
  async () => {
    const people = Array.from({ length: 12 }, (_, index) => `person${index}`);
    await using devnet = await ownDevnet(people);
    const folder = await project(devnet, { parallel: 4 });
    write(devnet, "alice", "oven", "I built an oven.");
    devnet.mine();

    let bot = run(folder, ["--live", "--from", String(devnet.head().number)]);
    await bot.said("listening");
    const inHand: number[] = [];
    for (const first of [0, 4, 8]) {
      const started = turnsStarted(bot, 3);
      for (const person of people.slice(first, first + 4))
        write(devnet, person, "question", "@sage.agent what is its base made of?", "alice/oven");
      await started;
      bot.process.kill("SIGKILL");
      await bot.ended;
      await using store = openSqliteStore(join(folder, "data", "skep.db"), { readonly: true });
      inHand.push((await store.views.readOverview()).jobs.claimed);
      bot = run(folder, ["--live"]);
      await bot.said("listening");
    }
    expect(Math.max(...inHand)).toBeGreaterThan(1);
    const confirmed = async (): Promise<number> => {
      await using store = openSqliteStore(join(folder, "data", "skep.db"), { readonly: true });
      return (await store.views.readOverview()).outbox.confirmed;
    };
    await expect.poll(confirmed, { timeout: 120_000, interval: 500 }).toBe(people.length);
    bot.process.kill("SIGINT");
    expect(await bot.ended).toBe(0);
    expect((await repliesOf(devnet, "sage.agent")).toSorted()).toEqual(
      people.map((person) => `${person}/question: Of old fire bricks.`).toSorted(),
    );
  },
);

/** Resolves once so many more turns have started. */
async function turnsStarted(bot: Running, count: number): Promise<void> {
  const started = (): number => bot.lines.filter((line) => line.includes('"turn started"')).length;
  const wanted = started() + count;
  while (started() < wanted) await new Promise((resolve) => setTimeout(resolve, 2));
}

test.runIf(process.platform === "linux")(
  "the first Ctrl-C finishes the turn in hand; no key is in logs, database or environment; the next life sends",
  { timeout: 120_000 },
  async () => {
    await using devnet = await ownDevnet([]);
    const folder = await project(devnet);
    devnet.mine();
    const first = run(folder, ["--live"]);
    await first.said("listening");
    const key = devnet.keyOf("sage.agent", "posting");
    const environments = await Promise.all(
      [first.process.pid, ...(await childrenOf(first.process.pid))].map((pid) =>
        readFile(`/proc/${pid}/environ`, "utf8"),
      ),
    );
    expect(environments).toHaveLength(2); // the bot's and the engine's
    expect(environments.join()).not.toContain(key);

    write(devnet, "alice", "oven", "@sage.agent what is the base made of?");
    await first.said("turn started");
    first.process.kill("SIGINT");
    expect(await first.ended).toBe(0);
    expect(first.lines.join("\n")).toContain("decision judged");

    const second = run(folder, ["--live"]);
    await second.said("transaction confirmed");
    second.process.kill("SIGINT");
    await second.ended;
    const database = await readFile(join(folder, "data", "skep.db"));
    expect(database.includes(key)).toBe(false);
    expect([...first.lines, ...second.lines].join("\n")).not.toContain(key);
  },
);

test(
  "what the first Ctrl-C waits for, the second does not: it ends at once, and the next life goes on",
  { timeout: 120_000 },
  async () => {
    await using devnet = await ownDevnet([]);
    const folder = await project(devnet);
    devnet.mine();
    const first = run(folder, ["--live"]);
    await first.said("listening");
    const other = openDatabase(join(folder, "data", "skep.db")); // another program, which holds the database
    other.exec("begin immediate");
    write(devnet, "alice", "oven", "@sage.agent what is the base made of?");
    const finishing = first.next(
      "Finishing what is in hand. Press Ctrl-C again to stop at once; nothing is lost either way.",
    );
    first.process.kill("SIGINT");
    await finishing;
    first.process.kill("SIGINT");
    expect(await first.ended).toBe(130);
    other.exec("rollback");
    other.close();

    const second = run(folder, ["--live"]);
    await second.said("transaction confirmed");
    second.process.kill("SIGINT");
    expect(await second.ended).toBe(0);
  },
);

/** Linux tells it; the test is skipped elsewhere. */
async function childrenOf(pid: number | undefined): Promise<string[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  return children.split(" ").filter(Boolean);
}

test("a second bot on the same data directory is refused by name, and a wrong or too strong key is refused unseen", async () => {
  await using devnet = await ownDevnet([]);
  const folder = await project(devnet);
  devnet.mine();
  const first = run(folder, ["--live"]);
  await first.said("listening");
  const second = run(folder, ["--live"]);
  expect(await second.ended).toBe(2);
  expect(second.lines.join("\n")).toMatch(/another skep \(.*pid \d+.*\) already works in/);
  first.process.kill("SIGINT");
  expect(await first.ended).toBe(0);

  for (const [key, complaint] of [
    [devnet.keyOf("sage.agent", "active"), "active key"],
    [devnet.keyOf("alice", "posting"), "not one of its posting keys"],
  ] as const) {
    await writeFile(join(folder, ".env"), `HIVE_POSTING_KEY_SAGE_AGENT=${key}\n`);
    const refused = run(folder, ["--live"]);
    expect(await refused.ended).toBe(2);
    expect(refused.lines.join("\n")).toContain(complaint);
    expect(refused.lines.join("\n")).not.toContain(key);
  }
});
