import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import type { JournalEntry } from "../../src/runtime/journal.ts";
import { openHouse, type House } from "../support/house.ts";
import { pause } from "./mentions.ts";
import { size, tell } from "./size.ts";

const mentions = size(1_500, 10_000);
const honest = Array.from({ length: 20 }, (_, index) => `person${String(index).padStart(2, "0")}`);
const oven = { author: "alice", permlink: "oven" };
const answer = JSON.stringify({ reason: "It was asked.", reply: { body: "Of bricks." } });

/** The flood is answered as long as nothing but the queue holds it up. */
const generous = {
  actionsPerDay: 200,
  perThread: 1_000,
  perAuthor: { actions: 100, everyMilliseconds: 3_600_000 },
};

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

async function openFloodedHouse(): Promise<House> {
  const house = await openHouse({
    script: () => answer,
    people: ["mallory", ...honest],
    genesisTime: new Date(Date.now() - (mentions + 200) * 3_000), // the chain runs ahead of the clock meanwhile
    agents: (all) =>
      all
        .filter(({ name }) => name === "sage")
        .map((sage) => ({ ...sage, maxAge: 86_400_000, limits: { ...sage.limits, ...generous } })),
  });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  return house;
}

const isOf = (entry: JournalEntry, people: readonly string[]): boolean =>
  "subject" in entry && people.some((name) => entry.subject.startsWith(`${name}/`));

test(`20 people are answered first come while one account mentions the agent ${mentions} times`, async () => {
  const house = await openFloodedHouse();
  await pause(1_000);
  const heapBefore = heapMegabytes();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (let index = 0; index < mentions; index++) {
    house.write("mallory", `flood-${index}`, `@sage.agent what is number ${index} made of?`, oven);
    // One of the twenty asks now and then in the second half of the flood.
    const turn = index - mentions / 2;
    const asker = turn >= 0 && turn % 25 === 0 ? honest[turn / 25] : undefined;
    if (asker !== undefined) house.write(asker, "question", "@sage.agent what is the base made of?", oven);
    house.devnet.mine();
    await new Promise(setImmediate);
  }
  const isAnswered = (name: string): boolean =>
    house.journal.some((entry) => entry.fact === "transaction-confirmed" && entry.subject === `${name}/question`);
  while (!honest.every(isAnswered)) await pause(200);
  delay.disable();
  const heapAfter = heapMegabytes();

  const accepted = house.journal.findIndex((entry) => entry.fact === "job-accepted" && entry.person === honest[0]);
  const judged = house.journal.filter((entry) => entry.fact === "decision-judged" && isOf(entry, honest));
  const last = house.journal.findLastIndex((entry) => entry.fact === "decision-judged" && isOf(entry, honest));
  const between = house.journal
    .slice(accepted, last)
    .filter((entry) => isOf(entry, ["mallory"]) && ["decision-judged", "job-ended"].includes(entry.fact)).length;
  tell(`jobs of the flood that were taken up while the twenty waited: ${between}`);
  tell(`heap before ${heapBefore.toFixed(1)} MB, after ${heapAfter.toFixed(1)} MB, dev chain with its blocks included`);
  tell(
    `event loop p50 ${ms(delay.percentile(50))}, p99 ${ms(delay.percentile(99))}, max ${ms(delay.max)}, dev chain included`,
  );

  expect(judged.map((entry) => ("subject" in entry ? entry.subject : ""))).toEqual(
    honest.map((name) => `${name}/question`),
  );
  const waiting = await house.store.views.readJobs({ state: "waiting", limit: mentions });
  expect(waiting.length).toBeLessThanOrEqual(50);
  const gated = await house.store.views.readJobs({ state: "gated", limit: mentions });
  expect(gated.some(({ because }) => because === "too-many-at-once: 50 jobs of @mallory wait already")).toBe(true);
});

function ms(nanoseconds: number): string {
  return `${(nanoseconds / 1e6).toFixed(1)} ms`;
}
