import { createWaxFoundation, type ITransaction } from "@hiveio/wax";
import { describe, expect, it, test } from "vitest";
import { publicKeyOf, privateKeyFromSeed } from "../../../src/chain/wire/key.ts";
import { naiOperation } from "../../../src/chain/wire/nai-form.ts";
import { legacyTransaction } from "../../../src/chain/wire/legacy-form.ts";
import { operationLayouts } from "../../../src/chain/wire/operation-layouts.ts";
import { recoverPublicKeys } from "../../../src/chain/wire/recover.ts";
import { serialize, serializedSize, signingDigest, transactionId } from "../../../src/chain/wire/serialize.ts";
import { signDigest } from "../../../src/chain/wire/sign.ts";
import type { WireOperation, WireTransaction } from "../../../src/chain/wire/wire-transaction.ts";
import { sampleOperations } from "./sample-operations.ts";

// The chain's own C++, compiled to WASM: nothing of ours and nothing of dhive is in it.
const chainId = "18dcf0a285365fc58b71f18b3d3fec954aa0c141c44e4e5cb4cf777b9eab274e";
const wax = await createWaxFoundation({ chainId });
const wif = privateKeyFromSeed("alice");

function transactionOf(...operations: readonly WireOperation[]): WireTransaction {
  const fields = { ref_block_num: 65_535, ref_block_prefix: 4_294_967_295, expiration: "2026-01-01T00:00:03" };
  return { ...fields, operations, extensions: [], signatures: [] };
}

/** What wax makes of it. It is given the NAI form: in the legacy form it does not know every extension. */
function asWaxHasIt(transaction: WireTransaction): ITransaction {
  return wax.createTransactionFromJson({ ...transaction, operations: transaction.operations.map(naiOperation) });
}

describe("the bytes of a transaction are the chain's own", () => {
  const cases = sampleOperations.map((operation, index) => ({ name: `${index} ${operation[0]}`, operation }));

  it.each(cases)("for $name", ({ operation }) => {
    const transaction = transactionOf(operation);
    const theirs = asWaxHasIt(transaction);
    expect(serialize(transaction, "hf26").toString("hex")).toBe(theirs.toBinaryForm(true));
    expect(transactionId(transaction, "hf26")).toBe(theirs.id);
    expect(transactionId(transaction)).toBe(theirs.legacy_id);
    expect(signingDigest(transaction, chainId, "hf26").toString("hex")).toBe(theirs.sigDigest);
    expect(signingDigest(transaction, chainId).toString("hex")).toBe(theirs.legacy_sigDigest);
  });

  it("for every operation that can be serialized", () => {
    expect(new Set(sampleOperations.map(([name]) => name))).toEqual(new Set(operationLayouts.keys()));
  });

  it("for all of them in one transaction, which comes back from the NAI form as it was", () => {
    const transaction = transactionOf(...sampleOperations);
    const theirs = asWaxHasIt(transaction);
    expect(transactionId(transaction)).toBe(theirs.legacy_id);
    const back = legacyTransaction(theirs.toApiJson());
    expect(transactionId(back)).toBe(theirs.legacy_id);
    expect(transactionId(back, "hf26")).toBe(theirs.id);
  });

  it("for sets and maps that came in another order than the chain's", () => {
    const [, fields] = sampleOperations.find(([name]) => name === "account_update2") ?? ["", {}];
    const reversed = {
      weight_threshold: 1,
      account_auths: [
        ["dora", 1],
        ["carol", 1],
        ["bobby.tables", 1],
      ],
      key_auths: [
        [publicKeyOf(wif), 1],
        [publicKeyOf(privateKeyFromSeed("bob")), 1],
        [publicKeyOf(privateKeyFromSeed("carol")), 1],
      ],
    };
    const transaction = transactionOf(
      [
        "account_update2",
        { ...fields, active: reversed, posting: { ...reversed, key_auths: reversed.key_auths.toReversed() } },
      ],
      ["custom_json", { required_auths: [], required_posting_auths: ["dora", "al", "carol"], id: "x", json: "{}" }],
    );
    const theirs = asWaxHasIt(transaction);
    expect(serialize(transaction, "hf26").toString("hex")).toBe(theirs.toBinaryForm(true));
  });

  it("with its signatures, as the limit on size counts them", () => {
    const unsigned = transactionOf(["transfer", { from: "alice", to: "bob", amount: "1.000 HIVE", memo: "" }]);
    const signatures = [
      signDigest(signingDigest(unsigned, chainId), wif),
      signDigest(signingDigest(unsigned, chainId, "hf26"), wif),
    ];
    const signed = { ...unsigned, signatures };
    const theirs = asWaxHasIt(signed);
    expect(serializedSize(signed, "hf26") * 2).toBe(theirs.toBinaryForm().length);
  });
});

test("what we sign is valid and signed by our key, in either packing", () => {
  const unsigned = transactionOf(...sampleOperations.slice(0, 6));
  const signatureOver = (packing: "legacy" | "hf26"): string =>
    signDigest(signingDigest(unsigned, chainId, packing), wif);
  const key = publicKeyOf(wif);
  const modern = asWaxHasIt({ ...unsigned, signatures: [signatureOver("hf26")] });
  expect(() => {
    modern.validate();
  }).not.toThrow();
  expect(modern.signatureKeys).toEqual([key]);
  const legacy = asWaxHasIt({ ...unsigned, signatures: [signatureOver("legacy")] });
  expect(legacy.legacy_signatureKeys).toEqual([key]);
  expect(legacy.signatureKeys).not.toEqual([key]);
  expect(recoverPublicKeys(signingDigest(unsigned, chainId, "hf26"), [signatureOver("hf26")])).toEqual([key]);
});
