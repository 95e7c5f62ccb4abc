import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SkepError } from "../../src/shared/errors.ts";
import { decodeBlock } from "../../src/chain/decode-block.ts";
import { decodeOperation } from "../../src/chain/decode.ts";
import { encodeOperation } from "../../src/chain/encode.ts";
import { eventsOf } from "../../src/chain/event.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { naiOperation } from "../../src/chain/wire/nai-form.ts";
import { describeRecorded, readFixture } from "../support/fixtures.ts";

const mirrornet = "mirrornet_blocks_97477292_97477298.json";

describeRecorded(mirrornet, "decoding recorded blocks", () => {
  const { blocks: raw } = readFixture<{
    blocks: { transactions: { operations: { type: string }[] }[]; transaction_ids: string[] }[];
  }>(mirrornet);
  const blocks = raw.map(decodeBlock);
  const events = blocks.flatMap(eventsOf);

  it("finds every transaction and operation", () => {
    expect(blocks.flatMap(({ transactions }) => transactions)).toHaveLength(60);
    const names = raw.flatMap(({ transactions }) =>
      transactions.flatMap(({ operations }) => operations.map(({ type }) => type)),
    );
    expect(events).toHaveLength(names.length);
    const other = events.filter(({ operation }) => operation.type === "other").map(({ operation }) => operation);
    expect(new Set(other.map((operation) => ("name" in operation ? operation.name : "")))).toEqual(
      new Set(["claim_reward_balance", "limit_order_cancel"]),
    );
  });

  it("takes number, time, links and ids from the node", () => {
    expect(blocks.map(({ number }) => number)).toEqual([97477292, 97477294, 97477296, 97477298]);
    expect(blocks[0]?.timestamp.toISOString()).toBe("2025-07-08T23:09:27.000Z");
    expect(blocks.map(({ transactions }) => transactions.map(({ id }) => id))).toEqual(
      raw.map(({ transaction_ids: ids }) => ids),
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it("reads declined payouts and beneficiaries", () => {
    const options = events.flatMap(({ operation }) => (operation.type === "commentOptions" ? [operation] : []));
    expect(options.some(({ maxAcceptedPayout }) => maxAcceptedPayout === "0.000 HBD")).toBe(true);
    expect(options.every(({ beneficiaries }) => Array.isArray(beneficiaries))).toBe(true);
  });

  it("gives back what it was given once encoded, for every operation it understands", () => {
    const known = raw.flatMap(({ transactions }) => transactions.flatMap(({ operations }) => operations));
    const understood = known.filter((operation) => decodeOperation(operation).type !== "other");
    expect(understood.map((operation) => naiOperation(encodeOperation(decodeOperation(operation))))).toEqual(
      understood,
    );
    expect(understood.length).toBeGreaterThan(50);
  });
});

const text = fc.string({ unit: "grapheme" });
const account = fc.stringMatching(/^[a-z]{3,16}$/);
const asset = fc.integer({ min: 0, max: 10 ** 9 }).map((amount) => `${(amount / 1000).toFixed(3)} HBD`);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    type: fc.constant("comment" as const),
    parentAuthor: account,
    parentPermlink: text,
    author: account,
    permlink: text,
    title: text,
    body: text,
    jsonMetadata: text,
  }),
  fc.record({
    type: fc.constant("commentOptions" as const),
    author: account,
    permlink: text,
    maxAcceptedPayout: asset,
    percentHbd: fc.nat(10_000),
    allowVotes: fc.boolean(),
    allowCurationRewards: fc.boolean(),
    beneficiaries: fc.array(fc.record({ account, weight: fc.nat(10_000) }), { maxLength: 8 }),
  }),
  fc.record({ type: fc.constant("deleteComment" as const), author: account, permlink: text }),
  fc.record({
    type: fc.constant("vote" as const),
    voter: account,
    author: account,
    permlink: text,
    weight: fc.integer({ min: -10_000, max: 10_000 }),
  }),
  fc.record({
    type: fc.constant("customJson" as const),
    requiredAuths: fc.array(account),
    requiredPostingAuths: fc.array(account),
    id: text,
    json: text,
  }),
  fc.record({ type: fc.constant("transfer" as const), from: account, to: account, amount: asset, memo: text }),
);

describe("decoding an operation", () => {
  it("turns back what was encoded, in both forms", () => {
    fc.assert(
      fc.property(operation, (original) => {
        const encoded = encodeOperation(original);
        expect(decodeOperation(encoded)).toEqual(original);
        expect(decodeOperation(naiOperation(encoded))).toEqual(original);
      }),
    );
  });

  it("keeps an operation it has no use for by name", () => {
    expect(decodeOperation(["claim_account", { creator: "a" }])).toEqual({ type: "other", name: "claim_account" });
    expect(decodeOperation({ type: "future_operation", value: {} })).toEqual({ type: "other", name: "future" });
  });

  it("leaves out extensions it does not know", () => {
    const options = encodeOperation({
      type: "commentOptions",
      author: "a",
      permlink: "p",
      maxAcceptedPayout: "0.000 HBD",
      percentHbd: 0,
      allowVotes: true,
      allowCurationRewards: true,
      beneficiaries: [],
    });
    const withUnknown = [options[0], { ...options[1], extensions: [[7, { x: 1 }], { type: "y", value: {} }] }];
    expect(decodeOperation(withUnknown)).toMatchObject({ beneficiaries: [] });
  });

  it("either succeeds or fails with our error, for any JSON", () => {
    const names = fc.constantFrom("comment", "comment_options", "vote", "transfer", "custom_json", "delete_comment");
    const near = fc.tuple(
      names,
      fc.dictionary(fc.constantFrom("author", "weight", "extensions", "amount"), fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), near), (input) => {
        expect(isFineOrOurs(() => decodeOperation(input))).toBe(true);
        expect(isFineOrOurs(() => decodeBlock(input))).toBe(true);
      }),
    );
  });
});

describe("encoding an operation", () => {
  it("refuses half a surrogate pair, which the node would hash differently", () => {
    const vote: Operation = { type: "vote", voter: "a", author: "b", permlink: "x\ud83d", weight: 1 };
    expect(() => encodeOperation(vote)).toThrow(expect.objectContaining({ code: "chain_rejected" }));
    expect(encodeOperation({ ...vote, permlink: "x😀" })).toHaveLength(2);
  });

  it("refuses an operation that is known by name only", () => {
    expect(() => encodeOperation({ type: "other", name: "x" })).toThrow("cannot write the operation x");
  });
});

describe("decoding a block", () => {
  const id = (number: number) => number.toString(16).padStart(8, "0").padEnd(40, "a");
  const block = {
    previous: id(4),
    block_id: id(5),
    timestamp: "2026-01-01T00:00:00",
    transactions: [],
    transaction_ids: [],
  };

  it.each([
    ["null", null],
    ["an id that is none", { ...block, block_id: "5" }],
    ["a previous block that is not the one before", { ...block, previous: id(3) }],
    ["a missing transaction id", { ...block, transactions: [{ operations: [], signatures: [] }] }],
    [
      "an operation that is none",
      { ...block, transactions: [{ operations: [5], signatures: [] }], transaction_ids: [id(1)] },
    ],
  ])("blames the node for %s", (_, input) => {
    expect(() => decodeBlock(input)).toThrow(expect.objectContaining({ code: "chain_unreachable" }));
  });

  it("reads a block without transactions", () => {
    expect(decodeBlock(block)).toMatchObject({ number: 5, transactions: [] });
  });
});

function isFineOrOurs(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    return error instanceof SkepError;
  }
}
