import { expect, test } from "vitest";
import { permlinkFor } from "../../src/action/permlink.ts";
import type { Agent } from "../../src/agent/agent.ts";
import type { CompletionRequest } from "../../src/model/language-model.ts";
import { schedule } from "../../src/trigger/schedule.ts";
import { openDigestHouse, type DigestHouse } from "../support/digest-house.ts";
import { digestItem } from "../support/digest-item.ts";

const signal = new AbortController().signal;
const never = "0 0 29 2 *";

function schedulesWith(given: object): Agent["schedules"] {
  const rule = schedule.rule.parse({
    on: "schedule",
    name: "daily",
    cron: never,
    gather: { community: "hive-167922" },
    ...given,
  });
  return rule.schedule ? [rule.schedule] : [];
}

const reading = digestItem({ quote: "Savings pay.", headline: "Savings pay" });
const readThen =
  (decision: object) =>
  ({ user }: CompletionRequest): string =>
    user.includes("[headlines]") ? JSON.stringify({ reason: "r", ...decision }) : reading;

function writeSavings(house: DigestHouse): void {
  house.write("alice", "savings", "I looked back. Savings pay. That is all.");
}

async function optionsOf(house: DigestHouse, permlink: string): Promise<Record<string, unknown>> {
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "bridge.get_post",
    params: { author: "inleo.digest", permlink },
  });
  const answer = await fetch(house.devnet.url, { method: "POST", body });
  const { result } = (await answer.json()) as { result: Record<string, unknown> };
  return result;
}

test("a thread goes into the newest container, waits for nobody, and is one by INLEO's metadata", async () => {
  const house = await openDigestHouse({
    script: readThen({ thread: { body: "Savings pay, says INLEO." } }),
    agent: {
      may: ["thread"],
      needsApproval: ["post"],
      schedules: schedulesWith({ into: { container: "leothreads" } }),
    },
  });
  house.devnet.createAccount({ name: "leothreads" });
  writeSavings(house);
  house.write("leothreads", "leothread-2026-11-20-05", "Old");
  house.devnet.advance(303);
  house.write("leothreads", "leothread-2026-11-20-09", "New");
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  const permlink = permlinkFor("inleo-digest", subject);
  const replies = await house.rooms.reader.readReplies("leothreads", "leothread-2026-11-20-09", signal);
  expect(replies).toMatchObject([{ author: "inleo.digest", permlink, declinesPayout: true }]);
  const post = await optionsOf(house, permlink);
  expect(post["body"]).toContain("- Savings pay: [alice](https://inleo.io/@alice/savings)");
  expect(post["json_metadata"]).toMatchObject({
    tags: ["leofinance", "aiagent"],
    canonical_url: `https://inleo.io/threads/view/inleo.digest/${permlink}`,
  });
});

test("a front end without a container ends the slot, and the model is not asked", async () => {
  const house = await openDigestHouse({
    script: [],
    agent: { may: ["thread"], schedules: schedulesWith({ into: { container: "peak.snaps" } }) },
  });
  writeSavings(house);
  await house.fallDue();
  expect(await house.told("job-ended")).toMatchObject({
    end: "gone",
    because: "@peak.snaps has no container to write in",
  });
  expect(house.model.requests).toEqual([]);
});

test("a reply goes below the given post", async () => {
  const house = await openDigestHouse({
    script: readThen({ reply: { body: "What was written since." } }),
    agent: { may: ["reply"], schedules: schedulesWith({ into: { reply: "carol/my-list" } }) },
  });
  writeSavings(house);
  house.write("carol", "my-list", "Digests, please, go below this.");
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  const digest = await house.published(subject);
  expect(digest).toMatchObject({ parentAuthor: "carol", parentPermlink: "my-list", title: "RE: my-list" });
  expect(digest?.body).toMatch(/^What was written since\.\n\n(?:.|\n)*\[alice on INLEO\]/);
});

test("a post that a slot would answer and that was deleted ends the slot", async () => {
  const house = await openDigestHouse({
    script: [],
    agent: { may: ["reply"], schedules: schedulesWith({ into: { reply: "carol/my-list" } }) },
  });
  writeSavings(house);
  house.write("carol", "my-list", "Digests, please, go below this.");
  house.devnet.mine();
  house.devnet.broadcastAs("carol", [["delete_comment", { author: "carol", permlink: "my-list" }]]);
  await house.fallDue();
  expect(await house.told("job-ended")).toMatchObject({ end: "gone" });
});

test("a reply to today's own post waits until there is one, and goes below it", async () => {
  const house = await openDigestHouse({
    script: readThen({ reply: { body: "This hour." } }),
    agent: { may: ["reply"], schedules: schedulesWith({ into: { reply: "today" } }) },
  });
  writeSavings(house);
  const subject = await house.fallDue();
  expect(await house.told("job-postponed")).toMatchObject({
    because: expect.stringContaining("@inleo.digest has published no post of today yet"),
  });
  house.write("inleo.digest", "todays-digests", "Below this stand the digests of this day.");
  await house.told("transaction-confirmed");
  expect(await house.published(subject)).toMatchObject({ parentPermlink: "todays-digests" });
});

test("those who are cited are paid, exactly, but not who declines", async () => {
  const house = await openDigestHouse({
    script: readThen({ post: { title: "Digest", body: "Today." } }),
    agent: { payout: { citedAuthors: 8_000, shares: "equal" } },
  });
  writeSavings(house);
  house.write("bob", "mine", "I say it too. Savings pay. Every year.");
  house.write("carol", "also", "Savings pay. I know it, and I want nothing for it.");
  const nothing = { author: "carol", permlink: "also", max_accepted_payout: "0.000 HBD", percent_hbd: 10_000 };
  house.devnet.broadcastAs("carol", [
    ["comment_options", { ...nothing, allow_votes: true, allow_curation_rewards: true, extensions: [] }],
  ]);
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  expect(await optionsOf(house, permlinkFor("inleo-digest", subject))).toMatchObject({
    max_accepted_payout: "1000000.000 HBD",
    beneficiaries: [
      { account: "alice", weight: 4_000 },
      { account: "bob", weight: 4_000 },
    ],
  });
  expect((await house.published(subject))?.body).toContain("carol on INLEO");
});

test("with nobody to pay the payout is declined", async () => {
  const house = await openDigestHouse({
    script: readThen({ post: { title: "Digest", body: "Today." } }),
    agent: { payout: { citedAuthors: 8_000, shares: "rank" } },
  });
  house.write("carol", "also", "Savings pay. I know it, and I want nothing for it.");
  const nothing = { author: "carol", permlink: "also", max_accepted_payout: "0.000 HBD", percent_hbd: 10_000 };
  house.devnet.broadcastAs("carol", [
    ["comment_options", { ...nothing, allow_votes: true, allow_curation_rewards: true, extensions: [] }],
  ]);
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  expect(await house.published(subject)).toMatchObject({ declinesPayout: true });
});

test("sources that are down are asked again within the slot, and nothing is lost", async () => {
  const house = await openDigestHouse({ script: readThen({ post: { title: "Digest", body: "Today." } }) });
  writeSavings(house);
  const fault = await house.devnet.faults.add({ kind: "unavailable", methods: ["bridge.get_ranked_posts"] });
  const subject = await house.fallDue();
  await house.told("job-postponed", { subject });
  expect(house.model.requests).toEqual([]);
  await house.devnet.faults.clear(fault.id);
  await house.told("transaction-confirmed");
  expect((await house.published(subject))?.body).toContain("alice on INLEO");
});

test("a slot whose sources stay away until it is too old ends, with what kept it", async () => {
  const house = await openDigestHouse({ script: [], agent: { maxAge: 6_000 } });
  writeSavings(house);
  await house.devnet.faults.add({ kind: "unavailable", methods: ["bridge.get_ranked_posts"] });
  await house.fallDue();
  expect(await house.told("job-ended")).toMatchObject({
    end: "stale",
    because: expect.stringMatching(/it had to wait because: .*503/),
  });
});

test("an hour in which nobody wrote anything is not written about", async () => {
  const house = await openDigestHouse({ script: [] });
  await house.fallDue();
  expect(await house.told("job-ended")).toMatchObject({
    end: "gated",
    because: expect.stringContaining("nothing to say: no post to read in hive-167922 within 24 hours before"),
  });
  expect(await house.store.views.readOutbox({ limit: 5 })).toEqual([]);
});
