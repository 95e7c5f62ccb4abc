import fc from "fast-check";
import { expect, test } from "vitest";
import { plan, weightOf, type Target } from "../../src/action/plan.ts";
import { permlinkFor } from "../../src/action/permlink.ts";
import { marked } from "marked";
import { harmlessMarkdown } from "../../src/action/harmless.ts";

const target: Target = {
  agent: "sage",
  signature: { account: "sage.agent", operator: "alice", model: "skep-tiny Q8_0" },
  subject: "tom/question",
  post: { author: "tom", permlink: "question" },
  category: "hive-167922",
  entries: [],
  upvoteWeight: 2_500,
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

test("words become weights below what the file allows, and never zero", () => {
  expect([weightOf("light", 2_500), weightOf("normal", 2_500), weightOf("full", 2_500)]).toEqual([625, 1_250, 2_500]);
  expect(weightOf("light", 1)).toBe(1);
});

test("a schedule has nothing to answer or vote for", () => {
  const { post: _, ...schedule } = target;
  expect(plan({ reason: "r", reply: { body: "b" }, upvote: { strength: "full" } }, schedule)).toEqual([]);
});

test("a digest cites each post with a verbatim quote and a link", () => {
  const entries = [{ author: "carla", permlink: "buying-small", headline: "Small\nsteps", quote: "In short, small." }];
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
  const entries = [
    { author: "carla", permlink: "x", headline: "*Big* <b>", quote: "See [this](/evil) & `code` <!-- @bob" },
  ];
  const [only] = plan({ reason: "r", post: { title: "t", body: "b" } }, { ...target, entries });
  const [comment] = only?.operations ?? [];
  const html = marked.parse(comment?.type === "comment" ? comment.body : "", { async: false });
  expect(html).toContain("<p>See [this](/evil) &amp; `code` &lt;!-- @bob</p>");
  expect(html).toContain("<h3>*Big* &lt;b&gt;</h3>");
});
