import { expect, test } from "vitest";
import { permlinkFor } from "../../src/action/permlink.ts";
import type { Agent } from "../../src/agent/agent.ts";
import { openHouse, type House } from "../support/house.ts";

const signal = new AbortController().signal;
const reply = JSON.stringify({ reason: "It was asked.", reply: { body: "Of bricks." } });
const oven = { author: "alice", permlink: "oven" };
const generous = (agent: Agent): Agent => ({
  ...agent,
  limits: { ...agent.limits, perAuthor: { actions: 100, everyMilliseconds: 3_600_000 } },
});
/** Sage, and another agent of the same bot that answers under another account. */
const two = (agents: readonly Agent[]): readonly Agent[] =>
  agents
    .filter(({ name }) => name === "sage")
    .flatMap((sage) => [generous(sage), generous({ ...sage, name: "sibyl", account: "curator.agent" })]);
const sageOnly = (agents: readonly Agent[]): readonly Agent[] => two(agents).slice(0, 1);

async function houseWithAnOven(options: Partial<Parameters<typeof openHouse>[0]> = {}): Promise<House> {
  const house = await openHouse({ script: () => reply, agents: sageOnly, ...options });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  return house;
}

/** Has sage answer bob, so that there is something of sage's to answer with STOP. */
async function answered(house: House, permlink = "question"): Promise<{ author: string; permlink: string }> {
  house.write("bob", permlink, "@sage.agent what is the base made of?", oven);
  await house.told("transaction-confirmed", { subject: `bob/${permlink}` });
  return { author: "sage.agent", permlink: permlinkFor("sage", `bob/${permlink}`) };
}

const jobsOf = async (house: House, person: string) =>
  (await house.store.views.readJobs({ limit: 50 }))
    .filter((job) => job.person === person)
    .map(({ subject, agent, state, because }) => `${agent} ${subject} ${state} ${because}`.trim());

/** How often an account of ours spoke to a post. */
async function repliesTo(house: House, author: string, permlink: string): Promise<number> {
  return (await house.rooms.reader.findPost(author, permlink, signal))?.replies ?? 0;
}

test("STOP is acknowledged once, by a fixed text that no model wrote, and nothing is answered from then on", async () => {
  const house = await houseWithAnOven();
  const answer = await answered(house);
  house.write("bob", "stop", "Stop!", answer);
  const { outboxId } = (await house.told("transaction-confirmed", { subject: "bob/stop" })) as { outboxId: number };
  expect((await house.store.views.findOutboxRow(outboxId))?.operations).toContain(
    "Understood: neither I nor any other",
  );
  expect(house.model.requests).toHaveLength(1);

  house.write("bob", "again", "@sage.agent are you there still?", oven);
  house.devnet.mine();
  house.write("bob", "stop-again", "STOP", answer);
  house.write("carol", "other", "@sage.agent what is the dome made of?", oven);
  await house.told("transaction-confirmed", { subject: "carol/other" });
  expect(await jobsOf(house, "bob")).toEqual([
    "sage bob/again gated opt-out: they asked to be left alone",
    "sage bob/stop decided",
    "sage bob/question decided",
  ]);
  expect(house.model.requests).toHaveLength(2);
  expect(await repliesTo(house, "bob", "stop-again")).toBe(0);
});

test("STOP binds every agent of the bot, whichever of them it was said to", async () => {
  const house = await houseWithAnOven({ agents: two });
  house.write("bob", "stop", "@curator.agent stop", oven);
  await house.told("transaction-confirmed", { subject: "bob/stop" });
  house.devnet.mine();
  house.write("bob", "question", "@sage.agent @curator.agent what is the base made of?", oven);
  house.devnet.mine();
  house.write("carol", "other", "@sage.agent what is the dome made of?", oven);
  await house.told("transaction-confirmed", { subject: "carol/other" });
  expect((await jobsOf(house, "bob")).toSorted()).toEqual([
    "sage bob/question gated opt-out: they asked to be left alone",
    "sibyl bob/question gated opt-out: they asked to be left alone",
    "sibyl bob/stop decided",
  ]);
});

test("STOP outlives the process, and so does what was acknowledged", async () => {
  const house = await houseWithAnOven();
  const answer = await answered(house);
  house.write("bob", "stop", "STOP", answer);
  await house.told("transaction-confirmed", { subject: "bob/stop" });
  await house.restart();
  house.write("bob", "later", "@sage.agent and now?", oven);
  house.devnet.mine();
  house.write("bob", "stop-2", "stop", answer);
  house.write("carol", "other", "@sage.agent what is the dome made of?", oven);
  await house.told("transaction-confirmed", { subject: "carol/other" });
  expect((await jobsOf(house, "bob"))[0]).toBe("sage bob/later gated opt-out: they asked to be left alone");
  expect(await repliesTo(house, "bob", "stop-2")).toBe(0);
});

test("a reply that was planned before STOP is never signed", async () => {
  const house: House = await houseWithAnOven({
    script: async () => {
      await house.devnet.faults.add({ kind: "hivemind-down" }); // holds the reply between planning and signing
      return reply;
    },
  });
  house.write("bob", "question", "@sage.agent what is the base made of?", oven);
  await house.told("transaction-deferred", { subject: "bob/question" });
  house.write("bob", "stop", "@sage.agent stop", oven);
  await house.told("wish-heard", { person: "bob" });
  await house.devnet.faults.clear();
  await house.told("transaction-confirmed", { subject: "bob/stop" });
  const [row] = (await house.store.views.readOutbox({ limit: 9 })).filter(({ subject }) => subject === "bob/question");
  expect(row).toMatchObject({ state: "lapsed", because: "opt-out: they asked to be left alone", attempts: 0 });
  expect(await repliesTo(house, "bob", "question")).toBe(0);
});

test("bytes that were signed before STOP and that no node took are kept back", async () => {
  const house = await houseWithAnOven({ interval: 500 }); // slow enough for STOP to come before the bytes expire
  await house.devnet.faults.add({ kind: "unavailable", methods: ["condenser_api.broadcast_transaction"] });
  house.write("bob", "question", "@sage.agent what is the base made of?", oven);
  const { outboxId } = (await house.told("transaction-signed", { subject: "bob/question" })) as { outboxId: number };
  house.write("bob", "stop", "@sage.agent stop", oven);
  await house.told("transaction-deferred", { outboxId, because: "opt-out: they asked to be left alone" });
  await house.devnet.faults.clear();
  await house.read(house.devnet.advance(120)[1]?.number ?? 0);
  expect(await house.store.views.retryRow(outboxId, new Date())).toBe("done");
  await house.told("transaction-lapsed", { outboxId });
  expect(await repliesTo(house, "bob", "question")).toBe(0);
});

test("a draft lapses with STOP, and the operator cannot send it all the same", async () => {
  const house = await houseWithAnOven({
    agents: (all) => sageOnly(all).map((sage) => ({ ...sage, needsApproval: ["reply"] })),
  });
  house.write("bob", "question", "@sage.agent what is the base made of?", oven);
  await house.told("decision-judged", { subject: "bob/question" });
  house.write("bob", "stop", "@sage.agent stop", oven);
  await house.told("wish-heard", { person: "bob" });
  const rows = await house.store.views.readOutbox({ limit: 9 });
  const draft = rows.find(({ subject }) => subject === "bob/question");
  expect(draft).toMatchObject({ state: "lapsed", because: "opt-out: they asked to be left alone" });
  expect(await house.store.views.retryRow(draft?.id ?? 0, new Date())).toBe("done");
  await house.told("transaction-lapsed", { subject: "bob/question" });
  expect((await house.store.views.findOutboxRow(draft?.id ?? 0))?.because).toBe("opt-out: they asked to be left alone");
});

test("a model that is thinking while STOP comes thinks in vain", async () => {
  let answer: (text: string) => void = () => {};
  const thought = new Promise<string>((resolve) => (answer = resolve));
  const house = await houseWithAnOven({ script: () => thought });
  house.write("bob", "question", "@sage.agent what is the base made of?", oven);
  await house.told("turn-started", { subject: "bob/question" });
  house.write("bob", "stop", "@sage.agent stop", oven);
  await house.told("wish-heard", { person: "bob" });
  answer(reply);
  await house.told("transaction-lapsed", { subject: "bob/question" });
  expect(await repliesTo(house, "bob", "question")).toBe(0);
});

test("who writes !start is answered again, and what was asked meanwhile is not", async () => {
  const house = await houseWithAnOven();
  house.write("bob", "stop", "@sage.agent stop", oven);
  await house.told("transaction-confirmed", { subject: "bob/stop" });
  house.write("bob", "meanwhile", "@sage.agent are you there still?", oven);
  await house.read(house.devnet.mine()[0]?.number ?? 0);
  house.write("bob", "start", "@sage.agent start", oven);
  await house.told("wish-heard", { wish: "start" });
  house.write("bob", "question", "@sage.agent what is the base made of?", oven);
  await house.told("transaction-confirmed", { subject: "bob/question" });
  expect((await jobsOf(house, "bob")).toSorted()).toEqual([
    "sage bob/meanwhile gated opt-out: they asked to be left alone",
    "sage bob/question decided",
    "sage bob/stop decided",
  ]);
});

test("nobody can silence or wake the agents for somebody else", async () => {
  const house = await houseWithAnOven();
  house.write("carol", "for-bob", "@bob @sage.agent stop", oven);
  await answered(house);
  house.write("bob", "stop", "@sage.agent stop", oven);
  await house.told("transaction-confirmed", { subject: "bob/stop" });
  house.write("carol", "wake", "@sage.agent start", { author: "bob", permlink: "stop" });
  await house.told("wish-heard", { person: "carol" });
  expect(await house.store.people.pickStopped(["bob", "carol"])).toEqual(new Set(["bob"]));
});

test("a dry run honours STOP too, and acknowledges it on no chain", async () => {
  const house = await houseWithAnOven({ live: () => false });
  house.write("bob", "stop", "@sage.agent stop", oven);
  await house.told("transaction-recorded", { subject: "bob/stop" });
  house.write("bob", "question", "@sage.agent what is the base made of?", oven);
  house.devnet.mine();
  house.write("carol", "other", "@sage.agent what is the dome made of?", oven);
  await house.told("transaction-recorded", { subject: "carol/other" });
  expect(await jobsOf(house, "bob")).toContain("sage bob/question gated opt-out: they asked to be left alone");
  expect(await repliesTo(house, "bob", "stop")).toBe(0);
});

test("a curator, who may not reply, keeps silent and keeps its votes to itself", async () => {
  const house = await houseWithAnOven({
    agents: (all) => all.filter(({ name }) => name === "curator"),
    script: [JSON.stringify({ reason: "r", upvote: { strength: "full" } })],
  });
  house.write("bob", "stop", "@curator.agent stop", oven);
  await house.told("wish-heard", { person: "bob" });
  expect(await jobsOf(house, "bob")).toEqual([]);
  expect(await house.store.people.pickStopped(["bob"])).toEqual(new Set(["bob"]));
});

test("who asks to be forgotten is: memory and texts are gone, the acknowledgement is not, and they may ask again", async () => {
  const house = await houseWithAnOven();
  const answer = await answered(house);
  expect(await recalled(house)).toHaveLength(1);
  house.write("bob", "forget", "Forget me, please.", answer);
  await house.told("person-forgotten", { person: "bob" });
  expect(await recalled(house)).toEqual([]);
  expect(await house.store.views.findStories("bob/question")).toMatchObject([{ event: "", turns: [] }]);
  const { outboxId } = (await house.told("transaction-confirmed", { subject: "bob/forget" })) as { outboxId: number };
  expect(outboxId).toBeGreaterThan(0);
  expect(await house.store.people.takeForgetDue()).toEqual([]);

  house.write("bob", "again", "@sage.agent what is the dome made of?", oven);
  await house.told("transaction-confirmed", { subject: "bob/again" });
  expect(house.model.requests.at(-1)?.user).not.toContain("[memory of @bob]");
});

test("a question that is in hand when its author asks to be forgotten leaves nothing behind either", async () => {
  let answer: (text: string) => void = () => {};
  const thought = new Promise<string>((resolve) => (answer = resolve));
  const house = await houseWithAnOven({ script: () => thought });
  house.write("bob", "question", "@sage.agent what is the base made of?", oven);
  await house.told("turn-started", { subject: "bob/question" });
  house.write("bob", "forget", "@sage.agent forget me", oven);
  await house.told("wish-heard", { wish: "forget" });
  await house.read(house.devnet.mine(2)[1]?.number ?? 0);
  expect(house.journal.some(({ fact }) => fact === "person-forgotten")).toBe(false); // not while it is in hand
  answer(reply);
  await house.told("person-forgotten", { person: "bob" });
  expect(await recalled(house)).toEqual([]);
});

const recalled = async (house: House) => {
  const about = { agent: "sage", person: "bob", thread: "alice/oven", question: "base", limit: 9, now: new Date() };
  return (await house.rooms.memory.recall(about, signal)).exchanges;
};
