import { expect, test } from "vitest";
import type { CompletionRequest } from "../../src/model/language-model.ts";
import { lapseOverdue } from "../../src/runtime/lapse-drafts.ts";
import { SkepError } from "../../src/shared/errors.ts";
import { digestItem } from "../support/digest-item.ts";
import { openDigestHouse } from "../support/digest-house.ts";

const opening = JSON.stringify({ reason: "Worth telling.", post: { title: "Digest", body: "Today." } });
const read = digestItem({ quote: "Savings pay.", headline: "Savings pay" });
const isReading = ({ user }: CompletionRequest): boolean => user.startsWith("[post by");

test("a root post waits for its operator and lands only once it is approved", async () => {
  const house = await openDigestHouse({ script: [read, opening], agent: { needsApproval: ["post"] } });
  house.write("alice", "savings", "I looked back. Savings pay. That is all.");
  const subject = await house.fallDue();
  await house.told("decision-judged");
  const [draft] = await house.store.views.readOutbox({ limit: 10 });
  expect(draft).toMatchObject({ state: "draft", agent: "inleo-digest" });
  expect(await house.store.views.approve(draft?.id ?? 0, "another text")).toBe(false);
  expect(await house.store.views.approve(draft?.id ?? 0, draft?.hash ?? "")).toBe(true);
  await house.told("transaction-confirmed");
  const digest = await house.published(subject);
  expect(digest).toMatchObject({ title: "Digest", category: "hive-167922", depth: 0 });
  expect(digest?.body).toContain("> Savings pay.\n\n[alice on INLEO](https://inleo.io/@alice/savings)");
});

test("a quote that does not stand in the post is refused; after three tries the post speaks for itself", async () => {
  const invented = digestItem({ quote: "Savings tripled.", headline: "Lies" });
  const house = await openDigestHouse({ script: [invented, invented, invented, opening] });
  house.write("alice", "savings", "Savings were flat this year. I still like them.");
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  const digest = await house.published(subject);
  expect(digest?.body).toContain("> Savings were flat this year.");
  expect(digest?.body).not.toContain("tripled");
  expect(house.model.requests[1]?.user).toContain("does not stand in the post word for word");
  expect(await house.told("post-read")).toMatchObject({ number: 1, of: 1, how: "own-words" });
});

test("a digest is not lost to a model that finds no title for it or wants none, nor to one that may not say what it says", async () => {
  for (const bad of [
    "{",
    JSON.stringify({ reason: "Nothing to tell.", post: null }),
    JSON.stringify({ reason: "r", post: { title: "Ask @mallory", body: "See https://evil.example" } }),
  ]) {
    const house = await openDigestHouse({ script: [read, bad, bad, bad] });
    house.write("alice", "savings", "Savings pay. That is all.");
    const subject = await house.fallDue();
    await house.told("transaction-confirmed");
    const digest = await house.published(subject);
    expect(digest?.title).toBe("Savings pay");
    expect(digest?.body).toMatch(/^Savings pay\n\n### Savings pay\n\n> Savings pay\./);
    await house.stop();
  }
});

test("what the opening says and no post does is left out", async () => {
  const body = "Savings pay. They tripled in Zurich. Bitcoin rose by 20%.";
  const house = await openDigestHouse({
    script: [read, JSON.stringify({ reason: "r", post: { title: "Savings", body } })],
  });
  house.write("alice", "savings", "Savings pay. That is all.");
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  expect((await house.published(subject))?.body).toMatch(/^Savings pay\.\n\n/);
});

test("sentences of summary and key points that the post does not support are left out", async () => {
  const item = digestItem({
    quote: "Savings pay.",
    headline: "Savings pay",
    summary: "It took 12 weeks. It took 99 weeks.",
    keyPoints: ["Twelve weeks.", "Ask Elon Musk."],
    topic: "markets",
  });
  const house = await openDigestHouse({ script: [item, opening] });
  house.write("alice", "savings", "Savings pay. It took me 12 weeks.");
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  const digest = await house.published(subject);
  expect(digest?.body).toContain("It took 12 weeks.\n\n- Twelve weeks.\n\n[alice on INLEO]");
  expect(digest?.body).not.toMatch(/99|Elon/);
});

test("without a post in its window a slot ends with nothing to say, and the model is not asked", async () => {
  const house = await openDigestHouse({ script: [] });
  await house.fallDue();
  expect(await house.told("job-ended")).toMatchObject({
    end: "gated",
    because: expect.stringContaining("nothing to say"),
  });
  expect(house.model.requests).toHaveLength(0);
  expect(await house.store.views.readOutbox({ limit: 1 })).toEqual([]);
});

test("how far the reading has come is told post by post, and sources stand in the metadata", async () => {
  const house = await openDigestHouse({ script: (request) => (isReading(request) ? read : opening) });
  for (const author of ["alice", "bob"])
    house.write(author, "savings", `Savings pay. So says ${author} of old, every day.`);
  await house.fallDue();
  await house.told("transaction-confirmed");
  expect(house.journal.find(({ fact }) => fact === "posts-gathered")).toMatchObject({ found: 2, chosen: 2 });
  expect(house.journal.filter(({ fact }) => fact === "post-read")).toMatchObject([
    { number: 1, of: 2, how: "model", promptTokens: expect.any(Number), completionTokens: expect.any(Number) },
    { number: 2, of: 2, how: "model" },
  ]);
  const [row] = await house.store.views.readOutbox({ limit: 1 });
  const [{ jsonMetadata }] = JSON.parse(row?.operations ?? "") as [{ jsonMetadata: string }];
  expect(JSON.parse(jsonMetadata)).toMatchObject({
    ai_tools: { post_draft: true },
    sources: [
      { author: expect.any(String), permlink: "savings", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { permlink: "savings" },
    ],
  });
});

test("what the budget does not allow to read is left out, and the digest says so", async () => {
  const house = await openDigestHouse({
    script: (request) => (isReading(request) ? read : opening),
    agent: { budget: { tokens: 1_000 } },
  });
  house.write("alice", "savings", `Savings pay. ${"That is all there is. ".repeat(60)}`);
  house.write("bob", "more", `Savings pay. ${"I say the same at length. ".repeat(60)}`);
  house.write("carol", "most", `Savings pay. ${"Nothing else to report here. ".repeat(60)}`);
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  expect(await house.told("posts-left-out")).toMatchObject({ count: 2 });
  expect((await house.published(subject))?.body).toContain("Made from 1 post by 1 author");
  expect((await house.published(subject))?.body).toContain("2 more posts were left out");
});

test("a post that is longer than the model's room is read in pieces, and told of once", async () => {
  const house = await openDigestHouse({
    script: (request) => {
      if (!isReading(request)) return opening;
      const part = /Part (\d+) begins here\./.exec(request.user)?.[1] ?? "0";
      const quote = `Part ${part} begins here.`;
      return digestItem({ quote, headline: quote, summary: `Part ${part} is long.` });
    },
  });
  const parts = [1, 2, 3].map((part) => `Part ${part} begins here. It is long. ${"Words go on and on. ".repeat(450)}`);
  house.write("alice", "rant", parts.join("\n\n"));
  const subject = await house.fallDue();
  await house.told("transaction-confirmed");
  const readings = house.model.requests.filter(isReading);
  expect(readings.length).toBeGreaterThan(1);
  expect(readings.length).toBeLessThanOrEqual(4);
  for (const { user } of readings) expect(user.split("\n").slice(1, 2)).toEqual(["| rant"]); // its title
  const digest = await house.published(subject);
  expect(digest?.body.match(/### /g)).toHaveLength(1);
  expect(digest?.body).toContain("> Part 1 begins here.");
});

test.each([
  ["what was read for one digest is not read again for the next", "Savings pay. That is all.", 1, "kept"],
  ["what its author edited meanwhile is read again", "Savings pay. That is not all.", 2, "model"],
])("%s", async (_, later, turns, how) => {
  const script = (request: CompletionRequest): string => (isReading(request) ? read : opening);
  const house = await openDigestHouse({ script, live: () => false });
  house.write("alice", "savings", "Savings pay. That is all.");
  await house.told("transaction-recorded", { subject: await house.fallDue(new Date(Date.now() - 1_000)) });
  house.write("alice", "savings", later);
  await house.told("transaction-recorded", { subject: await house.fallDue() });
  expect(house.model.requests.filter(isReading)).toHaveLength(turns);
  expect(house.journal.filter(({ fact }) => fact === "post-read")).toMatchObject([{ how: "model" }, { how }]);
});

test("an engine that fails between two posts costs nothing of what was read", async () => {
  let hasFailed = false;
  const house = await openDigestHouse({
    script: (request) => {
      if (!isReading(request)) return opening;
      if (request.user.includes("bob") && !hasFailed) {
        hasFailed = true;
        throw new SkepError("model_unavailable", "the engine is gone");
      }
      return read;
    },
  });
  for (const author of ["alice", "bob", "carol"])
    house.write(author, "savings", `Savings pay. So says ${author} of old, every day.`);
  const subject = await house.fallDue();
  await house.told("job-postponed");
  await house.told("transaction-confirmed");
  const asked = house.model.requests.filter(isReading).map(({ user }) => /post by @(\w+)/.exec(user)?.[1]);
  expect(asked.map(String).toSorted()).toEqual(["alice", "bob", "bob", "carol"]);
  expect((await house.published(subject))?.body).toContain("Made from 3 posts by 3 authors");
});

test("a draft that nobody approves in time lapses, and its budget is free again", async () => {
  const house = await openDigestHouse({ script: [read, opening], agent: { needsApproval: ["post"] } });
  house.write("alice", "savings", "Savings pay. That is all.");
  await house.fallDue();
  await house.told("decision-judged");
  const in25Hours = { now: () => new Date(Date.now() + 25 * 3_600_000) };
  await lapseOverdue({ ...house.rooms, clock: { now: () => new Date(Date.now() + 23 * 3_600_000) } });
  expect(await house.store.views.readOutbox({ limit: 1 })).toMatchObject([{ state: "draft" }]);
  await lapseOverdue({ ...house.rooms, clock: in25Hours });
  expect(await house.told("transaction-lapsed")).toMatchObject({ because: "nobody approved it within 24 hours" });
  const [row] = await house.store.views.readOutbox({ limit: 1 });
  expect(row?.state).toBe("lapsed");
  expect(await house.store.views.approve(row?.id ?? 0, row?.hash ?? "")).toBe(false);
  expect((await house.store.work.readLedger("inleo.digest", new Date(0))).spendings).toEqual([]);
});
