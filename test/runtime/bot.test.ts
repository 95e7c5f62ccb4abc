import { expect, test } from "vitest";
import { permlinkFor } from "../../src/action/permlink.ts";
import type { Agent } from "../../src/agent/agent.ts";
import { openHouse } from "../support/house.ts";

const signal = new AbortController().signal;
const only =
  (name: string) =>
  (agents: readonly Agent[]): readonly Agent[] =>
    agents.filter((agent) => agent.name === name);
const reply = (body: string): string => JSON.stringify({ reason: "It was asked.", reply: { body } });
const post = { author: "alice", permlink: "oven" };

test("a mention becomes a signed reply in an irreversible block, and the next one is answered with its memory", async () => {
  const house = await openHouse({
    script: [reply("Of bricks."), reply("Of bricks, as I said.")],
    agents: only("sage"),
  });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  house.write("bob", "question", "@sage.agent what is the base made of?", post);
  await house.told("transaction-confirmed", { subject: "bob/question" });

  const answer = await house.rooms.reader.findPost("sage.agent", permlinkFor("sage", "bob/question"), signal);
  expect(answer).toMatchObject({ parentAuthor: "bob", parentPermlink: "question", metadata: { aiTools: true } });
  expect(answer?.body).toContain("Of bricks.");
  expect(house.model.requests[0]?.user).toBe(
    "[post by @alice]\n| oven\n|\n| I built an oven.\n[question by @bob]\n| @sage.agent what is the base made of?",
  );

  house.write("bob", "again", "@sage.agent what did you say?", post);
  await house.told("transaction-confirmed", { subject: "bob/again" });
  expect(house.model.requests[1]?.user).toContain(
    "[memory of @bob]\n| they asked: @sage.agent what is the base made of?\n| you answered: Of bricks.\n[question by @bob]",
  );
});

test("nobody's memories reach another's answer", async () => {
  const house = await openHouse({ script: [reply("Secret of bob."), reply("Hello.")], agents: only("sage") });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  house.write("bob", "question", "@sage.agent remember my secret please", post);
  await house.told("transaction-confirmed", { subject: "bob/question" });
  house.write("carol", "spy", "@sage.agent what did bob tell you?", post);
  await house.told("transaction-confirmed", { subject: "carol/spy" });
  expect(house.model.requests[1]?.user).not.toContain("secret");
});

test("an edit of a question that was answered makes no second job", async () => {
  const house = await openHouse({ script: [reply("One."), reply("Two.")], agents: only("sage") });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  house.write("bob", "question", "@sage.agent what is the base made of?", post);
  await house.told("transaction-confirmed", { subject: "bob/question" });
  house.write("bob", "question", "@sage.agent what is the base made of, please?", post);
  house.devnet.mine();
  house.write("carol", "other", "@sage.agent and what is the dome made of?", post);
  await house.told("transaction-confirmed", { subject: "carol/other" });
  expect(house.model.requests).toHaveLength(2);
  expect(await house.store.views.readJobs({ limit: 10 })).toHaveLength(2);
});

test("a dry run goes the whole way and leaves the chain, and memory, as they were", async () => {
  const house = await openHouse({ script: [reply("Of bricks.")], agents: only("sage"), live: () => false });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  house.write("bob", "question", "@sage.agent what is the base made of?", post);
  await house.told("transaction-recorded", { subject: "bob/question" });
  await house.stop().catch(() => {});
  expect(house.journal.map(({ fact }) => fact)).not.toContain("transaction-sent");
});

test("a vote has the weight that code maps its word to", async () => {
  const script = [JSON.stringify({ reason: "Good.", score: "7", upvote: { strength: "normal" } })];
  const house = await openHouse({ script, agents: only("curator") });
  house.write("alice", "oven", "I built an oven with my own hands.");
  await house.told("transaction-confirmed");
  const blocks = await house.store.views.readOutbox({ limit: 1 });
  expect(JSON.parse(blocks[0]?.operations ?? "")).toEqual([
    { type: "vote", voter: "curator.agent", author: "alice", permlink: "oven", weight: 1_250 },
  ]);
});

test("what another bot wrote is refused before the model is asked", async () => {
  const house = await openHouse({ script: [], agents: only("sage") });
  house.write("alice", "oven", "@sage.agent what do you think of this?", undefined, { app: "skep/0.0.1" });
  expect(await house.told("job-ended")).toMatchObject({ end: "gated", because: expect.stringContaining("no-bots") });
  expect(house.model.requests).toHaveLength(0);
});

test("output that breaks its schema three times is set aside with the complaint, and nothing is sent", async () => {
  const house = await openHouse({ script: () => '{"reason":"r","reply":42}', agents: only("sage") });
  house.write("alice", "oven", "@sage.agent what do you think of this?");
  expect(await house.told("job-parked")).toMatchObject({ because: expect.stringContaining("3 answers in a row") });
  expect(await house.store.views.readOutbox({ limit: 1 })).toEqual([]);
});

test("a post that was deleted before it could be answered lapses unsent", async () => {
  const house = await openHouse({
    script: () => {
      house.devnet.broadcastAs("bob", [["delete_comment", { author: "bob", permlink: "question" }]]);
      house.devnet.mine();
      return reply("Too late.");
    },
    agents: only("sage"),
  });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  house.write("bob", "question", "@sage.agent what is the base made of?", post);
  expect(await house.told("transaction-lapsed")).toMatchObject({ because: expect.stringContaining("was deleted") });
});

test("a body of 64 KB is shortened to what the model can hold, and the question stays", async () => {
  const house = await openHouse({ script: [reply("Long, that.")], agents: only("sage") });
  house.write("alice", "oven", `I built an oven. ${"Brick after brick. ".repeat(3_300)}`);
  house.devnet.mine();
  house.write("bob", "question", "@sage.agent what is the base made of?", post);
  const turn = await house.told("turn-started");
  expect(turn).toMatchObject({ cut: expect.arrayContaining(["post by @alice: shortened"]) });
  await house.told("transaction-confirmed", { subject: "bob/question" });
  const asked = house.model.requests[0]?.user ?? "";
  expect(asked.length).toBeLessThan(4096 * 4);
  expect(asked).toContain("[question by @bob]\n| @sage.agent what is the base made of?");
});

test("broken json_metadata on chain hinders nobody", async () => {
  const house = await openHouse({ script: [reply("Yes.")], agents: only("sage") });
  house.devnet.broadcastAs("alice", [
    [
      "comment",
      {
        parent_author: "",
        parent_permlink: "test",
        author: "alice",
        permlink: "odd",
        title: "Odd",
        body: "@sage.agent is this fine?",
        json_metadata: '{"app":[1],"tags":"a,b",}',
      },
    ],
  ]);
  const told = await house.told("transaction-confirmed", { subject: "alice/odd" });
  expect(told).toMatchObject({ agent: "sage" });
});

test("an agent that is told to vote and to answer at once does both, each in a transaction of its own", async () => {
  const both = JSON.stringify({ reason: "r", score: "7", reply: { body: "Thanks." }, upvote: { strength: "light" } });
  const house = await openHouse({
    script: [both],
    agents: (all) => only("sage")(all).map((agent) => ({ ...agent, may: ["reply", "upvote"] })),
  });
  house.write("alice", "oven", "@sage.agent do you like my oven?");
  const first = await house.told("transaction-confirmed", { outboxId: 1 });
  const second = await house.told("transaction-confirmed", { outboxId: 2 });
  expect(Reflect.get(first, "transactionId")).not.toBe(Reflect.get(second, "transactionId"));
});

test("an edit of an old post is no news", async () => {
  const house = await openHouse({
    script: [],
    agents: (all) => only("sage")(all).map((agent) => ({ ...agent, maxAge: 60_000 })),
  });
  house.write("alice", "oven", "I built an oven last year.");
  house.devnet.advance(300);
  house.write("alice", "oven", "@sage.agent I built an oven last year.");
  expect(await house.told("job-ended")).toMatchObject({ end: "stale", because: expect.stringContaining("an edit") });
  expect(house.model.requests).toHaveLength(0);
});

test("who has used up their share is refused before the model is asked", async () => {
  const once = { actions: 1, everyMilliseconds: 3_600_000 };
  const house = await openHouse({
    script: [reply("One.")],
    agents: (all) => only("sage")(all).map((agent) => ({ ...agent, limits: { ...agent.limits, perAuthor: once } })),
  });
  house.write("alice", "oven", "@sage.agent what do you think of it?");
  await house.told("transaction-confirmed", { subject: "alice/oven" });
  house.write("alice", "again", "@sage.agent and what do you think now?", post);
  expect(await house.told("job-ended")).toMatchObject({ end: "gated", because: expect.stringContaining("per-author") });
  expect(house.model.requests).toHaveLength(1);
});

test("a decision that a guard puts off stays a job, to be judged again", async () => {
  const house = await openHouse({
    script: [],
    agents: (all) =>
      only("curator")(all).map((agent) => ({ ...agent, limits: { ...agent.limits, keepVotingMana: 10_000 } })),
  });
  house.write("alice", "oven", "I built an oven with my own hands.");
  expect(await house.told("job-postponed")).toMatchObject({ because: expect.stringContaining("keep-voting-mana") });
  expect(await house.store.views.readJobs({ limit: 1 })).toMatchObject([{ state: "waiting" }]);
});

test("what a live agent decided is not sent once the agent is live no more", async () => {
  let live = true;
  const house = await openHouse({
    script: [reply("Fine.")],
    agents: (all) => only("sage")(all).map((agent) => ({ ...agent, needsApproval: ["reply"] })),
    live: () => live,
  });
  house.write("alice", "oven", "@sage.agent what do you think of it?");
  await house.told("decision-judged");
  live = false; // as after a restart without --live
  const [draft] = await house.store.views.readOutbox({ limit: 1 });
  await house.store.views.approve(draft?.id ?? 0, draft?.hash ?? "");
  expect(await house.told("transaction-deferred")).toMatchObject({ because: "sage is not live now" });
  expect(await house.store.views.readOutbox({ limit: 1 })).toMatchObject([{ state: "planned", live: true }]);
});

test("a slot that is too old ends, however long a guard would have put it off", async () => {
  const slot = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000);
  const cron = `${slot.getUTCSeconds()} ${slot.getUTCMinutes()} ${slot.getUTCHours()} * * *`;
  const house = await openHouse({
    script: [],
    agents: (all) =>
      only("inleo-digest")(all).map((agent) => ({
        ...agent,
        maxAge: -1,
        limits: { ...agent.limits, keepResourceCredits: 10_000 },
        schedules: agent.schedules.map((schedule) => ({ ...schedule, cron, timezone: "UTC" })),
      })),
  });
  expect(await house.told("job-ended")).toMatchObject({ end: "stale" });
});
