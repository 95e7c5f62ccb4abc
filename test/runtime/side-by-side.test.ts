import { expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import { openHouse, type House } from "../support/house.ts";

const reply = JSON.stringify({ reason: "It was asked.", reply: { body: "Of bricks." } });

/** The shipped sage, with other limits. */
const sage =
  (limits: Partial<Agent["limits"]>) =>
  (agents: readonly Agent[]): readonly Agent[] =>
    agents.flatMap((agent) => (agent.name === "sage" ? [{ ...agent, limits: { ...agent.limits, ...limits } }] : []));
const plenty = { actionsPerDay: 99, perThread: 99, perAuthor: { actions: 99, everyMilliseconds: 3_600_000 } };

/** Eight mentions, as quickly as the chain lets three people write them. */
function ask(house: House): readonly string[] {
  house.write("alice", "oven", "I built an oven.");
  return Array.from({ length: 8 }, (_, number) => {
    if (number % 3 === 0) house.devnet.mine();
    const person = ["alice", "bob", "carol"][number % 3] ?? "";
    const body = `@sage.agent what is part ${number} of it made of?`;
    house.write(person, `question-${number}`, body, { author: "alice", permlink: "oven" });
    return `${person}/question-${number}`;
  });
}

/** Holds each turn until four wait, and lets them go together; those after the `first` so many go at once. */
function inFours(first: number) {
  const waiting: (() => void)[] = [];
  let turns = 0;
  let most = 0;
  return {
    most: () => most,
    async say(): Promise<string> {
      const turn = turns++;
      if (turn < first)
        await new Promise<void>((go) => {
          waiting.push(go);
          most = Math.max(most, waiting.length);
          // A fifth that should not come has a moment to come in.
          if (waiting.length === 4) setTimeout(() => waiting.splice(0).forEach((each) => each()), 100);
        });
      return reply.replace("bricks", `bricks of kind ${turn}`);
    },
  };
}

test("eight jobs of a model with room for four are decided side by side, four at a time", async () => {
  const gate = inFours(8);
  const house = await openHouse({ script: () => gate.say(), parallel: 4, agents: sage(plenty) });
  const asked = ask(house);
  for (const subject of asked) await house.told("decision-judged", { subject });
  expect(gate.most()).toBe(4);
  const jobs = await house.store.views.readJobs({ limit: 99 });
  expect(jobs.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(asked.map(() => "decided 1"));
});

test("what is decided side by side stays within one budget", async () => {
  const gate = inFours(4);
  const house = await openHouse({
    script: () => gate.say(),
    parallel: 4,
    agents: sage({ ...plenty, actionsPerDay: 3 }),
  });
  const asked = ask(house);
  const open = async (): Promise<number> => {
    const { jobs } = await house.store.views.readOverview();
    return jobs.waiting + jobs.claimed;
  };
  for (const subject of asked) await house.told("job-accepted", { subject });
  await expect.poll(open, { timeout: 20_000 }).toBe(0);
  const rows = await house.store.views.readOutbox({ limit: 99 });
  expect(rows).toHaveLength(3);
});

test("what is decided side by side is not said more often than the guards allow", async () => {
  const said = reply.replace("Of bricks", "All of it is made of old fire bricks that were left over from the chimney");
  const gate = inFours(4);
  const house = await openHouse({ script: () => gate.say().then(() => said), parallel: 4, agents: sage(plenty) });
  for (const subject of ask(house)) await house.told("decision-judged", { subject });
  expect(await house.store.views.readOutbox({ limit: 99 })).toHaveLength(2); // see no-repetition
});
