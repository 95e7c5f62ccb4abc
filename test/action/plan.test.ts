import fc from "fast-check";
import { expect, test } from "vitest";
import { plan, type Target } from "../../src/action/plan.ts";
import { encodeOperation } from "../../src/chain/encode.ts";
import { serializedSize } from "../../src/chain/wire/serialize.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { permlinkFor } from "../../src/action/permlink.ts";
import { marked } from "marked";
import { sharesOf } from "../../src/decision/vote-weights.ts";
import { harmlessMarkdown } from "../../src/action/harmless.ts";
import { digestEntry } from "../support/digest-entry.ts";

const target: Target = {
  agent: "sage",
  signature: { account: "sage.agent", operator: "alice", model: "skep-tiny Q8_0" },
  subject: "tom/question",
  post: { author: "tom", permlink: "question" },
  category: "hive-167922",
  entries: [],
  upvoteWeight: sharesOf(2_500),
  app: "skep/0.1.0",
};

test("a reply answers the post of the event, names the bot, and declines its payout in the same transaction", () => {
  const [only, ...rest] = plan({ reason: "r", reply: { body: "Because." } }, target);
  expect(rest).toEqual([]);
  expect(only?.operations).toMatchObject([
    { type: "comment", author: "sage.agent", parentAuthor: "tom", parentPermlink: "question", title: "" },
    { type: "commentOptions", author: "sage.agent", maxAcceptedPayout: "0.000 HBD" },
  ]);
  const [comment] = only?.operations ?? [];
  if (comment?.type !== "comment") throw new Error("no comment");
  expect(comment.body).toMatch(
    /^Because\.\n\n---\n\*I am sage\.agent, an AI agent, run by alice\. I think with skep-tiny Q8_0/,
  );
  expect(comment.body).toMatch(/ Reply STOP and I will leave you alone\.\*$/);
  expect(JSON.parse(comment.jsonMetadata)).toMatchObject({ app: "skep/0.1.0", ai_tools: { post_draft: true } });
});

test("the same decision about the same post has the same permlink, another agent's has another", () => {
  expect(permlinkFor("sage", "tom/question")).toBe(permlinkFor("sage", "tom/question"));
  expect(permlinkFor("sage", "tom/question")).not.toBe(permlinkFor("curator", "tom/question"));
  expect(permlinkFor("sage", "tom/question")).not.toBe(permlinkFor("sage", "tom/other"));
});

test("a permlink has only the characters that the chain takes, whatever the subject", () => {
  fc.assert(
    fc.property(fc.string(), (subject) => {
      expect(permlinkFor("inleo-digest", subject)).toMatch(/^[a-z0-9-]{1,255}$/);
    }),
  );
});

test("the model's word for a vote's strength is the weight that the file gives it", () => {
  const votes = (["light", "normal", "full"] as const).map((strength) =>
    plan({ reason: "r", upvote: { strength } }, target),
  );
  expect(votes).toMatchObject([625, 1_250, 2_500].map((weight) => [{ operations: [{ type: "vote", weight }] }]));
});

test("a schedule has nothing to answer or vote for", () => {
  const { post: _, ...schedule } = target;
  expect(plan({ reason: "r", reply: { body: "b" }, upvote: { strength: "full" } }, schedule)).toEqual([]);
});

test("a digest cites each post with a verbatim quote and a link", () => {
  const entries = [digestEntry({ headline: "Small\nsteps", quote: "In short, small." })];
  const [only] = plan({ reason: "r", post: { title: "Digest", body: "Today." } }, { ...target, entries });
  expect(only?.operations[0]).toMatchObject({ parentAuthor: "", parentPermlink: "hive-167922", title: "Digest" });
  expect(only?.operations[0]).toHaveProperty(
    "body",
    expect.stringContaining(
      "Today.\n\n### Small steps\n\n> In short, small.\n\n[carla on INLEO](https://inleo.io/@carla/buying-small)",
    ),
  );
});

test.each([
  ["ask @bob or (@carol), not mail@dave.org", String.raw`ask \@bob or (\@carol), not mail@dave.org`],
  ["@bob", String.raw`\@bob`],
  ["https://inleo.io/@carla/x", "https://inleo.io/@carla/x"],
  [String.raw`already \@bob`, String.raw`already \@bob`],
])("%s pings nobody", (text, defused) => {
  expect(harmlessMarkdown(text)).toBe(defused);
});

test("whatever the model writes, the line that names the bot is shown below it", () => {
  const nasty = fc.oneof(
    fc.string(),
    fc.constantFrom("<!--", "```\n", "~~~", "<div>", "[x](https://evil)", "<script>", "\n\n    ", "> "),
  );
  fc.assert(
    fc.property(fc.array(nasty, { minLength: 1, maxLength: 8 }), (parts) => {
      const [only] = plan({ reason: "r", reply: { body: parts.join("") } }, target);
      const [comment] = only?.operations ?? [];
      const body = comment?.type === "comment" ? comment.body : "";
      const html = marked.parse(body, { async: false });
      expect(html).toMatch(/<p><em>I am sage\.agent, an AI agent, run by alice\. .*<\/em><\/p>\s*$/);
      expect(html).not.toMatch(/<script|<!--|<a [^>]*>x</);
    }),
    { numRuns: 2_000 },
  );
});

test("a quote shows word for word, markup and all", () => {
  const entries = [digestEntry({ headline: "*Big* <b>", quote: "See [this](/evil) & `code` <!-- @bob" })];
  const [only] = plan({ reason: "r", post: { title: "t", body: "b" } }, { ...target, entries });
  const [comment] = only?.operations ?? [];
  const html = marked.parse(comment?.type === "comment" ? comment.body : "", { async: false });
  expect(html).toContain("<p>See [this](/evil) &amp; `code` &lt;!-- @bob</p>");
  expect(html).toContain("<h3>*Big* &lt;b&gt;</h3>");
});

const digest = { reason: "r", post: { title: "Digest", body: "Today." } };
const optionsIn = (operations: readonly Operation[] = []) => operations.find(({ type }) => type === "commentOptions");

test("a reply that was gathered for carries what it cites, a reply to somebody does not", () => {
  const entries = [digestEntry({ author: "carla" })];
  const [digested] = plan({ reason: "r", reply: { body: "Today." } }, { ...target, entries });
  expect(digested?.operations[0]).toMatchObject({ parentAuthor: "tom", parentPermlink: "question" });
  expect(digested?.operations[0]).toHaveProperty(
    "body",
    expect.stringContaining("https://inleo.io/@carla/buying-small"),
  );
});

test("a thread is a comment in its container with INLEO's metadata, and names the bot", () => {
  const container = { author: "leothreads", permlink: "leothread-2026-11-21-06" };
  const entries = [digestEntry({ author: "carla", headline: "Small *steps*" })];
  const words = "What INLEO wrote today, in one line that is longer than a title.\n\nAnd more of @bob.";
  const [only] = plan({ reason: "r", thread: { body: words } }, { ...target, post: container, entries });
  expect(only?.capability).toBe("thread");
  const [comment, options] = only?.operations ?? [];
  if (comment?.type !== "comment") throw new Error("no comment");
  expect(comment).toMatchObject({ parentAuthor: "leothreads", parentPermlink: container.permlink });
  expect(comment.title).toBe('@sage.agent "What INLEO wrote today, in one line that is longer..."');
  expect(comment.body).toContain(String.raw`And more of \@bob.`);
  expect(comment.body).toContain(String.raw`- Small \*steps\*: [carla](https://inleo.io/@carla/buying-small)`);
  expect(comment.body).toContain("I am sage.agent, an AI agent, run by alice.");
  expect(JSON.parse(comment.jsonMetadata)).toMatchObject({
    app: "skep/0.1.0",
    format: "markdown",
    tags: ["leofinance", "aiagent"],
    canonical_url: `https://inleo.io/threads/view/sage.agent/${comment.permlink}`,
    links: [],
    images: [],
    isPoll: false,
    pollOptions: {},
    dimensions: [],
    ai_tools: { post_draft: true },
    sources: [{ author: "carla", permlink: "buying-small", sha256: "0".repeat(64) }],
  });
  expect(options).toMatchObject({ type: "commentOptions", maxAcceptedPayout: "0.000 HBD" });
});

test("a short post in another front end's container claims nothing of INLEO", () => {
  const container = { author: "ecency.waves", permlink: "waves-2026-11-21" };
  const category = "hive-125125";
  const [only] = plan({ reason: "r", thread: { body: "Today." } }, { ...target, category, post: container });
  const [comment] = only?.operations ?? [];
  if (comment?.type !== "comment") throw new Error("no comment");
  expect(comment).toMatchObject({ parentAuthor: "ecency.waves", title: "" });
  expect(JSON.parse(comment.jsonMetadata)).toEqual({
    app: "skep/0.1.0",
    format: "markdown",
    ai_tools: { post_draft: true },
    tags: [category, "aiagent"],
  });
});

test("a thread stays short, whatever it cites", () => {
  const entries = Array.from({ length: 50 }, (_, index) => digestEntry({ permlink: `p${index}` }));
  const [only] = plan({ reason: "r", thread: { body: "Today." } }, { ...target, entries });
  const [comment] = only?.operations ?? [];
  expect(comment?.type === "comment" && comment.body.length).toBeLessThan(1_800);
});

test("nothing goes into a container or below a post that is not there", () => {
  const { post: _, ...nowhere } = target;
  expect(plan({ reason: "r", thread: { body: "b" }, reply: { body: "b" } }, nowhere)).toEqual([]);
});

test("what cites others pays them in its own transaction, or declines when there is nobody to pay", () => {
  const payout = { citedAuthors: 8_000, shares: "equal" } as const;
  const entries = [digestEntry()];
  const [shared] = plan(digest, { ...target, entries, payout, payees: ["zoe", "ann", "bob"] });
  expect(shared?.operations.map(({ type }) => type)).toEqual(["comment", "commentOptions"]);
  expect(optionsIn(shared?.operations)).toMatchObject({
    maxAcceptedPayout: "1000000.000 HBD",
    beneficiaries: [
      { account: "ann", weight: 2_667 },
      { account: "bob", weight: 2_666 },
      { account: "zoe", weight: 2_667 },
    ],
  });
  const [alone] = plan(digest, { ...target, entries, payout, payees: [] });
  expect(optionsIn(alone?.operations)).toMatchObject({ maxAcceptedPayout: "0.000 HBD", beneficiaries: [] });
  const [declined] = plan(digest, { ...target, entries, payout: "declined", payees: ["ann"] });
  expect(optionsIn(declined?.operations)).toMatchObject({ maxAcceptedPayout: "0.000 HBD", beneficiaries: [] });
});

test("the largest digest that a model can make fits into a transaction", () => {
  const long = (length: number) => "漢字".repeat(length / 2);
  const names = Array.from({ length: 50 }, (_, index) => `author.of.p${String.fromCodePoint(97 + (index % 26))}`);
  const entries = names.map((author, index) =>
    digestEntry({
      author,
      permlink: `${"long-".repeat(50)}${index}`,
      headline: long(100),
      quote: long(400),
      summary: long(300),
      keyPoints: [long(160), long(160), long(160)],
    }),
  );
  const decision = { reason: "r", post: { title: long(120), body: long(1_500) } };
  const payout = { citedAuthors: 8_000, shares: "rank" } as const;
  const [only] = plan(decision, { ...target, entries, unread: 3, payout, payees: names });
  const operations = (only?.operations ?? []).map(encodeOperation);
  const place = { ref_block_num: 1, ref_block_prefix: 1, expiration: "2026-11-21T06:00:00" };
  const transaction = { ...place, operations, extensions: [], signatures: ["0".repeat(130)] };
  expect(serializedSize(transaction)).toBeLessThanOrEqual(65_280); // hived: maximum_block_size - 256
  const [comment] = only?.operations ?? [];
  expect(comment?.type === "comment" && Buffer.byteLength(comment.title)).toBeLessThanOrEqual(255);
});
