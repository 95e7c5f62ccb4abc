import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allCapabilities, wanted, type Decision } from "../../src/decision/decision.ts";
import { weightsWithin } from "../../src/decision/vote-weights.ts";
import { dailyBudget } from "../../src/policy/budget-guards.ts";
import { judge, type Facts } from "../../src/policy/guard.ts";
import { guardsBeforeSending, guardsFor } from "../../src/policy/limits.ts";
import { factsOf, limitsOf } from "../support/facts.ts";

const hour = 3_600_000;
const now = new Date("2026-03-10T12:00:00Z");
const ago = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);
const reply: Decision = { reason: "r", reply: { body: "b" } };
const upvote: Decision = { reason: "r", score: "7", upvote: { strength: "full" } };
const post: Decision = { reason: "r", post: { title: "t", body: "b" } };
const thread: Decision = { reason: "r", thread: { body: "b" } };
const silence: Decision = { reason: "r", reply: null, upvote: null, post: null, thread: null };
const quick = { count: 2, quick: 2 };

test.each([
  ["an ordinary reply", reply, {}, "allow", undefined],
  ["its own post", upvote, { person: "sage.agent" }, "deny", "not-oneself"],
  ["the action after the last of the day", reply, { actionsToday: 40 }, "deny", "actions-per-day"],
  ["the last action of the day", reply, { actionsToday: 39 }, "allow", undefined],
  ["the root post after the last of the day", post, { postsToday: 3 }, "deny", "posts-per-day"],
  ["the thread after the last post of the day", thread, { postsToday: 3 }, "deny", "posts-per-day"],
  ["a reply on a day whose posts are used up", reply, { postsToday: 3 }, "allow", undefined],
  ["a person who had enough", reply, { actionsWithPerson: 3 }, "deny", "per-author"],
  ["a thread that had enough", reply, { actionsInThread: 10 }, "deny", "per-thread"],
  ["the last action in a thread", upvote, { actionsInThread: 9 }, "allow", undefined],
  ["a person who heard from it just now", reply, { lastWithPersonAt: ago(59_000) }, "defer", "cooldown"],
  ["a person whose cooldown is over", reply, { lastWithPersonAt: ago(60_000) }, "allow", undefined],
  ["a reply too deep in a thread", reply, { depth: 5 }, "deny", "reply-depth"],
  ["a vote deep in a thread", upvote, { depth: 5 }, "allow", undefined],
  ["a third turn with who always answers within a minute", reply, { turns: quick }, "deny", "not-machines"],
  ["a third turn with who takes their time", reply, { turns: { count: 2, quick: 1 } }, "allow", undefined],
  ["a comment that nobody asked for", reply, { isUnasked: true }, "deny", "only-with-vote"],
  ["a comment with a vote", { ...reply, ...upvote }, { isUnasked: true }, "allow", undefined],
  ["a vote on what has been paid out", upvote, { isPaidOut: true }, "deny", "open-payout"],
  ["a vote 11 hours before the payout", upvote, { createdAt: ago((7 * 24 - 11) * hour) }, "deny", "open-payout"],
  ["a vote 12 hours before the payout", upvote, { createdAt: ago((7 * 24 - 12) * hour) }, "deny", "open-payout"],
  ["a vote a second before that", upvote, { createdAt: ago((7 * 24 - 12) * hour - 1_000) }, "allow", undefined],
  [
    "a vote of an account that has no credits at all",
    upvote,
    { resourceCredits: 0, maxCredits: 0 },
    "defer",
    "keep-resource-credits",
  ],
  ["a vote 13 hours before the payout", upvote, { createdAt: ago((7 * 24 - 13) * hour) }, "allow", undefined],
  ["a reply 11 hours before the payout", reply, { createdAt: ago((7 * 24 - 11) * hour) }, "allow", undefined],
  ["a second vote on a post", upvote, { hasVoted: true }, "deny", "vote-once"],
  ["a vote for what scored too low", { ...upvote, score: "5" }, {}, "deny", "min-score"],
  ["a vote without a score", { reason: "r", upvote: { strength: "full" } }, {}, "deny", "min-score"],
  ["a vote right after another", upvote, { votesToday: 1, lastVoteAt: ago(hour) }, "defer", "votes-per-day"],
  ["a vote in its turn", upvote, { votesToday: 1, lastVoteAt: ago(1.2 * hour) }, "allow", undefined],
  ["a vote after the last of the day", upvote, { votesToday: 20, lastVoteAt: ago(2 * hour) }, "defer", "votes-per-day"],
  ["a vote that would leave less than the floor", upvote, { votingMana: 0.8049 }, "defer", "keep-voting-mana"],
  ["a vote that leaves the floor", upvote, { votingMana: 0.805 }, "allow", undefined],
  [
    "a lighter vote with the same mana",
    { ...upvote, upvote: { strength: "light" } },
    { votingMana: 0.802 },
    "allow",
    undefined,
  ],
  ["a reply without voting mana", reply, { votingMana: 0 }, "allow", undefined],
  ["anything without resource credits", post, { resourceCredits: 0.3 }, "defer", "keep-resource-credits"],
  [
    "a reply that costs what is to be kept",
    reply,
    { resourceCredits: 0.5, maxCredits: 1e10 },
    "defer",
    "keep-resource-credits",
  ],
  ["a vote of the same account", upvote, { resourceCredits: 0.5, maxCredits: 1e10 }, "allow", undefined],
  ["a root post of a schedule", post, { person: "" }, "allow", undefined],
] as const)("%s", (_, decision, changes, outcome, guard) => {
  const limits = limitsOf({ cooldown: 60_000, votesPerDay: 20, minScore: 6 });
  const verdict = judge(decision, factsOf({ now, ...changes }), guardsFor(limits));
  expect(verdict.outcome).toBe(outcome);
  expect("guard" in verdict ? verdict.guard : undefined).toBe(guard);
});

test.each([
  ["its cooldown ends", { lastWithPersonAt: ago(20_000) }, reply, new Date(now.getTime() + 40_000)],
  [
    "its turn among the votes of the day comes",
    { lastVoteAt: ago(0.2 * hour) },
    upvote,
    new Date(now.getTime() + hour),
  ],
  ["voting mana has come back", { votingMana: 0.795 }, upvote, new Date(now.getTime() + 0.01 * 5 * 24 * hour + 1_000)],
])("what is put off until %s says until when", (_, changes, decision, until) => {
  const limits = limitsOf({ cooldown: 60_000, votesPerDay: 20 });
  const verdict = judge(decision, factsOf({ now, ...changes }), guardsFor(limits));
  expect(verdict).toMatchObject({ outcome: "defer", until: expect.any(Date) });
  const moment = "until" in verdict ? (verdict.until?.getTime() ?? 0) : 0;
  expect(Math.abs(moment - until.getTime())).toBeLessThan(1_500);
});

test("a floor that no vote of this weight can keep names no moment to wait for", () => {
  const verdict = judge(upvote, factsOf(), guardsFor(limitsOf({ keepVotingMana: 10_000 })));
  expect(verdict).toMatchObject({ outcome: "defer", guard: "keep-voting-mana" });
  expect("until" in verdict).toBe(false);
});

test("doing nothing is always allowed", () => {
  const spent = factsOf({
    actionsToday: 1_000,
    actionsWithPerson: 1_000,
    votingMana: 0,
    resourceCredits: 0,
    depth: 99,
    turns: quick,
    hasVoted: true,
  });
  expect(judge(silence, spent, guardsFor(limitsOf())).outcome).toBe("allow");
});

test("no order of decisions ever spends more than the daily budget", () => {
  const decisions = fc.constantFrom<Decision>(reply, upvote, post, thread, silence, { ...reply, ...upvote });
  fc.assert(
    fc.property(fc.array(decisions), fc.nat(5), (wishes, limit) => {
      let actionsToday = 0;
      for (const decision of wishes) {
        const verdict = judge(decision, factsOf({ actionsToday }), [dailyBudget(limit)]);
        if (verdict.outcome === "allow") actionsToday += wanted(decision).length;
      }
      expect(actionsToday).toBeLessThanOrEqual(limit);
    }),
  );
});

describe("for any facts", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const moment = fc.option(fc.date({ min: ago(8 * 24 * hour), max: now, noInvalidDate: true }), { nil: undefined });
  const anyFacts: fc.Arbitrary<Partial<Facts>> = fc.record({
    isUnasked: fc.boolean(),
    depth: fc.nat(8),
    turns: fc.record({ count: fc.nat(4), quick: fc.nat(4) }),
    createdAt: moment,
    isPaidOut: fc.boolean(),
    hasVoted: fc.boolean(),
    actionsToday: fc.nat(50),
    postsToday: fc.nat(5),
    votesToday: fc.nat(25),
    lastVoteAt: moment,
    actionsWithPerson: fc.nat(5),
    lastWithPersonAt: moment,
    actionsInThread: fc.nat(12),
    votingMana: share,
    resourceCredits: share,
    maxCredits: fc.constantFrom(1e9, 1e12, Infinity),
  });
  const anyLimits = fc.record({
    quietHours: fc.option(
      fc.record({ from: fc.constant(660), to: fc.constantFrom(700, 780), timezone: fc.constant("UTC") }),
      { nil: undefined },
    ),
    votesPerDay: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    minScore: fc.nat(10),
    cooldown: fc.nat(hour),
    upvoteWeight: fc.constant(weightsWithin(100, 10_000)),
  });
  const score = fc.constantFrom(...(["0", "5", "10"] as const));
  const anyDecision: fc.Arbitrary<Decision> = fc
    .tuple(fc.subarray([...allCapabilities], { minLength: 1 }), score)
    .map(([may, scored]) => ({
      ...Object.assign({}, ...[reply, upvote, post, thread].filter((one) => may.some((each) => each in one))),
      score: scored,
    }));

  test("each guard, added to any others, never allows more", () => {
    const objected = new Set<string>();
    fc.assert(
      fc.property(
        anyFacts,
        anyLimits,
        anyDecision,
        fc.infiniteStream(fc.boolean()),
        (change, changed, decision, coins) => {
          const facts = factsOf({ now, ...change });
          const all = guardsFor(limitsOf(changed));
          const some = all.filter(() => coins.next().value === true);
          const before = judge(decision, facts, some);
          for (const one of all) {
            const verdict = judge(decision, facts, [...some, one]);
            if (verdict.outcome !== "allow") objected.add(verdict.guard);
            expect(verdict.outcome === "allow" && before.outcome !== "allow").toBe(false);
          }
        },
      ),
      { numRuns: 2_000 },
    );
    const every = guardsFor(limitsOf({ votesPerDay: 1, quietHours: { from: 0, to: 1, timezone: "UTC" } }));
    // what is its own post is the table's: these facts are always of somebody else
    expect([...objected, "not-oneself"].toSorted()).toEqual(every.map(({ name }) => name).toSorted());
  });

  test("what passes before it is recorded and stays as it was passes right before it is signed", () => {
    fc.assert(
      fc.property(anyFacts, anyLimits, anyDecision, (change, changed, decision) => {
        const facts = factsOf({ now, ...change });
        const limits = limitsOf(changed);
        if (judge(decision, facts, guardsFor(limits)).outcome !== "allow") return;
        expect(judge(decision, facts, guardsBeforeSending(limits)).outcome).toBe("allow");
      }),
    );
  });
});
