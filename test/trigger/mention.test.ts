import fc from "fast-check";
import { expect, test } from "vitest";
import { mentionsOf } from "../../src/chain/mention-rule.ts";
import { mention } from "../../src/trigger/mention.ts";
import { commentEvent } from "../support/comment-event.ts";

function fires(body: string, options: object = {}, author = "alice"): boolean {
  return mention.rule.parse({ on: "mention", ...options }).compile("bob.bot")(commentEvent({ body, author }));
}

test.each([
  ["hello @bob.bot how are you", true],
  ["hello @BOB.BOT how are you", true],
  ["thanks a lot, @bob.bot.", true],
  ["hello @bob how are you", false],
  ["hello x@bob.bot how are you", false],
  ["hello @bob.bot.travel how are you", false],
  ["https://hive.blog/@bob.bot/post look at this", false],
  ["@bob.bot", false],
  ["@bob.bot hi", false],
  ["@bob.bot what now", true],
  ["@bob.bot 这是什么", true],
  ["@bob.bot https://a.example/one-two-three-four", false],
])("%j: fires %j", (body, expected) => {
  expect(fires(body)).toBe(expected);
});

test.each([
  ["a quote", "> hey @bob.bot what is this\n\nNo idea what that means, sorry"],
  ["a quote in a quote", "> > hey @bob.bot what is this\n\nNo idea what that means"],
  ["a code block", "Write it like this:\n```\n@bob.bot what is this\n```\nthat is all"],
  ["an unclosed code block", "Write it like this:\n~~~\n@bob.bot what is this"],
  ["a code block with a fence inside", "Like this:\n````\n```\n````text\n@bob.bot what is\n````\nthat is all"],
  ["a code block that shows one", "Like this:\n```\n```js\n@bob.bot what is this\n```\nthat is all"],
  ["a code span", "Write `@bob.bot` to ask the bot something"],
  ["a code span with three backticks", "Write ```@bob.bot``` to ask the bot something"],
  ["an HTML quote", "<blockquote>hey @bob.bot what is this</blockquote> No idea what that means"],
  ["HTML code", "<PRE><CODE>@bob.bot what is this</CODE></PRE> that is all there is"],
])("a mention only inside %s does not count, unless the operator says so", (_, body) => {
  expect(fires(body)).toBe(false);
  expect(fires(body, { skipQuotes: false })).toBe(true);
});

test.each([
  ["below a quote", "> what do you think of rc?\n\n@bob.bot what is your answer"],
  ["right below a quote", "> what do you think of rc?\n@bob.bot what is your answer"],
  ["after a code block", "```\n> code\n```\n@bob.bot what does that mean"],
  ["below a line that begins with a code span", "```not a block``` it is\n@bob.bot what does that mean"],
  ["between code spans", "`one` @bob.bot what is `two` for"],
  ["after an HTML quote", "<blockquote>something</blockquote>\n@bob.bot what does that mean"],
  ["after a < that closes nothing", "<code and @bob.bot what does that mean"],
])("a mention %s counts", (_, body) => {
  expect(fires(body)).toBe(true);
});

test("quoted words do not make a short mention longer", () => {
  expect(fires("> many words that somebody else wrote\n\n@bob.bot yes")).toBe(false);
});

test("an agent is never woken by what its own account writes", () => {
  expect(fires("note to self: @bob.bot did it", {}, "bob.bot")).toBe(false);
});

test("only comments can mention", () => {
  const match = mention.rule.parse({ on: "mention", minWords: 0 }).compile("bob.bot");
  const memo = { type: "transfer", from: "alice", to: "bob.bot", amount: "1.000 HIVE", memo: "@bob.bot" } as const;
  expect(match({ ...commentEvent({}), operation: memo })).toBe(false);
});

test("whoever is not mentioned by hivemind's rule is never woken, whatever the text and the options", () => {
  const piece = fc.constantFrom(
    "@bob.bot",
    "@alice",
    "`",
    "```",
    "\n",
    "> ",
    "<code>",
    "</code>",
    " word ",
    "~~~",
    "@",
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join("")),
      fc.boolean(),
      (body, skipQuotes) => {
        const isWoken = fires(body, { skipQuotes, minWords: 0 });
        expect(isWoken && !mentionsOf(body).has("bob.bot")).toBe(false);
      },
    ),
  );
});

test("a hostile body of 64 KB is judged without pain", () => {
  // No time is asserted: a rule that took quadratic time would run into the test's own limit.
  const hostile = ["!", "`", "```\n", "<blockquote>", "<code></code>", "> @bob.bot\n", "@bob.bot", "字", "a ", "👩‍👧"];
  for (const piece of hostile) {
    const body = `@bob.bot ${piece.repeat(Math.floor(64_000 / piece.length))}`;
    for (let round = 0; round < 20; round++) expect(fires(body, { minWords: 1000 })).toBeTypeOf("boolean");
  }
});
