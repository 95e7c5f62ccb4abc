import type { WireOperation } from "../../../src/chain/wire/wire-transaction.ts";

const key = "STM6LLegbAgLAy28EHrffBVuANFWcFgmqRMW13wBmTExqFE9SCkg4";
const otherKey = "STM5RMtggyziumoDaWhrYEoTmrCDpB5oB6y5hNQLnozMzNzLuMkda";
const authority = (threshold: number): object => ({
  weight_threshold: threshold,
  account_auths: [
    ["bob", 2],
    ["carol", 65_535],
  ],
  key_auths: [
    [otherKey, 1],
    [key, 3],
  ],
});
const keys = { owner: authority(1), active: authority(2), posting: authority(3), memo_key: key };
const escrow = { from: "alice", to: "bob", agent: "carol" };
const price = { base: "0.250 HBD", quote: "1.000 HIVE" };
const title = "Ünïcode 🐝 \n title";

/** At least one of each operation that people sign. */
export const sampleOperations: readonly WireOperation[] = [
  ["vote", { voter: "alice", author: "bob", permlink: "hello", weight: -10_000 }],
  [
    "comment",
    {
      parent_author: "",
      parent_permlink: "hive-167922",
      author: "alice",
      permlink: "hello",
      title,
      body: "x".repeat(20_000),
      json_metadata: '{"app":"skep"}',
    },
  ],
  [
    "comment_options",
    {
      author: "alice",
      permlink: "hello",
      max_accepted_payout: "0.000 HBD",
      percent_hbd: 10_000,
      allow_votes: true,
      allow_curation_rewards: false,
      extensions: [[0, { beneficiaries: [{ account: "bob", weight: 500 }] }]],
    },
  ],
  [
    "comment_options",
    {
      author: "alice",
      permlink: "hello",
      max_accepted_payout: "1000000.000 HBD",
      percent_hbd: 0,
      allow_votes: false,
      allow_curation_rewards: true,
      extensions: [],
    },
  ],
  ["delete_comment", { author: "alice", permlink: "hello" }],
  ["custom_json", { required_auths: ["alice"], required_posting_auths: [], id: "follow", json: "[1]" }],
  ["custom_json", { required_auths: [], required_posting_auths: ["alice", "bob"], id: "", json: "{}" }],
  ["custom", { required_auths: ["alice"], id: 65_535, data: "00ff" }],
  ["transfer", { from: "alice", to: "bob", amount: "9000000000000.001 HIVE", memo: "1.000 HIVE" }],
  ["transfer", { from: "alice", to: "bob", amount: "0.001 HBD", memo: "" }],
  ["transfer_to_vesting", { from: "alice", to: "", amount: "1.000 HIVE" }],
  ["withdraw_vesting", { account: "alice", vesting_shares: "337000000000.123457 VESTS" }],
  ["delegate_vesting_shares", { delegator: "alice", delegatee: "bob", vesting_shares: "0.000001 VESTS" }],
  [
    "claim_reward_balance",
    { account: "alice", reward_hive: "0.000 HIVE", reward_hbd: "1.234 HBD", reward_vests: "99.000000 VESTS" },
  ],
  ["account_update2", { account: "alice", json_metadata: "", posting_json_metadata: '{"profile":{}}', extensions: [] }],
  ["account_update2", { account: "alice", ...keys, json_metadata: "", posting_json_metadata: "", extensions: [] }],
  [
    "account_update2",
    { account: "alice", active: authority(1), json_metadata: "{}", posting_json_metadata: "", extensions: [] },
  ],
  ["account_update", { account: "alice", posting: authority(1), memo_key: key, json_metadata: "" }],
  ["account_create", { fee: "3.000 HIVE", creator: "alice", new_account_name: "dora", ...keys, json_metadata: "" }],
  [
    "create_claimed_account",
    { creator: "alice", new_account_name: "dora", ...keys, json_metadata: "", extensions: [] },
  ],
  [
    "account_create_with_delegation",
    {
      fee: "3.000 HIVE",
      delegation: "1.000000 VESTS",
      creator: "alice",
      new_account_name: "dora",
      ...keys,
      json_metadata: "",
      extensions: [],
    },
  ],
  ["claim_account", { creator: "alice", fee: "0.000 HIVE", extensions: [] }],
  ["account_witness_vote", { account: "alice", witness: "bob", approve: true }],
  ["account_witness_proxy", { account: "alice", proxy: "" }],
  ["convert", { owner: "alice", requestid: 4_294_967_295, amount: "1.000 HBD" }],
  ["collateralized_convert", { owner: "alice", requestid: 1, amount: "1.000 HIVE" }],
  ["feed_publish", { publisher: "alice", exchange_rate: price }],
  [
    "limit_order_create",
    {
      owner: "alice",
      orderid: 1,
      amount_to_sell: "1.000 HIVE",
      min_to_receive: "0.250 HBD",
      fill_or_kill: false,
      expiration: "2026-01-02T03:04:05",
    },
  ],
  [
    "limit_order_create2",
    {
      owner: "alice",
      orderid: 1,
      amount_to_sell: "1.000 HBD",
      exchange_rate: { base: "1.000 HBD", quote: "4.000 HIVE" },
      fill_or_kill: true,
      expiration: "2026-01-02T03:04:05",
    },
  ],
  ["limit_order_cancel", { owner: "alice", orderid: 1 }],
  [
    "request_account_recovery",
    { recovery_account: "alice", account_to_recover: "bob", new_owner_authority: authority(1), extensions: [] },
  ],
  [
    "recover_account",
    {
      account_to_recover: "alice",
      new_owner_authority: authority(1),
      recent_owner_authority: authority(2),
      extensions: [],
    },
  ],
  ["change_recovery_account", { account_to_recover: "alice", new_recovery_account: "bob", extensions: [] }],
  [
    "escrow_transfer",
    {
      ...escrow,
      hbd_amount: "1.000 HBD",
      hive_amount: "0.000 HIVE",
      escrow_id: 1,
      fee: "0.001 HBD",
      json_meta: "",
      ratification_deadline: "2026-01-02T03:04:05",
      escrow_expiration: "2026-02-02T03:04:05",
    },
  ],
  ["escrow_dispute", { ...escrow, who: "alice", escrow_id: 1 }],
  [
    "escrow_release",
    { ...escrow, who: "alice", receiver: "bob", escrow_id: 1, hbd_amount: "1.000 HBD", hive_amount: "0.000 HIVE" },
  ],
  ["escrow_approve", { ...escrow, who: "carol", escrow_id: 1, approve: true }],
  ["transfer_to_savings", { from: "alice", to: "alice", amount: "1.000 HBD", memo: "save" }],
  ["transfer_from_savings", { from: "alice", request_id: 7, to: "alice", amount: "1.000 HBD", memo: "" }],
  ["cancel_transfer_from_savings", { from: "alice", request_id: 7 }],
  ["set_withdraw_vesting_route", { from_account: "alice", to_account: "bob", percent: 10_000, auto_vest: true }],
  ["decline_voting_rights", { account: "alice", decline: true }],
  [
    "create_proposal",
    {
      creator: "alice",
      receiver: "bob",
      start_date: "2026-01-02T03:04:05",
      end_date: "2026-02-02T03:04:05",
      daily_pay: "10.000 HBD",
      subject: "subject",
      permlink: "hello",
      extensions: [],
    },
  ],
  ["update_proposal_votes", { voter: "alice", proposal_ids: [0, 255, 256, 70_000], approve: true, extensions: [] }],
  ["remove_proposal", { proposal_owner: "alice", proposal_ids: [3], extensions: [] }],
  [
    "update_proposal",
    {
      proposal_id: 3,
      creator: "alice",
      daily_pay: "9.000 HBD",
      subject: "subject",
      permlink: "hello",
      extensions: [[1, { end_date: "2026-02-01T00:00:00" }]],
    },
  ],
  [
    "recurrent_transfer",
    {
      from: "alice",
      to: "bob",
      amount: "1.000 HIVE",
      memo: "",
      recurrence: 24,
      executions: 2,
      extensions: [[1, { pair_id: 3 }]],
    },
  ],
];
