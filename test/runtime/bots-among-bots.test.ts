import { expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import type { Limits } from "../../src/policy/limits.ts";
import type { OutboxRow } from "../../src/store/send-store.ts";
import { openHouse, type House } from "../support/house.ts";

const manyTimes = { actions: 1_000, everyMilliseconds: 3_600_000 };
/** No budget in the way but those that a test is about. */
const generous: Partial<Limits> = {
  actionsPerDay: 1_000,
  perAuthor: manyTimes,
  perThread: 1_000,
  replyDepth: 250,
  keepResourceCredits: 0,
};

/** An agent that is told to answer everything, with these limits. */
function sage(limits: Partial<Limits>) {
  return (agents: readonly Agent[]): Agent[] =>
    agents
      .filter(({ name }) => name === "sage")
      .map((agent) => ({
        ...agent,
        memory: { ...agent.memory, facts: false },
        limits: { ...agent.limits, ...generous, ...limits },
      }));
}

/** Never twice the same words: repetition is another rule's. */
function chatter(): () => string {
  const words = "clay brick oven fire stone wood bread heat smoke wall roof sand straw door rain wind".split(" ");
  let count = 0;
  return () => {
    count += 1;
    const said = words.map((word, index) => words[(index * count + count) % words.length] ?? word).slice(0, 9);
    return JSON.stringify({ reason: "r", reply: { body: `${said.join(" ")}.` } });
  };
}

function postOf(row: OutboxRow | undefined): { readonly author: string; readonly permlink: string } {
  const [comment] = JSON.parse(row?.operations ?? "[]") as [{ author: string; permlink: string }];
  return comment;
}

/** Resolves once no job waits and nothing is on its way any more. */
async function quiet({ store }: House): Promise<void> {
  for (;;) {
    const { jobs, outbox } = await store.views.readOverview();
    if (jobs.waiting + jobs.claimed + outbox.planned + outbox.signed + outbox.sent === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("an agent that hides what it is and answers everything at once gets two turns", async () => {
  const house = await openHouse({ script: chatter(), agents: sage({}), interval: 500 });
  let parent: { author: string; permlink: string } | undefined;
  for (let turn = 0; turn < 4; turn++) {
    const permlink = `turn-${turn}`;
    house.write("bob", permlink, `@sage.agent and what would you say to number ${turn}?`, parent);
    await house.told("job-accepted", { subject: `bob/${permlink}` });
    await quiet(house);
    const [row] = await house.store.views.readOutbox({ limit: 1 });
    if (row?.subject !== `bob/${permlink}`) break;
    parent = postOf(row);
  }
  const rows = await house.store.views.readOutbox({ limit: 9 });
  expect(rows.map(({ subject, state }) => [subject, state])).toEqual([
    ["bob/turn-1", "confirmed"],
    ["bob/turn-0", "confirmed"],
  ]);
  const [last] = await house.store.views.readJobs({ limit: 1 });
  expect(last).toMatchObject({
    subject: "bob/turn-2",
    state: "gated",
    because: expect.stringMatching(/^not-machines: /),
  });
});

test("two agents that say what they are do not even begin", async () => {
  const house = await openHouse({ script: chatter(), agents: sage({}) });
  house.write("bob", "hello", "@sage.agent what do you say to that?", undefined, { app: "skep/0.1.0" });
  house.write("carol", "hello", "@sage.agent and what to this?", undefined, { ai_tools: { post_draft: true } });
  await house.told("job-ended", { subject: "bob/hello" });
  await house.told("job-ended", { subject: "carol/hello" });
  expect(await house.store.views.readOutbox({ limit: 1 })).toEqual([]);
  expect(house.model.requests).toEqual([]);
});

test.each([
  ["actionsPerDay", "actions-per-day", [1, 2]],
  ["perThread", "per-thread", [1]],
] as const)(
  "a swarm of 50 in one thread, all of which ask again, stops at the cap of %s",
  async (limit, guard, rounds) => {
    const cap = 7;
    const house = await openHouse({ script: chatter(), agents: sage({ [limit]: cap }) });
    const swarm = Array.from({ length: 50 }, (_, index) => `swarm${index}`);
    for (const name of swarm) house.devnet.createAccount({ name });
    house.write("alice", "root", "Look at what I have built.");
    house.devnet.mine();
    for (const round of rounds) {
      for (const name of swarm)
        house.write(name, `ask-${round}`, `@sage.agent what do you say to ${name}?`, {
          author: "alice",
          permlink: "root",
        });
      house.devnet.mine();
    }
    await house.told("job-accepted", { subject: `swarm49/ask-${rounds.length}` });
    await quiet(house);
    expect(await house.store.views.readOutbox({ limit: 99 })).toHaveLength(cap);
    const refused = await house.store.views.readJobs({ state: "gated", limit: 200 });
    expect(refused).toHaveLength(50 * rounds.length - cap);
    expect(refused.every(({ because }) => because.startsWith(`${guard}: ${cap} of ${cap}`))).toBe(true);
  },
);
