import { createWaxFoundation, type ITransaction } from "@hiveio/wax";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { refBlockOf } from "../../src/chain/wire/block-id.ts";
import { publicKeyOf } from "../../src/chain/wire/key.ts";
import { naiOperation } from "../../src/chain/wire/nai-form.ts";
import { signDigest } from "../../src/chain/wire/sign.ts";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { devnetChainId } from "../../src/devnet/devnet-options.ts";
import { NodeError } from "../../src/devnet/node-error.ts";
import { bindOperation } from "../../src/devnet/rules/rules.ts";
import { sampleOperations } from "../chain/wire/sample-operations.ts";
import { call, type Answer } from "./call.ts";

// The chain's own C++, compiled to WASM. It computes ids and digests here, never dhive and never our code.
const wax = await createWaxFoundation({ chainId: devnetChainId });

let devnet: Devnet;
beforeAll(async () => {
  devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }, { name: "bob" }] });
});
afterAll(() => devnet.close());
beforeEach(() => void devnet.advance(600));

const post: WireOperation = [
  "comment",
  {
    parent_author: "",
    parent_permlink: "test",
    author: "alice",
    permlink: "p",
    title: "T",
    body: "Ünïcode 🐝",
    json_metadata: "",
  },
];
const declined: WireOperation = [
  "comment_options",
  {
    author: "alice",
    permlink: "p",
    max_accepted_payout: "0.000 HBD",
    percent_hbd: 10_000,
    allow_votes: true,
    allow_curation_rewards: true,
    extensions: [],
  },
];
const transfer: WireOperation = ["transfer", { from: "alice", to: "bob", amount: "0.001 HIVE", memo: "1.000 HIVE" }];

/** A transaction on the head block, in wax's hands. */
function inWax(...operations: readonly WireOperation[]): ITransaction {
  const { id, timestamp } = devnet.head();
  const expiration = new Date(timestamp.getTime() + 60_000).toISOString().slice(0, 19);
  const fields = { ...refBlockOf(id), expiration, extensions: [], signatures: [] };
  return wax.createTransactionFromJson({ ...fields, operations: operations.map(naiOperation) });
}

function signed(transaction: ITransaction, over: "hf26" | "legacy", role: "posting" | "active"): ITransaction {
  const digest = over === "hf26" ? transaction.sigDigest : transaction.legacy_sigDigest;
  return transaction.addSignature(signDigest(Buffer.from(digest, "hex"), devnet.keyOf("alice", role)));
}

function toNetwork(trx: unknown): Promise<Answer> {
  return call(devnet.url, "network_broadcast_api.broadcast_transaction", { trx, max_block_age: -1 });
}

function toCondenser(transaction: unknown): Promise<Answer> {
  return call(devnet.url, "condenser_api.broadcast_transaction", [transaction]);
}

async function newestIds(): Promise<readonly string[]> {
  const { result } = await call(devnet.url, "block_api.get_block", { block_num: devnet.head().number });
  return (result as { block: { transaction_ids: string[] } }).block.transaction_ids;
}

describe("for every operation of the dev chain", () => {
  const known = sampleOperations.filter((operation) => {
    try {
      bindOperation(operation);
      return true;
    } catch (error) {
      if (error instanceof NodeError) return false;
      throw error;
    }
  });

  it.each(known.map((operation, index) => ({ name: `${index} ${operation[0]}`, operation })))(
    "the chain's own code needs the same signatures: $name",
    ({ operation }) => {
      const { required } = bindOperation(operation);
      const theirs = inWax(operation).requiredAuthorities;
      expect(new Set(required.posting)).toEqual(theirs.posting);
      expect(new Set(required.active)).toEqual(theirs.active);
      expect(new Set(required.owner)).toEqual(theirs.owner);
    },
  );

  it("there is a sample", () => {
    expect(new Set(known.map(([name]) => name)).size).toBeGreaterThanOrEqual(9);
  });
});

describe("a transaction with money in it", () => {
  it("may be signed as the NAI packs it, and has the id that goes with that", async () => {
    for (const [operations, role] of [
      [[transfer], "active"],
      [[post, declined], "posting"],
    ] as const) {
      const transaction = signed(inWax(...operations), "hf26", role);
      expect(await toNetwork(transaction.toApiJson())).toMatchObject({ result: {} });
      devnet.mine();
      expect(await newestIds()).toEqual([transaction.id]);
      expect(transaction.id).not.toBe(transaction.legacy_id);
    }
  });

  it("may be signed as symbols pack it, and has the other id", async () => {
    const transaction = signed(inWax(transfer), "legacy", "active");
    expect(await toNetwork(transaction.toApiJson())).toMatchObject({ result: {} });
    expect((await toNetwork(transaction.toApiJson())).error?.message).toContain("Duplicate transaction check failed");
    devnet.mine();
    expect(await newestIds()).toEqual([transaction.legacy_id]);
    const found = await call(devnet.url, "transaction_status_api.find_transaction", {
      transaction_id: transaction.legacy_id,
    });
    expect(found.result).toMatchObject({ status: "within_irreversible_block" });
  });

  it("is the same to both APIs in both forms: the form says nothing about what was signed", async () => {
    for (const over of ["hf26", "legacy"] as const) {
      const transaction = signed(inWax(transfer), over, "active");
      expect(await toCondenser(JSON.parse(transaction.toLegacyApi()))).toMatchObject({ result: {} });
      expect((await toNetwork(transaction.toApiJson())).error?.message).toContain("Duplicate");
      devnet.mine();
    }
  });

  it("is refused once a byte of it has changed, whatever it was signed over", async () => {
    for (const over of ["hf26", "legacy"] as const) {
      const json = JSON.stringify(signed(inWax(transfer), over, "active").toApiJson());
      for (const [before, after] of [
        ['"amount":"1"', '"amount":"2"'],
        ["@@000000021", "@@000000013"],
        ['"memo":"1', '"memo":"2'],
      ] as const) {
        expect(json).toContain(before);
        const { error } = await toNetwork(JSON.parse(json.replace(before, after)));
        expect(error).toMatchObject({ code: -32003, data: { code: 3_010_000, name: "tx_missing_active_auth" } });
      }
    }
  });
});

describe("what the dev chain signs", () => {
  it("is valid to the chain's own code, and signed with the account's key", async () => {
    const { id } = devnet.broadcastAs("alice", [post, declined]);
    devnet.mine();
    const { result } = await call(devnet.url, "account_history_api.get_transaction", { id });
    const { ref_block_num, ref_block_prefix, expiration, operations, extensions, signatures } = result as Record<
      string,
      unknown
    >;
    const fields = { ref_block_num, ref_block_prefix, expiration, operations, extensions, signatures };
    const transaction = wax.createTransactionFromJson(fields);
    transaction.validate();
    expect(transaction.legacy_id).toBe(id);
    expect(transaction.legacy_signatureKeys).toEqual([publicKeyOf(devnet.keyOf("alice", "posting"))]);
  });
});

describe("what an agent signs", () => {
  it("is valid to the chain's own code, and signed with the posting key", async () => {
    const { signal } = new AbortController();
    const rpc = createRpcClient({ nodes: [devnet.url] });
    const key = devnet.keyOf("alice", "posting");
    const reader = createChainReader(rpc);
    const writer = createLiveWriter({ rpc, reader, keys: new Map([["alice", key]]), chainId: devnet.chainId });
    const fields = { author: "alice", permlink: "re-1", parentAuthor: "bob", parentPermlink: "hello" };
    const answer = { ...fields, type: "comment", title: "", body: "Ünïcode 🐝\n", jsonMetadata: "{}" } as const;
    const declines = {
      type: "commentOptions",
      author: "alice",
      permlink: "re-1",
      maxAcceptedPayout: "0.000 HBD",
    } as const;
    const rest = { percentHbd: 10_000, allowVotes: true, allowCurationRewards: true, beneficiaries: [] };
    const { id, wire } = await writer.sign("alice", [answer, { ...declines, ...rest }], signal);
    const transaction = wax.createTransactionFromLegacyJson(wire);
    transaction.validate();
    expect(transaction.legacy_id).toBe(id);
    expect(transaction.legacy_signatureKeys).toEqual([publicKeyOf(key)]);
    expect(transaction.requiredAuthorities.posting).toEqual(new Set(["alice"]));
  });
});

it("a control character is lost in JSON, as in hived's own parser, and with it the signature", async () => {
  const broken: WireOperation = ["comment", { ...post[1], body: "bell \u0007" }];
  const fields = { ...inWax(post).toApiJson(), operations: [broken] };
  const meant = signed(inWax(broken), "hf26", "posting").toApiJson();
  expect((await toNetwork(meant)).error).toMatchObject({ data: { name: "tx_missing_posting_auth" } });
  const asRead = signed(wax.createTransactionFromLegacyJson(JSON.stringify(fields)), "legacy", "posting");
  expect(await toCondenser({ ...fields, signatures: asRead.toApiJson().signatures })).toMatchObject({ result: {} });
});
