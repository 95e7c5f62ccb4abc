import fc from "fast-check";
import { expect, test } from "vitest";
import { wanted, type Decision } from "../../src/decision/decision.ts";
import { judge, type Facts } from "../../src/policy/guard.ts";
import { dailyBudget, guardsFor, type Limits } from "../../src/policy/limits.ts";

const limits: Limits = {
  actionsPerDay: 40,
  perAuthor: { actions: 3, everyMilliseconds: 3_600_000 },
  replyDepth: 4,
  upvoteWeight: 2_500,
  keepVotingMana: 8_000,
  keepResourceCredits: 3_000,
};
const facts: Facts = {
  now: new Date(0),
  account: "sage.agent",
  person: "alice",
  actionsToday: 0,
  actionsWithPerson: 0,
  depth: 1,
  votingMana: 1,
  resourceCredits: 1,
  isPaidOut: false,
};
const reply: Decision = { reason: "r", reply: { body: "b" } };
const upvote: Decision = { reason: "r", upvote: { strength: "full" } };
const post: Decision = { reason: "r", post: { title: "t", body: "b" } };
const silence: Decision = { reason: "r", reply: null, upvote: null, post: null };

test.each([
  ["an ordinary reply", reply, {}, "allow", undefined],
  ["its own post", upvote, { person: "sage.agent" }, "deny", "not-oneself"],
  ["the action after the last of the day", reply, { actionsToday: 40 }, "deny", "actions-per-day"],
  ["the last action of the day", reply, { actionsToday: 39 }, "allow", undefined],
  ["a person who had enough", reply, { actionsWithPerson: 3 }, "deny", "per-author"],
  ["a reply too deep in a thread", reply, { depth: 5 }, "deny", "reply-depth"],
  ["a vote deep in a thread", upvote, { depth: 5 }, "allow", undefined],
  ["a vote on what has been paid out", upvote, { isPaidOut: true }, "deny", "open-payout"],
  ["a vote at the floor of its mana", upvote, { votingMana: 0.8 }, "defer", "keep-voting-mana"],
  ["a reply without voting mana", reply, { votingMana: 0 }, "allow", undefined],
  ["anything without resource credits", post, { resourceCredits: 0.3 }, "defer", "keep-resource-credits"],
  ["a root post of a schedule", post, { person: "" }, "allow", undefined],
] as const)("%s", (_, decision, changes, outcome, guard) => {
  const verdict = judge(decision, { ...facts, ...changes }, guardsFor(limits));
  expect(verdict.outcome).toBe(outcome);
  expect("guard" in verdict ? verdict.guard : undefined).toBe(guard);
});

test("doing nothing is always allowed", () => {
  const spent = {
    ...facts,
    actionsToday: 1_000,
    actionsWithPerson: 1_000,
    votingMana: 0,
    resourceCredits: 0,
    depth: 99,
  };
  expect(judge(silence, spent, guardsFor(limits)).outcome).toBe("allow");
});

test("no order of decisions ever spends more than the daily budget", () => {
  const decisions = fc.constantFrom<Decision>(reply, upvote, post, silence, { ...reply, ...upvote });
  fc.assert(
    fc.property(fc.array(decisions), fc.nat(5), (wishes, limit) => {
      let actionsToday = 0;
      for (const decision of wishes) {
        const verdict = judge(decision, { ...facts, actionsToday }, [dailyBudget(limit)]);
        if (verdict.outcome === "allow") actionsToday += wanted(decision).length;
      }
      expect(actionsToday).toBeLessThanOrEqual(limit);
    }),
  );
});

test("one more guard never allows more", () => {
  const guards = guardsFor(limits);
  const changes = fc.record({
    actionsToday: fc.nat(50),
    actionsWithPerson: fc.nat(5),
    depth: fc.nat(8),
    votingMana: fc.double({ min: 0, max: 1, noNaN: true }),
    resourceCredits: fc.double({ min: 0, max: 1, noNaN: true }),
    isPaidOut: fc.boolean(),
  });
  fc.assert(
    fc.property(changes, fc.constantFrom(reply, upvote, post), fc.subarray([...guards]), (change, decision, some) => {
      const withAll = judge(decision, { ...facts, ...change }, guards);
      const withSome = judge(decision, { ...facts, ...change }, some);
      expect([withAll.outcome, withSome.outcome]).not.toEqual(["allow", expect.stringMatching(/deny|defer/)]);
    }),
  );
});
