import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../src/chain/block.ts";
import { type BlockFilter, compileBlockFilter } from "../../src/chain/block-filter.ts";
import { decodeBlock } from "../../src/chain/decode-block.ts";
import { eventsOf } from "../../src/chain/event.ts";
import { mentionsOf } from "../../src/chain/mention-rule.ts";
import { PassedBlock, parseRangeBody } from "../../src/chain/range-body.ts";
import type { Rule } from "../../src/trigger/rule.ts";
import { triggerKinds } from "../../src/trigger/index.ts";
import { makeBlocks } from "../support/fake-chain.ts";
import { type Spelling, spelledJson } from "../support/spelled-json.ts";

const account = "sage.agent";
const rules = [
  { on: "mention", minWords: 0, skipQuotes: false },
  { on: "reply", minWords: 0 },
  { on: "post", authors: ["alice.one", "bob"] },
  { on: "post", community: "hive-167922" },
  { on: "post", tags: ["skepbot", "kimchi"] },
  { on: "post", apps: ["leothreads"] },
].map(ruleOf);

function ruleOf(raw: { readonly on: string }): Rule {
  const kind = triggerKinds.find((each) => each.kind === raw.on);
  if (!kind) throw new Error(`there is no trigger ${raw.on}`);
  return kind.rule.parse(raw);
}

/** Pieces of which texts are put together, so that names meet every neighbour. */
const common = fc.constantFrom(
  `@${account}`,
  account,
  `@${account.toUpperCase()}`,
  "@Sage.Agent",
  "sage",
  ".agent",
  "@",
  "a",
  "z",
  "Z",
  "9",
  ".",
  "-",
  "_",
  "/",
  "\\",
  '"',
  "\n",
  "\t",
  " ",
  "(",
  "!",
  "é",
  "日",
  "😀",
  "\u212A",
  "alice.one",
  "bob",
  "hive-167922",
  "skepbot",
  "SKEPBOT",
  "kimchi",
  "\u212Aimchi",
  "leothreads",
  "leothreads/0.3",
  "n@",
  `"${account}"`,
  "abcdefghijklmnopq",
  "x".repeat(30),
);
/** What keeps a block from being passed over whatever else is in it, so that too much of it would prove nothing. */
const telling = fc.constantFrom("@@ -1,4 +1,9 @@", "@@ -", "\u0007", "\\u0040");
const piece = fc.oneof({ arbitrary: common, weight: 100 }, { arbitrary: telling, weight: 1 });
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
const name = fc.oneof(fc.constantFrom(account, "alice.one", "bob", "carol", ""), text);
const metadata = fc.oneof(
  text,
  fc
    .record({ app: text, tags: fc.oneof(text, fc.array(text, { maxLength: 3 })) })
    .map((value) => JSON.stringify(value)),
  fc
    .record({ app: text, tags: fc.array(text, { maxLength: 3 }) })
    .map((value) => JSON.stringify(value).replaceAll(/[a-z@]/g, asEscape)), // as some programs spell all of it
);
const comment = fc.record({
  parent_author: name,
  parent_permlink: fc.oneof(fc.constantFrom("hive-167922", "skepbot", "KIMCHI", "\u212Aimchi"), text),
  author: name,
  permlink: text,
  title: text,
  body: text,
  json_metadata: metadata,
});
const operation = fc.oneof(
  comment.map((value) => ({ type: "comment_operation", value })),
  comment.map((value) => ["comment", value]),
  fc.record({ voter: name, author: name, permlink: text, weight: fc.constant(100) }).map((value) => ["vote", value]),
);
const blockOperations = fc.array(fc.array(operation, { maxLength: 3 }), { minLength: 1, maxLength: 6 });
const spelling: fc.Arbitrary<Omit<Spelling, "below">> = fc.oneof(
  fc.constant({ escapes: 0, slashes: 0, shuffles: 0, blanks: 0 }), // as hived does
  fc.record({
    escapes: fc.constantFrom(0, 0.02, 0.3),
    slashes: fc.constantFrom(0, 0.5),
    shuffles: fc.constantFrom(0, 1),
    blanks: fc.constantFrom(0, 0.2),
  }),
);

describe("reading only the blocks that may matter", () => {
  it("finds what reading all of them finds, however blocks are written down", () => {
    let passed = 0;
    fc.assert(
      fc.property(
        blockOperations,
        spelling,
        fc.integer(),
        fc.subarray(rules, { minLength: 1 }),
        (all, how, seed, some) => {
          const body = rangeBody(all, { ...how, below: numbersBelow(seed) });
          const filter = compileBlockFilter(some.flatMap((rule) => rule.needles(account) ?? []));
          const whole = blocksIn(body, () => true);
          const filtered = blocksIn(body, filter);
          passed += filtered.filter(({ transactions }) => transactions.length === 0).length;
          expect(filtered.map(({ number, id, previous }) => [number, id, previous])).toEqual(
            whole.map(({ number, id, previous }) => [number, id, previous]),
          );
          expect(matches(filtered, some)).toEqual(matches(whole, some));
        },
      ),
      { numRuns: 800 },
    );
    expect(passed).toBeGreaterThan(500);
  });

  it("looks a name up behind every @ as the rule of mentions does", () => {
    const filter = compileBlockFilter([`@${account}`]);
    fc.assert(
      fc.property(text, (body) => {
        const isPassed = filter(Buffer.from(JSON.stringify({ body })));
        expect(isPassed || !mentionsOf(body).has(account)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ["a longer name", "hello @sage.agents and @sage.agent-two", false],
    ["an address", "https://peakd.com/@sage.agent and mail@sage.agent", false],
    ["the name alone", "sage.agent", false],
    ["the name before a full stop", "ask @sage.agent.", true],
    ["the name after a line break", "ask\n@sage.agent", true],
    ["capitals", "ask @SAGE.agent", true],
    ["a patch", "@@ -1,2 +1,3 @@\n a%0A", true],
  ])("lets a body with %s through only where it may matter", (_, body, expected) => {
    expect(compileBlockFilter([`@${account}`])(Buffer.from(JSON.stringify({ body })))).toBe(expected);
  });
});

it.each([String.raw`\ud83d\ude00@sage.agent`, String.raw`\u65e5@sage.agent`, String.raw`\u3002@Sage.Agent!`])(
  "a name behind a character that a node spells as an escape may matter: %s",
  (body) => {
    expect(compileBlockFilter([`@${account}`])(Buffer.from(`{"body":"${body}"}`))).toBe(true);
  },
);

/** Heads and tails as hived writes them, so that blocks can be passed over; transactions in any spelling. */
function rangeBody(all: readonly (readonly unknown[])[], how: Spelling): Buffer {
  const blocks = makeBlocks(all.length).map(({ block_id, transaction_ids: _, transactions: __, ...head }, index) => {
    const operations = all[index] ?? [];
    const transactions = operations.map((each) => ({ operations: [each], signatures: [] }));
    const ids = operations.map((___, at) => at.toString(16).padStart(40, "0"));
    const tail = `"block_id":"${block_id}","transaction_ids":${JSON.stringify(ids)}}`;
    return `${JSON.stringify(head).slice(0, -1)},"transactions":${spelledJson(transactions, how)},${tail}`;
  });
  return Buffer.from(`{"jsonrpc":"2.0","result":{"blocks":[${blocks.join(",")}]},"id":1}`);
}

function blocksIn(body: Buffer, filter: BlockFilter): Block[] {
  const { result } = parseRangeBody(body, filter) ?? {};
  const { blocks } = result as { readonly blocks: readonly unknown[] };
  return blocks.map((block) => {
    if (!(block instanceof PassedBlock)) return decodeBlock(block);
    const { id, previous, timestamp } = block;
    return {
      number: Number.parseInt(id.slice(0, 8), 16),
      id,
      previous,
      timestamp: new Date(timestamp),
      transactions: [],
    };
  });
}

function matches(blocks: readonly Block[], some: readonly Rule[]): readonly string[] {
  const matchers = some.map((rule) => rule.compile(account));
  return blocks
    .flatMap(eventsOf)
    .flatMap((event) =>
      matchers.flatMap((match, rule) => (match(event) ? [`${event.block} ${event.id} ${rule}`] : [])),
    );
}

function asEscape(letter: string): string {
  return String.raw`\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function numbersBelow(seed: number): Spelling["below"] {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) % limit;
  };
}
