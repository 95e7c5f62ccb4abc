import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { devPublicKey } from "../../src/devnet/dev-key.ts";
import { call } from "./call.ts";
import { accountOf, createPeopled, refusalOf as refused } from "./operations.ts";

let devnet: Devnet;

beforeEach(async () => {
  devnet = await createPeopled();
});
afterEach(() => devnet.close());

function refusalOf(account: string, ...operations: readonly WireOperation[]): string | undefined {
  return refused(devnet, account, ...operations);
}

const account = (name: string) => accountOf(devnet, name);

type Pairs = readonly (readonly [string, number])[];

function authority(keys: readonly string[], accounts: Pairs = [], threshold = 1): object {
  return { weight_threshold: threshold, account_auths: accounts, key_auths: keys.map((key) => [key, 1]) };
}

const keyOf = (name: string, role: "owner" | "active" | "posting" | "memo" = "posting"): string =>
  devPublicKey(name, role, "STM");

describe("a new account", () => {
  const create = (fields: Record<string, unknown> = {}): WireOperation => [
    "account_create",
    {
      fee: "3.000 HIVE",
      creator: "bob",
      new_account_name: "newbie",
      owner: authority([keyOf("newbie", "owner")]),
      active: authority([keyOf("newbie", "active")]),
      posting: authority([keyOf("newbie")]),
      memo_key: keyOf("newbie", "memo"),
      json_metadata: "",
      ...fields,
    },
  ];

  test("costs exactly the fee, which is burned, and begins without stake", async () => {
    expect(refusalOf("bob", create({ fee: "2.999 HIVE" }))).toContain(
      'Must pay the exact account creation fee. paid: {"amount":"2999","precision":3,"nai":"@@000000021"} fee: {"amount":"3000"',
    );
    expect(refusalOf("bob", create())).toBeUndefined();
    expect(refusalOf("bob", create({ memo_key: keyOf("bob", "memo") }))).toContain("Account newbie already exists.");
    devnet.mine();
    expect(await account("bob")).toMatchObject({ balance: "97.000 HIVE" });
    expect(await account("newbie")).toMatchObject({
      recovery_account: "bob",
      vesting_shares: "0.000000 VESTS",
      posting: authority([keyOf("newbie")]),
    });
    const { result } = await call(devnet.url, "condenser_api.get_account_history", ["newbie", -1, 10]);
    expect((result as [number, { op: unknown }][]).map(([, { op }]) => (op as [string])[0])).toEqual([
      "account_create",
      "account_created",
    ]);
    expect(refusalOf("newbie", ["custom_json", { required_posting_auths: ["newbie"], id: "hi", json: "{}" }])).toBe(
      undefined,
    );
  });

  test("cannot be made by who has no money, or of authorities of nobody", () => {
    expect(refusalOf("bob", create({ posting: authority([], [["nobody", 1]]) }))).toContain(
      "New posting authority on account newbie references non-existing account nobody",
    );
    devnet.broadcastAs("bob", [["transfer", { from: "bob", to: "carol", amount: "98.000 HIVE", memo: "" }]]);
    expect(refusalOf("bob", create())).toContain("Account bob does not have sufficient funds");
  });
});

describe("a claimed account", () => {
  const claim = (fee: string): WireOperation => ["claim_account", { creator: "bob", fee, extensions: [] }];
  const create = (name: string): WireOperation => [
    "create_claimed_account",
    {
      creator: "bob",
      new_account_name: name,
      owner: authority([keyOf(name, "owner")]),
      active: authority([keyOf(name, "active")]),
      posting: authority([keyOf(name)]),
      memo_key: keyOf(name, "memo"),
      json_metadata: "",
      extensions: [],
    },
  ];

  test("is paid for first and made later, once for each payment", async () => {
    expect(refusalOf("bob", create("newbie"))).toContain("bob has no claimed accounts to create");
    expect(refusalOf("bob", claim("2.000 HIVE"))).toContain("(or zero if subsidy is to be used). paid: 2000 fee: ");
    expect(refusalOf("bob", claim("101.000 HIVE"))).toContain("Insufficient balance to create account.");
    expect(refusalOf("bob", claim("0.000 HIVE"))).toContain("There are not enough subsidized accounts to claim");
    expect(refusalOf("bob", claim("3.000 HIVE"))).toBeUndefined();
    devnet.mine();
    expect(await account("bob")).toMatchObject({ balance: "97.000 HIVE", pending_claimed_accounts: 1 });
    expect(refusalOf("bob", create("alice"))).toContain("Account alice already exists.");
    expect(refusalOf("bob", create("newbie"))).toBeUndefined();
    expect(refusalOf("bob", create("another"))).toContain("bob has no claimed accounts to create");
    devnet.mine();
    expect(await account("bob")).toMatchObject({ balance: "97.000 HIVE", pending_claimed_accounts: 0 });
    expect(await account("newbie")).toMatchObject({ recovery_account: "bob", posting: authority([keyOf("newbie")]) });
  });
});

describe("an account's authorities", () => {
  const update = (fields: Record<string, unknown>): WireOperation => [
    "account_update2",
    { account: "bob", json_metadata: "", posting_json_metadata: "", extensions: [], ...fields },
  ];

  test("name accounts that exist, by names that can be, and at most forty members", () => {
    const posting = (accounts: Pairs): WireOperation => update({ posting: authority([keyOf("bob")], accounts) });
    expect(refusalOf("bob", posting([["nobody", 1]]))).toContain(
      "a != nullptr: New posting authority on account bob references non-existing account nobody",
    );
    expect(refusalOf("bob", posting([["X", 1]]))).toContain("is_valid_account_name( item.first ): ");
    const many = Array.from({ length: 40 }, (_, index) => [`person-${index}`, 1] as const);
    expect(refusalOf("bob", posting(many))).toContain("Authority membership exceeded. Max: 40 Current: 41");
  });

  test("are kept in order, whatever order they came in", async () => {
    const keys = [keyOf("alice"), keyOf("bob"), keyOf("carol")];
    const accounts: Pairs = [
      ["carol", 1],
      ["alice", 1],
    ];
    expect(refusalOf("bob", update({ posting: authority(keys, accounts, 9) }))).toBeUndefined();
    expect(refusalOf("bob", update({ active: authority(keys.toReversed()) }))).toBeUndefined();
    devnet.mine();
    const bob = await account("bob");
    const [posting, active] = [bob["posting"], bob["active"]] as [
      { account_auths: Pairs; key_auths: Pairs },
      { key_auths: Pairs },
    ];
    expect(posting.account_auths.map(([name]) => name)).toEqual(["alice", "carol"]);
    expect(posting.key_auths).toEqual(active.key_auths);
  });

  test("of the owner change twice an hour at most", () => {
    const change = (): string | undefined => refusalOf("bob", update({ owner: authority([keyOf("bob", "owner")]) }));
    expect(change()).toBeUndefined();
    devnet.mine();
    expect(change()).toBeUndefined();
    devnet.mine();
    expect(change()).toContain("Owner authority can only be updated twice an hour.");
    devnet.advance(3_600);
    expect(change()).toBeUndefined();
  });

  test("change by the older operation too, with the active key even for the posting authority", async () => {
    const old: WireOperation = [
      "account_update",
      { account: "bob", posting: authority([keyOf("carol")]), memo_key: keyOf("carol", "memo"), json_metadata: "" },
    ];
    expect(refusalOf("bob", old)).toBeUndefined();
    devnet.mine();
    expect(await account("bob")).toMatchObject({
      posting: authority([keyOf("carol")]),
      memo_key: keyOf("carol", "memo"),
    });
  });
});

describe("votes for witnesses", () => {
  const voteFor = (witness: string, approve: boolean): string | undefined =>
    refusalOf("bob", ["account_witness_vote", { account: "bob", witness, approve }]);
  const lend = (account: string, proxy: string): string | undefined =>
    refusalOf(account, ["account_witness_proxy", { account, proxy }]);

  test("are given once and taken back once", async () => {
    expect(voteFor("initminer", false)).toContain("Vote doesn't exist");
    expect(voteFor("initminer", true)).toBeUndefined();
    expect(voteFor("initminer", true)).toContain("Vote currently exists");
    expect(voteFor("carol", true)).toContain("unknown key: carol");
    devnet.mine();
    expect(await account("bob")).toMatchObject({ witness_votes: ["initminer"], witnesses_voted_for: 1 });
    expect(voteFor("initminer", false)).toBeUndefined();
  });

  test("are another's business while there is a proxy, and proxies make no circle", async () => {
    expect(lend("bob", "")).toContain("account.has_proxy(): Proxy must change.");
    expect(lend("bob", "carol")).toBeUndefined();
    expect(lend("bob", "carol")).toContain("account.get_proxy() != new_proxy.get_id(): Proxy must change.");
    expect(lend("carol", "bob")).toContain("This proxy would create a proxy loop.");
    expect(voteFor("initminer", true)).toContain("A proxy is currently set");
    devnet.mine();
    expect(await account("bob")).toMatchObject({ proxy: "carol" });
    expect(lend("bob", "")).toBeUndefined();
  });
});
