import type { WireOperation, WireTransaction } from "../../src/chain/wire/wire-transaction.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { comment, type Flaw } from "./recorded-stage.ts";

/** What a recorded refusal needs to come about again. */
export interface RecordedCase {
  /** What happened before. The comments that the request speaks of are there already. */
  readonly before?: (stage: Stage) => Promise<void> | void;
  /** How the transaction differs from a fine one. */
  readonly flaw?: Flaw;
}

export interface Stage {
  readonly devnet: Devnet;
  readonly operations: readonly WireOperation[];
  readonly transaction: WireTransaction;
}

async function sendFirst({ devnet, transaction }: Stage): Promise<void> {
  await call(devnet.url, "condenser_api.broadcast_transaction", [transaction]);
}

async function sendFirstAndMine(stage: Stage): Promise<void> {
  await sendFirst(stage);
  stage.devnet.mine();
}

function bobReplied({ devnet }: Stage): void {
  devnet.broadcastAs("alice", [comment("alice", "elsewhere")]);
  devnet.broadcastAs("bob", [comment("bob", "just-now", ["alice", "elsewhere"])]);
}

function aliceWrote({ devnet }: Stage): void {
  devnet.broadcastAs("alice", [comment("alice", "just-now")]);
  devnet.mine();
}

function bobVoted({ devnet }: Stage): void {
  const { author, permlink } = { author: "alice", permlink: "root-mwrtpp13-1" };
  devnet.broadcastAs("bob", [["vote", { voter: "bob", author, permlink, weight: 5000 }]]);
}

function fiveNotes({ devnet }: Stage): void {
  const fields = { required_auths: [], required_posting_auths: ["bob"], id: "x", json: "{}" };
  for (let count = 0; count < 5; count += 1) devnet.broadcastAs("bob", [["custom_json", fields]]);
}

function poorSpentAll({ devnet }: Stage): void {
  for (const json of [`"${"x".repeat(8000)}"`, "1"]) spendOn(devnet, json);
}

function spendOn(devnet: Devnet, json: string): void {
  try {
    for (;;) {
      const fields = { required_auths: [], required_posting_auths: ["poor"], id: "x", json };
      devnet.broadcastAs("poor", [["custom_json", fields]]);
      devnet.mine();
    }
  } catch (error) {
    if (!String(error).includes("RC mana")) throw error;
  }
}

const garbage = "ff".repeat(65);

/** By the name of the recording, without the ending that says by which method it was sent. */
export const recordedCases: Readonly<Record<string, RecordedCase>> = {
  "root-post-within-5-minutes": { before: aliceWrote },
  "root-post-too-soon": { before: aliceWrote },
  "duplicate-in-mempool": { before: sendFirst },
  "duplicate-in-block": { before: sendFirstAndMine },
  "reply-within-3s": { before: bobReplied },
  "irrelevant-extra-signature": { before: bobReplied },
  "mixed-posting-and-active": {
    before: bobReplied,
    flaw: {
      signers: [
        ["bob", "posting"],
        ["bob", "active"],
      ],
    },
  },
  "two-replies-in-one-transaction": {},
  "edit-too-soon-b": {
    before: ({ devnet }) => {
      const parent = ["alice", "root-mwrtpp13-1"] as const;
      devnet.broadcastAs("bob", [comment("bob", "re-mwrtpp13-5", parent)]);
      devnet.advance(600);
      devnet.broadcastAs("bob", [comment("bob", "re-mwrtpp13-5", parent)]);
    },
  },
  "bad-signature-garbage": { flaw: { signatures: [garbage] } },
  "bad-signature-short": { flaw: { signatures: ["20abcd"] } },
  "bad-signature-body-changed": {
    flaw: { tamper: (transaction) => JSON.parse(JSON.stringify(transaction).replace('!"', '?"')) as WireTransaction },
  },
  "bad-signature-other-chain-id": { flaw: { chainId: "ab".repeat(32) } },
  "no-signature": { flaw: { signatures: [] } },
  "wrong-authority-other-account": { flaw: { signers: [["carol", "posting"]] } },
  "wrong-authority-active-for-posting": { flaw: { signers: [["carol", "active"]] } },
  "wrong-authority-posting-for-transfer": {},
  "wrong-authority-memo-key": { flaw: { signers: [["bob", "memo"]] } },
  "duplicate-signature": {
    flaw: {
      signers: [
        ["bob", "posting"],
        ["bob", "posting"],
      ],
    },
  },
  "unknown-account": {},
  expired: { flaw: { seconds: -60 } },
  "expiration-equals-head": { flaw: { seconds: 0 } },
  "expiration-too-far": { flaw: { seconds: 86_500 } },
  "never-sent-then-expired": { flaw: { seconds: -3 } },
  "tapos-mismatch": { flaw: { prefix: 12_345 } },
  "no-operations": { flaw: { signers: [["bob", "posting"]] } },
  "unknown-operation": {},
  "missing-field": {},
  "vote-same-twice": { before: bobVoted },
  "vote-unknown-comment": {},
  "vote-unknown-voter": {},
  "vote-weight-out-of-range": {},
  "vote-weight-zero-no-vote": {},
  "unknown-parent": {},
  "unknown-parent-author": {},
  "json-metadata-invalid": {},
  "json-metadata-bare-string": {},
  "body-empty": {},
  "body-invalid-utf8-surrogate": {},
  "permlink-too-long": {},
  "permlink-256": {},
  "permlink-empty": {},
  "permlink-uppercase": {},
  "title-too-long": {},
  "author-invalid-name": {},
  "parent-changed-on-edit": {
    before: ({ devnet }) => {
      devnet.broadcastAs("alice", [comment("alice", "elsewhere")]);
      devnet.broadcastAs("carol", [comment("carol", "edge-mwrtpp13-65", ["alice", "elsewhere"])]);
      devnet.advance(600);
    },
  },
  "insufficient-rc": { before: poorSpentAll },
  "insufficient-rc-vote": { before: poorSpentAll },
  "account-create-fee-too-low": { flaw: { signers: [["bob", "active"]] } },
  "insufficient-funds": { flaw: { signers: [["bob", "active"]] } },
  "custom-json-invalid": {},
  "custom-json-over-8k": {},
  "custom-json-burst-6": { before: fiveNotes },
  "custom-json-burst-7": { before: fiveNotes },
  "delete-with-replies": {
    before: ({ devnet }) => void devnet.broadcastAs("bob", [comment("bob", "re", ["alice", "root-mwrtpp13-1"])]),
  },
  "delete-unknown": {},
  "comment-options-after-votes": { before: bobVoted },
  "reply-to-deleted": {
    before: ({ devnet }) =>
      void devnet.broadcastAs("bob", [["delete_comment", { author: "bob", permlink: "same-mwru317y-72" }]]),
  },
  "paidout-delete": { before: ({ devnet }) => void devnet.advance(8 * 86_400) },
  "read-verify-authority-bad": { flaw: { signers: [["carol", "posting"]] } },
  // Nothing has to happen before these: they are not about transactions.
  "rpc-unknown-method": {},
  "rpc-parse-error": {},
  "rpc-empty-body": {},
  "rpc-no-jsonrpc": {},
  "rpc-no-params": {},
  "rpc-bad-params": {},
  "rpc-params-missing-arg": {},
  "rpc-batch-empty": {},
  "read-find-comments": {},
  "read-find-comments-unknown": {},
  "read-get-transaction-unknown": {},
  "read-account-history-1001": {},
};

/** Recordings that cannot be repeated here, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  "http-get": "a GET is answered otherwise; see json-rpc.test.ts",
  "oversize-300k": "its request was not kept; the size limit is tested in transactions.test.ts",
  "oversize-1100k": "the same, and more than this chain reads",
  "oversize-2300k": "the same, and more than this chain reads",
  "mainnet-props-body-65300": "its request was not kept; its size is computed in recorded-transactions.test.ts",
  "mainnet-props-body-66000": "its request was not kept",
  "mainnet-props-body-200000": "its request was not kept",
  "mainnet-props-body-utf8-22000": "its request was not kept",
  "rpc-unknown-api": "a node alone has no bridge, this one stands for the whole stack",
  "rpc-get-content": "a node alone has no get_content, this one stands for the whole stack",
  "rpc-get-content-replies": "a node alone has no get_content_replies, this one stands for the whole stack",
};
