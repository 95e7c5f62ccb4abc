import { createWaxFoundation, type IWaxBaseInterface } from "@hiveio/wax";
import { beforeAll, describe, expect, test } from "vitest";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import { NodeError } from "../../src/devnet/node-error.ts";
import { bindOperation } from "../../src/devnet/rules/rules.ts";

// wax is the chain's own C++: what it says of an operation by itself, hived says too, in the same words. Left out is what
// is about JSON, since wax writes to the console then, and a custom_json without accounts, which hived 1.28 tells otherwise.
let wax: IWaxBaseInterface;

beforeAll(async () => {
  wax = await createWaxFoundation({ chainId: "0".repeat(64) });
});

interface Refusal {
  readonly name: string;
  readonly stack: readonly [{ readonly format: string; readonly data: Readonly<Record<string, unknown>> }];
  readonly extension: { readonly assertion_expression?: string };
  readonly assert_hash?: string;
}

function accordingToWax(operation: WireOperation): string {
  const json = {
    ref_block_num: 1,
    ref_block_prefix: 1,
    expiration: "2026-11-22T12:45:15",
    operations: [operation],
    extensions: [],
    signatures: [],
  };
  try {
    wax.createTransactionFromLegacyJson(json).validate();
    return "fine";
  } catch (error) {
    const { message } = error as Error;
    return wordsOf(JSON.parse(message.slice(message.indexOf("{"))) as Refusal);
  }
}

function accordingToUs(operation: WireOperation): string {
  try {
    bindOperation(operation).validate();
    return "fine";
  } catch (error) {
    if (!(error instanceof NodeError)) throw error;
    return wordsOf(error.data as Refusal);
  }
}

function wordsOf({ name, stack: [{ format }], extension, assert_hash: hash }: Refusal): string {
  return [name, extension.assertion_expression, format, hash].join(" | ");
}

const key = "STM6LLegbAgLAy28EHrffBVuANFWcFgmqRMW13wBmTExqFE9SCkg4";
const authority = { weight_threshold: 1, account_auths: [], key_auths: [[key, 1]] };
const authorityOfX = { ...authority, account_auths: [["X", 1]] };
const many = Array.from({ length: 128 }, (_, index) => ({
  account: `acc-${String(index).padStart(3, "0")}`,
  weight: 1,
}));

/** An operation of a kind that is fine, as a function of what is to be different. */
function kind(name: string, defaults: Record<string, unknown>): (fields?: Record<string, unknown>) => WireOperation {
  return (fields = {}) => [name, { ...defaults, ...fields }];
}

const comment = kind("comment", {
  parent_author: "",
  parent_permlink: "t",
  author: "alice",
  permlink: "p",
  title: "t",
  body: "b",
  json_metadata: "",
});
const vote = kind("vote", { voter: "alice", author: "bob", permlink: "x", weight: 100 });
const options = kind("comment_options", {
  author: "alice",
  permlink: "p",
  max_accepted_payout: "1.000 HBD",
  percent_hbd: 10_000,
  allow_votes: true,
  allow_curation_rewards: true,
  extensions: [],
});
const shares = (...beneficiaries: readonly unknown[]): WireOperation =>
  options({ extensions: [[0, { beneficiaries }]] });
const transfer = kind("transfer", { from: "alice", to: "bob", amount: "1.000 HIVE", memo: "" });
const create = kind("account_create", {
  fee: "3.000 HIVE",
  creator: "alice",
  new_account_name: "bobby",
  owner: authority,
  active: authority,
  posting: authority,
  memo_key: key,
  json_metadata: "",
});
const claimAccount = kind("claim_account", { creator: "alice", fee: "3.000 HIVE", extensions: [] });
const createClaimed = kind("create_claimed_account", {
  creator: "alice",
  new_account_name: "bobby",
  owner: authority,
  active: authority,
  posting: authority,
  memo_key: key,
  json_metadata: "",
  extensions: [],
});
const cancel = kind("cancel_transfer_from_savings", { from: "alice", request_id: 1 });
const update2 = kind("account_update2", {
  account: "alice",
  json_metadata: "",
  posting_json_metadata: "",
  extensions: [],
});
const update = kind("account_update", { account: "alice", memo_key: key, json_metadata: "" });
const claim = kind("claim_reward_balance", {
  account: "alice",
  reward_hive: "0.000 HIVE",
  reward_hbd: "0.000 HBD",
  reward_vests: "1.000000 VESTS",
});
const delegate = kind("delegate_vesting_shares", {
  delegator: "alice",
  delegatee: "bob",
  vesting_shares: "1.000000 VESTS",
});
const powerUp = kind("transfer_to_vesting", { from: "alice", to: "", amount: "1.000 HIVE" });
const powerDown = kind("withdraw_vesting", { account: "alice", vesting_shares: "1.000000 VESTS" });
const save = kind("transfer_to_savings", { from: "alice", to: "bob", amount: "1.000 HBD", memo: "" });
const unsave = kind("transfer_from_savings", {
  from: "alice",
  request_id: 1,
  to: "bob",
  amount: "1.000 HBD",
  memo: "",
});
const proxy = kind("account_witness_proxy", { account: "alice", proxy: "bob" });
const witness = kind("account_witness_vote", { account: "alice", witness: "bob", approve: true });
const remove = kind("delete_comment", { author: "alice", permlink: "p" });
const note = kind("custom_json", { required_auths: [], required_posting_auths: ["alice"], id: "x", json: "{}" });

const names = ["", "ab", "Abc", "ab.cde", "abc.", ".abc", "a-b", "ab-", "1ab", "abc.1bc", "ab_c", "abcdefghijklmnop"];
const operations: readonly WireOperation[] = [
  ...[comment, vote, options, transfer, create, update, update2, claim, delegate, powerUp, powerDown].map((one) =>
    one(),
  ),
  ...[save, unsave, cancel, proxy, witness, remove, note, claimAccount, createClaimed].map((one) => one()),
  ...[...names, "abcdefghijklmnopq"].map((author) => comment({ author })),
  comment({ parent_author: "Bob" }),
  comment({ title: "t".repeat(256) }),
  comment({ title: "é".repeat(128) }),
  comment({ body: "" }),
  comment({ permlink: "p".repeat(256) }),
  comment({ permlink: "Not lower" }),
  comment({ parent_permlink: "p".repeat(256) }),
  ...[10_000, -10_000, 10_001, -10_001, 32_768, -32_768, 70_000, 1.5].map((weight) => vote({ weight })),
  vote({ voter: "x" }),
  vote({ author: "x", weight: 10_001 }),
  ...[10_001, -1, 65_537].map((percent) => options({ percent_hbd: percent })),
  options({ max_accepted_payout: "1.000 HIVE" }),
  options({ max_accepted_payout: "-1.000 HBD" }),
  shares(),
  shares(...many),
  shares(...many.slice(1)),
  shares({ account: "bob", weight: 10_001 }),
  shares({ account: "amy", weight: 1 }, { account: "bob", weight: 10_001 }),
  shares({ account: "amy", weight: 5_001 }, { account: "bob", weight: 5_000 }),
  shares({ account: "bob", weight: 1 }, { account: "amy", weight: 1 }),
  shares({ account: "bob", weight: 1 }, { account: "bob", weight: 1 }),
  shares({ account: "bob", weight: 0 }),
  shares({ account: "x", weight: 10_001 }),
  ...["0.000 HIVE", "-1.000 HIVE", "1.000000 VESTS"].map((amount) => transfer({ amount })),
  transfer({ from: "x", to: "y" }),
  transfer({ memo: "m".repeat(2047) }),
  transfer({ memo: "m".repeat(2048) }),
  create({ fee: "1.000 HBD" }),
  create({ fee: "-1.000 HIVE" }),
  create({ new_account_name: "x" }),
  create({ creator: "x" }),
  create({ owner: authorityOfX }),
  create({ active: authorityOfX }),
  claimAccount({ creator: "x" }),
  ...["1.000 HBD", "-1.000 HIVE", "0.000 HIVE", "1000000.000 HIVE", "1000000.001 HIVE"].map((fee) =>
    claimAccount({ fee }),
  ),
  createClaimed({ creator: "x" }),
  createClaimed({ new_account_name: "x" }),
  createClaimed({ owner: authorityOfX }),
  createClaimed({ posting: authorityOfX }),
  createClaimed({
    posting: { ...authority, account_auths: Array.from(many.slice(40), ({ account }) => [account, 1]) },
  }),
  cancel({ from: "x" }),
  update2({ account: "x" }),
  update2({ posting: authorityOfX }),
  claim({ reward_vests: "0.000000 VESTS" }),
  claim({ reward_hive: "1.000 HBD" }),
  claim({ reward_hbd: "1.000 HIVE" }),
  claim({ reward_vests: "1.000 HIVE" }),
  claim({ reward_hive: "-1.000 HIVE", reward_hbd: "-1.000 HBD", reward_vests: "-1.000000 VESTS" }),
  claim({ reward_hive: "-1.000 HIVE" }),
  claim({ account: "x" }),
  delegate({ delegatee: "alice" }),
  delegate({ vesting_shares: "1.000 HIVE" }),
  delegate({ vesting_shares: "-1.000000 VESTS" }),
  ...["1.000 HBD", "0.000 HIVE", "1.000000 VESTS"].map((amount) => powerUp({ amount })),
  powerUp({ to: "x" }),
  powerDown({ vesting_shares: "1.000 HIVE" }),
  powerDown({ vesting_shares: "-1.000000 VESTS" }),
  ...["0.000 HIVE", "1.000000 VESTS"].flatMap((amount) => [save({ amount }), unsave({ amount })]),
  save({ memo: "m".repeat(2048) }),
  unsave({ memo: "m".repeat(2048) }),
  proxy({ proxy: "alice" }),
  proxy({ proxy: "" }),
  proxy({ proxy: "x" }),
  witness({ witness: "x" }),
  remove({ author: "x", permlink: "p".repeat(256) }),
  remove({ author: "x" }),
  note({ required_posting_auths: ["X"] }),
  note({ id: "i".repeat(33) }),
];

describe("an operation by itself", () => {
  test.for(operations.map((operation) => [JSON.stringify(operation).slice(0, 140), operation] as const))(
    "%s",
    ([, operation]) => {
      expect(accordingToUs(operation)).toBe(accordingToWax(operation));
    },
  );
});
