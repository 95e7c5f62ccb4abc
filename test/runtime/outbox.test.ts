import { expect, test } from "vitest";
import { permlinkFor } from "../../src/action/permlink.ts";
import type { Agent } from "../../src/agent/agent.ts";
import { openHouse } from "../support/house.ts";

const only =
  (name: string, changes: Partial<Agent> = {}) =>
  (agents: readonly Agent[]): readonly Agent[] =>
    agents.filter((agent) => agent.name === name).map((agent) => ({ ...agent, ...changes }));
const reply = (body: string): string => JSON.stringify({ reason: "It was asked.", reply: { body } });
const vote = JSON.stringify({ reason: "Good.", score: "7", upvote: { strength: "full" } });

test("a paused agent takes in what happens, and does nothing about it until it is resumed", async () => {
  const house = await openHouse({ script: [reply("Of bricks.")], agents: only("sage") });
  await house.store.switches.pause("sage", "looking", new Date());
  house.write("alice", "oven", "@sage.agent what do you think of it?");
  await house.told("job-accepted");
  await house.read(house.devnet.head().number + 3);
  expect(house.model.requests).toHaveLength(0);
  expect(await house.store.views.readJobs({ limit: 1 })).toMatchObject([{ state: "waiting" }]);
  await house.store.switches.resume("sage", new Date());
  await house.told("transaction-confirmed", { subject: "alice/oven" });
});

const votesForbidden = {
  max_accepted_payout: "1000000.000 HBD",
  percent_hbd: 10_000,
  allow_votes: false,
  allow_curation_rewards: true,
  extensions: [],
};

test("after three refusals by the chain in a row an agent pauses itself and says why", async () => {
  const house = await openHouse({ script: () => vote, agents: only("curator") });
  for (const author of ["alice", "bob", "carol"]) {
    house.write(author, "oven", "I built an oven with my own hands.");
    house.devnet.broadcastAs(author, [["comment_options", { author, permlink: "oven", ...votesForbidden }]]);
  }
  expect(await house.told("agent-paused")).toMatchObject({ because: expect.stringContaining("Votes are not allowed") });
  expect(await house.store.switches.readPauses()).toMatchObject([{ agent: "curator" }]);
  house.devnet.advance(303);
  house.write("alice", "four", "Another oven of mine, with my own hands.");
  await house.told("job-accepted", { subject: "alice/four" });
  await house.read(house.devnet.head().number + 2);
  expect(await house.store.views.readOutbox({ limit: 9 })).toMatchObject([
    { state: "failed" },
    { state: "failed" },
    { state: "failed" },
  ]);
});

test("two agents of one account answer the same post in two blocks, without the chain having to say so", async () => {
  const twins = (agents: readonly Agent[]): readonly Agent[] =>
    only("sage", { needsApproval: ["reply"] })(agents).flatMap((agent) => [agent, { ...agent, name: "twin" }]);
  const house = await openHouse({ script: [reply("One."), reply("Two.")], agents: twins, interval: 1_500 });
  house.write("alice", "oven", "@sage.agent what do you think of it?");
  await house.told("decision-judged", { agent: "sage" });
  await house.told("decision-judged", { agent: "twin" });
  for (const { id, hash } of await house.store.views.readOutbox({ limit: 9 }))
    await house.store.views.approve(id, hash); // both may be sent at once
  await house.told("transaction-confirmed", { agent: "sage" });
  await house.told("transaction-confirmed", { agent: "twin" });
  expect(house.journal.filter(({ fact }) => fact === "transaction-deferred")).toEqual([]);
  const rows = await house.store.views.readOutbox({ limit: 9 });
  expect(new Set(rows.map(({ receipt }) => receipt?.block)).size).toBe(2);
  expect(rows.map(({ attempts }) => attempts)).toEqual([1, 1]);
});

test("what stands under its permlink already is not written over, and what was deleted there does not come back", async () => {
  const house = await openHouse({ script: () => reply("New words."), agents: only("sage") });
  for (const person of ["alice", "bob"]) {
    const permlink = permlinkFor("sage", `${person}/question`);
    const words = { parent_author: "", parent_permlink: "test", author: "sage.agent", permlink, title: "Old words" };
    house.devnet.broadcastAs("sage.agent", [["comment", { ...words, body: "Old words.", json_metadata: "{}" }]]);
    house.devnet.advance(303);
    if (person === "bob")
      house.devnet.broadcastAs("sage.agent", [["delete_comment", { author: "sage.agent", permlink }]]);
    house.devnet.mine();
    house.write(person, "question", "@sage.agent what is the base made of?");
  }
  expect(await house.told("transaction-lapsed", { subject: "alice/question" })).toMatchObject({
    because: expect.stringContaining("is on chain already"),
  });
  expect(await house.told("transaction-lapsed", { subject: "bob/question" })).toMatchObject({
    because: expect.stringContaining("was deleted"),
  });
});

test("a draft that is approved late is judged by what the account has left then", async () => {
  let agents: readonly Agent[] = [];
  const house = await openHouse({
    script: [vote],
    agents: (all) => (agents = only("curator", { needsApproval: ["upvote"] })(all).map((agent) => ({ ...agent }))),
  });
  house.write("alice", "oven", "I built an oven with my own hands.");
  await house.told("decision-judged");
  const [agent] = agents;
  Object.assign(agent ?? {}, { limits: { ...agent?.limits, keepVotingMana: 10_000 } }); // as if mana had gone meanwhile
  const [draft] = await house.store.views.readOutbox({ limit: 1 });
  await house.store.views.approve(draft?.id ?? 0, draft?.hash ?? "");
  expect(await house.told("transaction-deferred")).toMatchObject({
    because: expect.stringContaining("keep-voting-mana"),
  });
  expect(house.journal.map(({ fact }) => fact)).not.toContain("transaction-signed");
});
