import { describe, expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import { sharesOf } from "../../src/decision/vote-weights.ts";
import type { Limits } from "../../src/policy/limits.ts";
import { findObstacle } from "../../src/runtime/obstacle.ts";
import { withCreditsAwaited } from "../../src/runtime/credit-wait.ts";
import { readVoteWorths, describeVoteWorth } from "../../src/runtime/vote-worth.ts";
import { lookAtReputations } from "../../src/runtime/watch-reputation.ts";
import { openHouse } from "../support/house.ts";

const never = new AbortController().signal;
const vote = '{"reason":"r","score":"7","upvote":{"strength":"full"}}';
const both =
  '{"reason":"r","score":"7","reply":{"body":"A fine oven of clay, well built."},"upvote":{"strength":"full"}}';
const onlyReply = '{"reason":"r","score":"7","reply":{"body":"A fine oven of clay, well built."},"upvote":null}';

/** One of the shipped agents, changed. */
function only(name: string, change: Partial<Agent> = {}, limits: Partial<Limits> = {}) {
  return (agents: readonly Agent[]): Agent[] =>
    agents
      .filter((agent) => agent.name === name)
      .map((agent) => ({
        ...agent,
        memory: { ...agent.memory, facts: false },
        ...change,
        limits: { ...agent.limits, ...limits },
      }));
}

describe("votes", () => {
  const voteByHand = { voter: "curator.agent", author: "alice", permlink: "oven", weight: 100 };

  test("what the owner has voted for by hand is not voted for again, and no model is asked", async () => {
    const house = await openHouse({ script: () => vote, agents: only("curator", {}, { voteAfter: 5_000 }) });
    house.write("alice", "oven", "I built an oven with my own hands.");
    house.devnet.broadcastAs("curator.agent", [["vote", voteByHand]]);
    const ended = await house.told("job-ended", { subject: "alice/oven" });
    expect(ended).toMatchObject({ end: "gated", because: "vote-once: @curator.agent has voted for it already" });
    expect(house.model.requests).toEqual([]);
  });

  test("what the owner votes for by hand before the agent's vote is signed lapses", async () => {
    const house = await openHouse({ script: () => vote, agents: only("curator", { needsApproval: ["upvote"] }) });
    house.write("alice", "oven", "I built an oven with my own hands.");
    await house.told("decision-judged");
    house.devnet.broadcastAs("curator.agent", [["vote", voteByHand]]);
    await house.read(house.devnet.head().number + 1);
    const [draft] = await house.store.views.readOutbox({ limit: 1 });
    await house.store.views.approve(draft?.id ?? 0, draft?.hash ?? "");
    expect(await house.told("transaction-lapsed")).toMatchObject({ because: expect.stringMatching(/^vote-once: /) });
  });

  test("a vote or a reply that waits while the operator makes the file stricter is held to the stricter file", async () => {
    const house = await openHouse({
      script: () => both,
      agents: only("sage", { may: ["reply", "upvote"], needsApproval: ["reply", "upvote"] }),
    });
    house.write("alice", "oven", "@sage.agent look, I built an oven with my own hands.");
    await house.told("decision-judged");
    const rows = await house.store.views.readOutbox({ limit: 9 });
    const obstacles = (change: Partial<Agent>, limits: Partial<Limits> = {}) =>
      Promise.all(
        rows.map(async (row) => {
          const stricter = only("sage", change, limits)(house.rooms.agents);
          const obstacle = await findObstacle(row, { ...house.rooms, agents: stricter }, never);
          return obstacle?.because ?? (row.operations.includes('"vote"') ? "upvote" : "reply");
        }),
      );
    expect((await obstacles({})).toSorted()).toEqual(["reply", "upvote"]);
    expect((await obstacles({}, { upvoteWeight: sharesOf(500) })).toSorted()).toEqual([
      "it votes with 25%, the agent's file allows 5%",
      "reply",
    ]);
    expect((await obstacles({ may: ["reply"] })).toSorted()).toEqual(["reply", "the agent's file allows no upvote"]);
    expect((await obstacles({ may: ["upvote"] })).toSorted()).toEqual(["the agent's file allows no reply", "upvote"]);
  });

  test("two agents of one account vote for a post once", async () => {
    const twins = (agents: readonly Agent[]): Agent[] =>
      only("curator")(agents).flatMap((agent) => [agent, { ...agent, name: "twin" }]);
    const house = await openHouse({ script: () => vote, agents: twins, live: () => false });
    house.write("alice", "oven", "I built an oven with my own hands.");
    await house.told("decision-judged");
    expect(await house.told("job-ended")).toMatchObject({ because: expect.stringMatching(/^vote-once: /) });
    expect(await house.store.views.readOutbox({ limit: 9 })).toHaveLength(1);
  });

  test("a post waits until it is old enough, who asked is answered at once and only the vote waits", async () => {
    const hour = 3_600_000;
    const patient = { voteAfter: hour };
    const house = await openHouse({
      script: () => both,
      agents: (all) => [
        ...only("curator", {}, patient)(all),
        ...only("sage", { may: ["reply", "upvote"] }, patient)(all),
      ],
    });
    house.write("alice", "oven", "@sage.agent look, I built an oven with my own hands.");
    await house.told("transaction-confirmed", { agent: "sage" });
    const [job] = (await house.store.views.readJobs({ limit: 9 })).filter(({ agent }) => agent === "curator");
    expect(job).toMatchObject({ state: "waiting" });
    expect((job?.notBefore.getTime() ?? 0) - (job?.happenedAt.getTime() ?? 0)).toBe(hour);
    const rows = await house.store.views.readOutbox({ limit: 9 });
    const waiting = rows.find(({ operations }) => operations.includes('"vote"'));
    expect(waiting).toMatchObject({ agent: "sage", state: "planned" });
    expect(waiting?.notBefore.getTime()).toBeGreaterThan((job?.happenedAt.getTime() ?? 0) + hour - 10_000);
  });

  test("an answer goes out without its vote where mana is short, and explain says so", async () => {
    const house = await openHouse({
      script: () => both,
      agents: only("sage", { may: ["reply", "upvote"] }, { keepVotingMana: 10_000 }),
    });
    house.write("alice", "oven", "@sage.agent look, I built an oven with my own hands.");
    await house.told("transaction-confirmed");
    const [story] = await house.store.views.findStories("alice/oven");
    expect(story?.decision).toMatchObject({
      outcome: "allow",
      because: expect.stringMatching(/, without the vote \(keep-voting-mana: voting mana is at 100.0%/),
    });
    expect(story?.outbox.map(({ operations }) => operations.includes('"vote"'))).toEqual([false]);
  });

  test("a comment on what nobody asked about comes with a vote or not at all", async () => {
    const perAuthor = { actions: 2, everyMilliseconds: 3_600_000 };
    const rights: Partial<Agent> = { may: ["reply", "upvote"], commentWithVote: true };
    const curator = only("curator", rights, { minScore: 6, perAuthor });
    const house = await openHouse({
      script: ({ user }) => (user.includes("oven") ? both : user.includes("roof") ? onlyReply : both.replace("7", "5")),
      agents: curator,
    });
    house.write("alice", "oven", "I built an oven with my own hands.");
    house.write("bob", "roof", "I built a roof with my own hands.");
    house.write("carol", "door", "I built a door with my own hands.");
    for (const subject of ["alice/oven", "bob/roof", "carol/door"]) await house.told("decision-judged", { subject });
    const verdictOn = async (subject: string) => (await house.store.views.findStories(subject))[0];
    expect((await verdictOn("alice/oven"))?.outbox).toHaveLength(2);
    expect(await verdictOn("bob/roof")).toMatchObject({ outbox: [], decision: { guard: "only-with-vote" } });
    expect(await verdictOn("carol/door")).toMatchObject({ outbox: [], decision: { guard: "min-score" } });
  });

  test("without that permission there is no comment to be had", async () => {
    const house = await openHouse({ script: () => vote, agents: only("curator", { may: ["reply", "upvote"] }) });
    house.write("alice", "oven", "I built an oven with my own hands.");
    await house.told("decision-judged");
    expect(JSON.stringify(house.model.requests[0]?.schema)).not.toContain("reply");
  });

  test("what a vote is worth is what its post then earns, and dust is called so", async () => {
    const house = await openHouse({
      script: () => vote,
      agents: only("curator", {}, { upvoteWeight: sharesOf(10_000) }),
    });
    const [worth] = await readVoteWorths(house.rooms.agents, house.rooms.reader, never);
    house.write("alice", "oven", "I built an oven with my own hands.");
    await house.told("transaction-confirmed");
    const post = await house.rooms.reader.findPost("alice", "oven", never);
    expect(post?.payout).toBeGreaterThan(0.4);
    expect(Math.abs((worth?.hbd ?? 0) - (post?.payout ?? 0))).toBeLessThan(0.001);
    const accounts: typeof house.rooms.reader.accounts = async (names, signal) =>
      (await house.rooms.reader.accounts(names, signal)).map((account) => ({ ...account, stake: 2_400_000_000 }));
    const [dust] = await readVoteWorths(house.rooms.agents, { ...house.rooms.reader, accounts }, never);
    expect(dust?.hbd).toBe(0);
    expect(dust && describeVoteWorth(dust)).toContain("is dust and worth nothing");
  });
});

test("a transaction that a node would not take for want of credits waits until they have come back", async () => {
  const reader = { resourceCredits: async () => ({ share: 0.1, max: 1_000_000 }) };
  const refused = { outcome: "deferred", because: "not enough RC", seconds: 600 } as const;
  const wait = (lacksCredits: number) =>
    withCreditsAwaited({ ...refused, lacksCredits }, "sage.agent", { reader } as never, never);
  expect(await wait(10_000)).toMatchObject({ seconds: 4_320 }); // a hundredth of five days
  expect(await wait(1)).toMatchObject({ seconds: 600 });
  expect(await wait(900_000)).toMatchObject({ seconds: 86_400 });
  expect(await withCreditsAwaited(refused, "sage.agent", { reader } as never, never)).toEqual(refused);
});

describe("the watch on reputation", () => {
  test("pauses an agent whose account is below what its file names", async () => {
    const watch = { downvotesBy: [], reputationBelow: 30, reputationLoss: undefined };
    const house = await openHouse({ script: () => vote, agents: only("curator", { watch }) });
    expect(await house.told("agent-paused")).toMatchObject({
      because: "@curator.agent's reputation is 25.00, below 30",
    });
  });

  test("pauses it for a fall from the best that was seen, once, and counts from there", async () => {
    const watch = { downvotesBy: [], reputationBelow: undefined, reputationLoss: 1.5 };
    const house = await openHouse({ script: () => vote, agents: only("curator") });
    const agents = house.rooms.agents.map((agent) => ({ ...agent, watch }));
    const lookAt = async (reputation: number): Promise<string[]> => {
      const readProfile = async () => ({ reputation, createdAt: new Date(0) });
      await lookAtReputations({ ...house.rooms, agents, reader: { ...house.rooms.reader, readProfile } }, never);
      const pauses = await house.store.switches.readPauses();
      await house.store.switches.resume("curator", new Date());
      return pauses.map(({ because }) => because);
    };
    expect(await lookAt(60)).toEqual([]);
    expect(await lookAt(61)).toEqual([]);
    expect(await lookAt(59.6)).toEqual([]);
    expect(await lookAt(59.4)).toEqual(["@curator.agent's reputation fell from 61.00 to 59.40"]);
    expect(await lookAt(59.4)).toEqual([]);
    expect(await lookAt(57.9)).toEqual(["@curator.agent's reputation fell from 59.40 to 57.90"]);
  });
});
