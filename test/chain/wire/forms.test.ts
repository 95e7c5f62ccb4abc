import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SkepError } from "../../../src/shared/errors.ts";
import { assetText, naiAsset } from "../../../src/chain/wire/asset.ts";
import { legacyOperation, legacyTransaction } from "../../../src/chain/wire/legacy-form.ts";
import { naiOperation } from "../../../src/chain/wire/nai-form.ts";
import { transactionId } from "../../../src/chain/wire/serialize.ts";
import type { WireOperation } from "../../../src/chain/wire/wire-transaction.ts";

const options: WireOperation = [
  "comment_options",
  {
    author: "sage",
    permlink: "re-1",
    max_accepted_payout: "0.000 HBD",
    percent_hbd: 10_000,
    allow_votes: true,
    allow_curation_rewards: true,
    extensions: [[0, { beneficiaries: [{ account: "alice", weight: 500 }] }]],
  },
];

describe("the two forms of an operation", () => {
  it("become each other and back without loss", () => {
    const nai = naiOperation(options);
    expect(nai).toMatchObject({
      type: "comment_options_operation",
      value: {
        max_accepted_payout: { amount: "0", precision: 3, nai: "@@000000013" },
        extensions: [
          { type: "comment_payout_beneficiaries", value: { beneficiaries: [{ account: "alice", weight: 500 }] } },
        ],
      },
    });
    expect(legacyOperation(nai)).toEqual(options);
  });

  it("leave text alone that only looks like money", () => {
    const memo: WireOperation = ["transfer", { from: "a", to: "b", amount: "1.000 HIVE", memo: "1.000 HIVE" }];
    expect(naiOperation(memo).value["memo"]).toBe("1.000 HIVE");
    expect(legacyOperation(naiOperation(memo))).toEqual(memo);
  });

  it("know the testnet names of the same assets", () => {
    expect(naiAsset("12.345 TBD")).toEqual({ amount: "12345", precision: 3, nai: "@@000000013" });
    expect(naiAsset("0.001 TESTS")).toEqual(naiAsset("0.001 HIVE"));
    expect(assetText({ amount: "1", precision: 6, nai: "@@000000037" })).toBe("0.000001 VESTS");
    expect(assetText({ amount: "-1500", precision: 3, nai: "@@000000021" })).toBe("-1.500 HIVE");
  });

  it.each(["1 HIVE", "1.0000 HBD", "1.000 VESTS", "1.000 STEEM", "", "x", "1.000  HBD"])(
    "refuse %j as an asset",
    (text) => {
      expect(() => naiAsset(text)).toThrow(SkepError);
    },
  );
});

describe("what comes over the wire", () => {
  const fields = { ref_block_num: 1, ref_block_prefix: 2, expiration: "2026-01-01T00:00:00", operations: [] };

  it.each([
    ["no object", null],
    ["a list", []],
    ["a block number beyond 16 bits", { ...fields, ref_block_num: 65_536 }],
    ["a fraction", { ...fields, ref_block_prefix: 0.5 }],
    ["a time with a zone", { ...fields, expiration: "2026-01-01T00:00:00Z" }],
    ["a day that is none", { ...fields, expiration: "2026-13-01T00:00:00" }],
    ["operations that are no list", { ...fields, operations: {} }],
    ["an operation without fields", { ...fields, operations: [["vote"]] }],
    ["an operation with an odd name", { ...fields, operations: [["__proto__", {}]] }],
    [
      "an unknown extension",
      { ...fields, operations: [{ type: "comment_options_operation", value: { extensions: [{ type: "x" }] } }] },
    ],
    [
      "an asset of a currency nobody knows",
      { ...fields, operations: [["transfer", { amount: { amount: "1", precision: 3, nai: "@@1" } }]] },
    ],
    ["a signature that is no text", { ...fields, signatures: [1] }],
  ])("is refused as a transaction when it is %s", (_, input) => {
    expect(() => legacyTransaction(input)).toThrow(expect.objectContaining({ code: "chain_rejected" }));
  });

  it("either becomes a transaction or fails with our error, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (operation) => {
        const operations = [operation, ["vote", operation], { type: "comment", value: operation }];
        expect(isFineOrOurs(() => transactionId(legacyTransaction({ ...fields, operations })))).toBe(true);
      }),
    );
  });

  it("is refused when it names an operation that every object seems to have", () => {
    const transaction = legacyTransaction({ ...fields, operations: [["constructor", {}]] });
    expect(() => transactionId(transaction)).toThrow("unknown operation constructor");
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
