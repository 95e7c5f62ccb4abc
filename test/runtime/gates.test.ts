import { expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import type { ChainReader } from "../../src/chain/chain-reader.ts";
import type { GateRules } from "../../src/policy/gate-rules.ts";
import { cachePeople } from "../../src/runtime/people-cache.ts";
import { openHouse, type House } from "../support/house.ts";

const signal = new AbortController().signal;
const reply = JSON.stringify({ reason: "It was asked.", reply: { body: "Of bricks." } });
const oven = { author: "alice", permlink: "oven" };

/** A house whose sage has these gates, with an oven to ask about. */
async function houseWith(gates: Partial<GateRules>, more: Partial<Agent> = {}): Promise<House> {
  const agents = (all: readonly Agent[]): readonly Agent[] =>
    all
      .filter(({ name }) => name === "sage")
      .map((sage) => ({
        ...sage,
        gates: { ...sage.gates, ...gates },
        limits: { ...sage.limits, replyDepth: 9 },
        ...more,
      }));
  const house = await openHouse({ script: () => reply, agents });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  return house;
}

const ask = (house: House, permlink: string, body = "@sage.agent what is the base made of?"): void =>
  house.write("bob", permlink, body, oven);

function relate(house: House, follower: string, following: string, what: string): void {
  const json = JSON.stringify(["follow", { follower, following, what: [what] }]);
  const fields = { required_auths: [], required_posting_auths: [follower], id: "follow", json };
  house.devnet.broadcastAs(follower, [["custom_json", fields]]);
  house.devnet.mine();
}

async function gatesOf(house: House, subject: string): Promise<string[]> {
  const [story] = await house.store.views.findStories(subject);
  const reports = JSON.parse(story?.gates ?? "[]") as { gate: string; outcome: string; because: string }[];
  return reports.map(({ gate, outcome, because }) => `${outcome} ${gate}: ${because}`);
}

test("who passes all gates is answered, and what each said stays with the job", async () => {
  const house = await houseWith({
    reputation: { least: 20 },
    hivePower: { least: 1 },
    minWords: 3,
    mutesOf: ["carol"],
  });
  ask(house, "question");
  await house.told("transaction-confirmed", { subject: "bob/question" });
  expect(await gatesOf(house, "bob/question")).toEqual([
    "passed not-empty: it says something",
    "passed not-hidden: Hive shows it",
    "passed no-bots: nothing says that a bot wrote it",
    "passed min-words: at least 3 words of its own, 3 are wanted",
    "passed mutes: none",
    "passed reputation: 25, 20 or more is wanted",
    expect.stringMatching(/^passed hive-power: [\d.]+ HP, 1.000 HP or more is wanted$/),
  ]);
});

test("a post that is refused as it stands costs no question about its author, and no model", async () => {
  const house = await houseWith({ minWords: 50, reputation: { least: 99 } });
  ask(house, "question");
  const end = await house.told("job-ended", { subject: "bob/question" });
  expect(end).toMatchObject({ end: "gated", because: "min-words: 7 words of its own, 50 are wanted" });
  expect((await gatesOf(house, "bob/question")).at(-1)).toBe("refused min-words: 7 words of its own, 50 are wanted");
  expect(house.model.requests).toEqual([]);
});

test.each<[string, Partial<GateRules>, string]>([
  ["a reputation that is too low", { reputation: { least: 30 } }, "reputation: 25, 30 or more is wanted"],
  [
    "an account that is too young",
    { accountAge: { least: 1e11 } },
    "account-age: 0.0 days, 1157.4 days or more is wanted",
  ],
  [
    "no part in a community",
    { community: { name: "hive-167922", role: "guest", subscribed: true } },
    "community: guest, not subscribed in hive-167922; guest and subscribed or more is wanted",
  ],
  ["no follower of the agent", { follows: ["sage.agent"] }, "follows: follows none of sage.agent"],
  ["nobody whom the owner follows", { followedBy: ["carol"] }, "followed-by: is followed by none of carol"],
])("%s is refused with its value", async (_, gates, because) => {
  const house = await houseWith(gates);
  ask(house, "question");
  expect(await house.told("job-ended", { subject: "bob/question" })).toMatchObject({ end: "gated", because });
});

test("whom the owner mutes, or somebody whose mutes the owner follows, is not served", async () => {
  const house = await houseWith({ mutesOf: ["alice"] });
  relate(house, "alice", "carol", "follow_muted");
  relate(house, "carol", "bob", "ignore");
  ask(house, "question");
  expect(await house.told("job-ended", { subject: "bob/question" })).toMatchObject({
    because: "mutes: muted by carol",
  });
});

test("who stands on a list on chain is denied, or is the only one who is served", async () => {
  const list = { accounts: new Set<string>(), lists: [{ of: "carol", list: "blacklisted" } as const] };
  const house = await houseWith({ deny: list });
  relate(house, "carol", "bob", "blacklist");
  ask(house, "question");
  expect(await house.told("job-ended", { subject: "bob/question" })).toMatchObject({
    because: "deny: on carol/blacklisted",
  });
  const closed = await houseWith({ allow: list });
  ask(closed, "question");
  expect(await closed.told("job-ended", { subject: "bob/question" })).toMatchObject({
    because: "allow: on no list of those who are served",
  });
});

test("the first post of a newcomer passes a gate that the second one does not", async () => {
  const house = await houseWith({ firstPost: true });
  house.write("bob", "hello", "Hello everybody, @sage.agent told me to write.");
  await house.told("decision-judged", { subject: "bob/hello" });
  house.devnet.advance(600);
  house.write("bob", "again", "Hello again everybody and @sage.agent too.");
  expect(await house.told("job-ended", { subject: "bob/again" })).toMatchObject({
    because: "first-post: they have posted before",
  });
});

test("a question that no node answers is neither a yes nor a no: the job is put off and answered later", async () => {
  const house = await houseWith({ reputation: { least: 20 } });
  const fault = await house.devnet.faults.add({ kind: "unavailable", methods: ["bridge.get_profile"] });
  ask(house, "question");
  const { because } = (await house.told("job-postponed", { subject: "bob/question" })) as { because: string };
  expect(because).toContain("no node answered bridge.get_profile");
  expect(house.model.requests).toEqual([]);
  await house.devnet.faults.clear(fault.id);
  await house.told("transaction-confirmed", { subject: "bob/question" });
});

test("a list that nobody keeps says nothing: who it would deny waits until the job is stale", async () => {
  const house = await houseWith({ deny: { accounts: new Set(), lists: [{ of: "nobody-here", list: "muted" }] } });
  ask(house, "question");
  const { because } = (await house.told("job-postponed", { subject: "bob/question" })) as { because: string };
  expect(because).toContain("deny: not to be read now");
});

test("an owner who is no account mutes nobody", async () => {
  const house = await houseWith({ mutesOf: ["nobody-here"], blacklistsOf: ["nobody-here"] });
  ask(house, "question");
  await house.told("transaction-confirmed", { subject: "bob/question" });
  expect(await gatesOf(house, "bob/question")).toContain("passed mutes: none");
});

test("what is known of people is kept for the queue once a day, where the file gives a head start", async () => {
  const house = await houseWith({}, { priority: { follows: 600_000, reputation: 0, hivePower: 60_000 } });
  relate(house, "sage.agent", "bob", "blog");
  ask(house, "question");
  await house.told("transaction-confirmed", { subject: "bob/question" });
  const standing = (await house.store.people.readStandings(["bob"])).get("bob");
  expect(standing).toMatchObject({ reputation: 25, followedBy: ["sage.agent"] });
  expect(standing?.hivePower).toBeGreaterThan(0);
});

test("people are asked about once in ten minutes, failures are not kept, and neither are more than 2,000 answers", async () => {
  const house = await houseWith({});
  let now = new Date();
  let asked = 0;
  const failing = { on: true };
  const source: ChainReader = {
    ...house.rooms.reader,
    async readHivePower(account) {
      asked += 1;
      if (failing.on) throw new Error(`${account} is not to be read`);
      return asked;
    },
  };
  const reader = cachePeople(source, { now: () => now });
  await expect(reader.readHivePower("bob", signal)).rejects.toThrow("bob is not to be read");
  failing.on = false;
  expect(await reader.readHivePower("bob", signal)).toBe(2);
  expect(await reader.readHivePower("bob", signal)).toBe(2);
  now = new Date(now.getTime() + 10 * 60_000);
  expect(await reader.readHivePower("bob", signal)).toBe(3);
  for (let index = 0; index < 2_000; index++) await reader.readHivePower(`person-${index}`, signal);
  expect(await reader.readHivePower("bob", signal)).toBe(2_004);
  expect(await reader.readHivePower("person-1999", signal)).toBe(2_003);
});
