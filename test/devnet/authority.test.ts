import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refBlockOf } from "../../src/chain/wire/block-id.ts";
import { privateKeyFromSeed, publicKeyOf } from "../../src/chain/wire/key.ts";
import { signingDigest } from "../../src/chain/wire/serialize.ts";
import { signDigest } from "../../src/chain/wire/sign.ts";
import { wireTime, type WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { addAccount } from "../../src/devnet/genesis.ts";
import { ensureAuthorized } from "../../src/devnet/ledger/authority.ts";
import { createState } from "../../src/devnet/state/chain-state.ts";
import { call, type Answer } from "./call.ts";

type Role = "owner" | "active" | "posting";

const crowd = Array.from({ length: 130 }, (_, index) => `friend-${index}`);
const names = ["alice", "bob", "carol", "dora", "emil", "plain", "boss", ...crowd];

let devnet: Devnet;
let lifetime = 60;
beforeAll(async () => {
  devnet = await createDevnet({ interval: "manual", accounts: names.map((name) => ({ name })) });
});
afterAll(() => devnet.close());

/** Sends operations signed with these keys in WIF. Each time it is another transaction. */
function send(keys: readonly string[], ...operations: readonly WireOperation[]): Promise<Answer> {
  const { id, timestamp } = devnet.head();
  lifetime = lifetime === 3000 ? 60 : lifetime + 1;
  const expiration = wireTime(new Date(timestamp.getTime() + lifetime * 1000));
  const unsigned = { ...refBlockOf(id), expiration, operations, extensions: [], signatures: [] };
  const digest = signingDigest(unsigned, devnet.chainId);
  const signatures = keys.map((key) => signDigest(digest, key));
  return call(devnet.url, "condenser_api.broadcast_transaction", [{ ...unsigned, signatures }]);
}

/** What the node had against it: the name of the exception, or nothing. */
async function refusal(keys: readonly string[], ...operations: readonly WireOperation[]): Promise<string | undefined> {
  const { error } = await send(keys, ...operations);
  devnet.mine();
  return error?.data?.name;
}

const key = (seed: string): string => privateKeyFromSeed(seed);
const dev = (account: string, role: Role = "posting"): string => devnet.keyOf(account, role);

interface Authority {
  readonly threshold?: number;
  readonly accounts?: readonly (readonly [string, number])[];
  readonly keys?: readonly (readonly [string, number])[];
}

/** Gives an account another authority. Keys are named by the seed they are made of. */
async function give(
  account: string,
  role: Role,
  { threshold = 1, accounts = [], keys = [] }: Authority,
): Promise<void> {
  const authority = {
    weight_threshold: threshold,
    account_auths: accounts.toSorted(([a], [b]) => (a < b ? -1 : 1)),
    key_auths: keys.map(([seed, weight]) => [publicKeyOf(key(seed)), weight]),
  };
  const fields = { account, [role]: authority, json_metadata: "", posting_json_metadata: "", extensions: [] };
  const signer = role === "owner" ? dev(account, "owner") : dev(account, "active");
  const { error } = await send([signer], ["account_update2", fields]);
  if (error) throw new Error(error.message);
  devnet.mine();
}

const note = (...accounts: readonly string[]): WireOperation => [
  "custom_json",
  { required_auths: [], required_posting_auths: accounts, id: "test", json: "{}" },
];
const pay = (from: string): WireOperation => ["transfer", { from, to: "plain", amount: "0.001 HIVE", memo: "" }];
const missingPosting = "tx_missing_posting_auth";
const missingActive = "tx_missing_active_auth";

describe("weights", () => {
  it("of several keys add up to the threshold, and what is over it does no harm", async () => {
    const keys = [
      ["one", 1],
      ["two", 2],
      ["three", 3],
    ] as const;
    await give("alice", "posting", { threshold: 3, keys });
    expect(await refusal([key("one")], note("alice"))).toBe(missingPosting);
    expect(await refusal([key("two")], note("alice"))).toBe(missingPosting);
    expect(await refusal([key("one"), key("two")], note("alice"))).toBeUndefined();
    expect(await refusal([key("three")], note("alice"))).toBeUndefined();
    expect(await refusal([key("three"), key("two"), key("one")], note("alice"))).toBeUndefined();
  });

  it("of keys and accounts add up together", async () => {
    await give("alice", "posting", { threshold: 2, keys: [["one", 1]], accounts: [["bob", 1]] });
    expect(await refusal([key("one")], note("alice"))).toBe(missingPosting);
    expect(await refusal([dev("bob")], note("alice"))).toBe(missingPosting);
    expect(await refusal([key("one"), dev("bob")], note("alice"))).toBeUndefined();
  });

  it("may ask for more than there is: then nobody can", async () => {
    await give("alice", "posting", { threshold: 4, keys: [["one", 3]] });
    expect(await refusal([key("one")], note("alice"))).toBe(missingPosting);
  });
});

describe("levels", () => {
  it("do not stand in for each other, neither up nor down", async () => {
    expect(await refusal([dev("plain", "active")], note("plain"))).toBe(missingPosting);
    expect(await refusal([dev("plain", "owner")], note("plain"))).toBe(missingPosting);
    expect(await refusal([dev("plain", "posting")], pay("plain"))).toBe(missingActive);
    expect(await refusal([dev("boss", "owner")], pay("boss"))).toBe(missingActive);
  });

  it("may be mixed in one transaction that has all of their signatures", async () => {
    expect(await refusal([dev("boss", "posting"), dev("boss", "active")], note("boss"), pay("boss"))).toBeUndefined();
    expect(await refusal([dev("boss", "posting")], note("boss"), pay("boss"))).toBe(missingActive);
    expect(await refusal([dev("boss", "active")], note("boss"), pay("boss"))).toBe(missingPosting);
  });

  it("a new owner authority needs the owner key", async () => {
    const authority = { weight_threshold: 1, account_auths: [], key_auths: [[publicKeyOf(key("new")), 1]] };
    const fields = { account: "emil", owner: authority, json_metadata: "", posting_json_metadata: "", extensions: [] };
    expect(await refusal([dev("emil", "active")], ["account_update2", fields])).toBe("tx_missing_owner_auth");
    expect(await refusal([dev("emil", "owner")], ["account_update2", fields])).toBeUndefined();
  });

  it("every account of several must agree", async () => {
    expect(await refusal([dev("plain")], note("boss", "plain"))).toBe(missingPosting);
    expect(await refusal([dev("plain"), dev("boss")], note("boss", "plain"))).toBeUndefined();
  });
});

describe("accounts that an authority names", () => {
  it("act with the same level, up to two steps away and no further", async () => {
    await give("alice", "posting", { accounts: [["bob", 1]] });
    await give("bob", "posting", { accounts: [["carol", 1]] });
    await give("carol", "posting", { accounts: [["dora", 1]], keys: [["carol", 1]] });
    expect(await refusal([key("carol")], note("alice"))).toBeUndefined();
    expect(await refusal([dev("dora")], note("alice"))).toBe(missingPosting);
    expect(await refusal([dev("dora")], note("bob"))).toBeUndefined();
    expect(await refusal([dev("bob", "active")], note("alice"))).toBe(missingPosting);
  });

  it("may name each other in a circle", async () => {
    await give("carol", "posting", { accounts: [["alice", 1]], keys: [["carol", 1]] });
    expect(await refusal([dev("dora")], note("alice"))).toBe(missingPosting);
    expect(await refusal([key("carol")], note("alice"))).toBeUndefined();
  });

  it("act for an owner authority with their active key", async () => {
    await give("dora", "owner", { accounts: [["plain", 1]] });
    const fields = { json_metadata: "", posting_json_metadata: "", extensions: [] };
    const authority = { weight_threshold: 1, account_auths: [], key_auths: [[publicKeyOf(key("new")), 1]] };
    const change: WireOperation = ["account_update2", { account: "dora", owner: authority, ...fields }];
    expect(await refusal([dev("plain", "owner")], change)).toBe("tx_missing_owner_auth");
    expect(await refusal([dev("plain", "active")], change)).toBeUndefined();
  });

  it("count as long as 125 accounts at most were looked at in all", async () => {
    const groups = Array.from({ length: 5 }, (_, group) => crowd.slice(group * 26, group * 26 + 26));
    const leaders = groups.map(([leader = ""]) => leader);
    for (const [leader = "", ...members] of groups)
      await give(leader, "posting", { threshold: 1, accounts: members.map((name) => [name, 1]) });
    await give("boss", "posting", { accounts: leaders.map((name) => [name, 1]) });
    // By name: each leader and 25 members are one visit each, the account itself was the first.
    const order = leaders.toSorted();
    const membersOf = (leader = ""): readonly string[] =>
      (groups.find(([one]) => one === leader) ?? []).slice(1).toSorted();
    const visited = order.flatMap((leader) => [leader, ...membersOf(leader)]);
    const members = new Set(groups.flatMap(([, ...rest]) => rest));
    const visits = visited.map((name, index) => ({ name, visit: index + 2 })).filter(({ name }) => members.has(name));
    const last = visits.findLast(({ visit }) => visit <= 125);
    const first = visits.find(({ visit }) => visit > 125);
    expect(await refusal([dev(last?.name ?? "")], note("boss"))).toBeUndefined();
    expect(await refusal([dev(first?.name ?? "")], note("boss"))).toBe(missingPosting);
  });
});

it("no more than 40 keys and accounts of an authority are looked at, however many there are", () => {
  const state = createState();
  addAccount(state, { name: "alice" }, "STM", 0);
  const alice = state.accounts.find("alice");
  if (!alice) throw new Error("alice was made");
  const keyAuths = Array.from({ length: 41 }, (_, index) => [`key ${index}`, 1] as const);
  state.accounts.set("alice", {
    ...alice,
    posting: { weight_threshold: 1, account_auths: [], key_auths: keyAuths },
  });
  const required = { posting: ["alice"], active: [], owner: [] };
  const signedBy = (one: string) => (): void => {
    ensureAuthorized({ required }, new Set([one]), state);
  };
  expect(signedBy("key 39")).not.toThrow();
  expect(signedBy("key 40")).toThrow("Missing Posting Authority alice");
});
