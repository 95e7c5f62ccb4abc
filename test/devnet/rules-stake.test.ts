import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { accountOf, createPeopled, refusalOf as refused, reply, vote } from "./operations.ts";

const day = 86_400;

let devnet: Devnet;

beforeEach(async () => {
  devnet = await createPeopled();
});
afterEach(() => devnet.close());

function refusalOf(account: string, ...operations: readonly WireOperation[]): string | undefined {
  return refused(devnet, account, ...operations);
}

const account = (name: string) => accountOf(devnet, name);

async function happened(name: string): Promise<readonly unknown[]> {
  const { result } = await call(devnet.url, "condenser_api.get_account_history", [name, -1, 1000]);
  return (result as readonly [number, { op: readonly unknown[] }][]).map(([, { op }]) => op);
}

const asset = (amount: string): string => `{"amount":"${amount}","precision":6,"nai":"@@000000037"}`;

describe("a delegation", () => {
  const delegate = (vests: string, delegatee = "poor"): string | undefined =>
    refusalOf("bob", [
      "delegate_vesting_shares",
      { delegator: "bob", delegatee, vesting_shares: `${vests}.000000 VESTS` },
    ]);

  test("is at least what a third of the creation fee buys, and changes by at least a thirtieth", () => {
    expect(delegate("1681")).toContain(`Account must delegate a minimum of ${asset("1681635402")}`);
    expect(delegate("0")).toContain("Account must delegate a minimum of");
    expect(delegate("5000")).toBeUndefined();
    expect(delegate("5000")).toContain(
      `delta >= min_update && "Wrong increase": Hive Power increase is not enough of a difference. min_update: ${asset("168163540")}`,
    );
    expect(delegate("5100")).toContain('"Wrong increase"');
    expect(delegate("4900")).toContain('delta >= min_update && "Wrong decrease"');
    expect(delegate("1000")).toContain("Delegation must be removed or leave minimum delegation amount of");
    expect(delegate("0")).toBeUndefined();
    expect(delegate("0")).toContain("Account must delegate a minimum of");
  });

  test("cannot be of what votes or downvotes have used up", () => {
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    expect(delegate("99000000")).toContain(
      `available_shares >= op.vesting_shares: Account bob does not have enough mana to delegate. required: ${asset("99000000000000")} available: ${asset("98000000000000")}`,
    );
    devnet.broadcastAs("carol", [vote("carol", -10_000)]);
    expect(
      refusalOf("carol", [
        "delegate_vesting_shares",
        { delegator: "carol", delegatee: "poor", vesting_shares: "93000000.000000 VESTS" },
      ]),
    ).toContain(
      `available_downvote_shares >= op.vesting_shares: Account carol does not have enough downvote mana to delegate. required: ${asset("93000000000000")} available: ${asset("92000000000003")}`,
    );
  });

  test("is back with its owner five days after it was taken back, and the history says so", async () => {
    delegate("5000");
    devnet.mine();
    delegate("0");
    devnet.mine();
    expect(await account("poor")).toMatchObject({ received_vesting_shares: "0.000000 VESTS" });
    expect(await account("bob")).toMatchObject({ delegated_vesting_shares: "5000.000000 VESTS" });
    devnet.advance(5 * day - 6);
    expect(await account("bob")).toMatchObject({ delegated_vesting_shares: "5000.000000 VESTS" });
    devnet.mine(2);
    expect(await account("bob")).toMatchObject({
      delegated_vesting_shares: "0.000000 VESTS",
      voting_manabar: { current_mana: 100_000_000_000_000 },
    });
    expect((await happened("bob")).at(-1)).toEqual([
      "return_vesting_delegation",
      { account: "bob", vesting_shares: "5000.000000 VESTS" },
    ]);
  });
});

describe("resource credits", () => {
  const credits = async (name: string): Promise<number> => {
    const { result } = await call(devnet.url, "rc_api.find_rc_accounts", { accounts: [name] });
    return (
      (result as { rc_accounts: { rc_manabar: { current_mana: number } }[] }).rc_accounts[0]?.rc_manabar.current_mana ??
      0
    );
  };

  test("come with stake, and what is left of them stays when stake goes, up to the new maximum", async () => {
    devnet.broadcastAs("bob", [
      ["delegate_vesting_shares", { delegator: "bob", delegatee: "poor", vesting_shares: "5000.000000 VESTS" }],
    ]);
    devnet.mine();
    expect(await credits("poor")).toBe(5_399_942_518 + 5_000_000_000);
    devnet.broadcastAs("poor", [reply("poor", { body: "x".repeat(20_000) })]);
    devnet.mine();
    const left = await credits("poor");
    expect(left).toBeLessThan(10_399_942_518 - 3_000_000_000);
    devnet.broadcastAs("bob", [
      ["delegate_vesting_shares", { delegator: "bob", delegatee: "poor", vesting_shares: "0.000000 VESTS" }],
    ]);
    expect(await credits("poor")).toBe(5_399_942_518);
  });

  test("are paid by the account that the first operation is of", async () => {
    const posting = { weight_threshold: 1, account_auths: [["bob", 1]], key_auths: [] };
    devnet.broadcastAs("carol", [
      ["account_update2", { account: "carol", posting, json_metadata: "", posting_json_metadata: "", extensions: [] }],
    ]);
    devnet.mine();
    const [carol, bob] = [await credits("carol"), await credits("bob")];
    const transfer: WireOperation = ["transfer", { from: "bob", to: "alice", amount: "1.000 HIVE", memo: "" }];
    devnet.broadcastAs("bob", [vote("carol", 100), transfer]);
    expect(await credits("bob")).toBe(bob);
    expect(await credits("carol")).toBeLessThan(carol);
  });
});

describe("powering up", () => {
  test("turns HIVE into stake and mana, one's own or another's", async () => {
    expect(refusalOf("bob", ["transfer_to_vesting", { from: "bob", to: "", amount: "10.000 HIVE" }])).toBeUndefined();
    expect(
      refusalOf("bob", ["transfer_to_vesting", { from: "bob", to: "poor", amount: "1.000 HIVE" }]),
    ).toBeUndefined();
    expect(refusalOf("bob", ["transfer_to_vesting", { from: "bob", to: "poor", amount: "90.000 HIVE" }])).toContain(
      "Account bob does not have sufficient funds for balance adjustment.",
    );
    devnet.mine();
    expect(await account("bob")).toMatchObject({
      balance: "89.000 HIVE",
      vesting_shares: "100016816.354029 VESTS",
      voting_manabar: { current_mana: 100_016_816_354_029 },
    });
    expect(await account("poor")).toMatchObject({ vesting_shares: "1681.635402 VESTS" });
    expect((await happened("poor")).slice(-2)).toEqual([
      ["transfer_to_vesting", { from: "bob", to: "poor", amount: "1.000 HIVE" }],
      [
        "transfer_to_vesting_completed",
        {
          from_account: "bob",
          to_account: "poor",
          hive_vested: "1.000 HIVE",
          vesting_shares_received: "1681.635402 VESTS",
        },
      ],
    ]);
  });
});

describe("a power down", () => {
  const powerDown = (vests: string): string | undefined =>
    refusalOf("bob", ["withdraw_vesting", { account: "bob", vesting_shares: `${vests}.000000 VESTS` }]);

  test("takes a thirteenth, rounded up, off the stake that votes, until it is stopped", async () => {
    expect(powerDown("100000001")).toContain("Account does not have sufficient Hive Power for withdraw.");
    expect(powerDown("0")).toContain("account.has_active_power_down(): This operation would not change");
    expect(powerDown("-1")).toContain("Cannot withdraw negative VESTS. account: bob, vests:");
    expect(powerDown("26000000")).toBeUndefined();
    expect(powerDown("26000000")).toContain("This operation would not change the vesting withdraw rate.");
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    devnet.mine();
    expect(await account("bob")).toMatchObject({
      vesting_withdraw_rate: "2000000.000000 VESTS",
      to_withdraw: 26_000_000_000_000,
      voting_manabar: { current_mana: 98_000_000_000_000 - 1_960_000_000_000 },
    });
    expect(powerDown("0")).toBeUndefined();
    devnet.mine();
    expect(await account("bob")).toMatchObject({ vesting_withdraw_rate: "0.000000 VESTS", to_withdraw: 0 });
  });
});

describe("savings", () => {
  const withdraw = (id: number, amount: string): string | undefined =>
    refusalOf("bob", ["transfer_from_savings", { from: "bob", request_id: id, to: "carol", amount, memo: "rent" }]);

  test("keep what is taken back before its three days are over", async () => {
    const cancel = (id: number): string | undefined =>
      refusalOf("bob", ["cancel_transfer_from_savings", { from: "bob", request_id: id }]);
    devnet.broadcastAs("bob", [["transfer_to_savings", { from: "bob", to: "bob", amount: "60.000 HBD", memo: "" }]]);
    expect(withdraw(7, "20.000 HBD")).toBeUndefined();
    expect(cancel(8)).toContain("Savings withdraw for `owner` bob and 'request_id' 8 doesn't exist.");
    expect(cancel(7)).toBeUndefined();
    expect(cancel(7)).toContain("_savings_withdraw != nullptr");
    devnet.mine();
    devnet.advance(3 * day);
    expect(await account("bob")).toMatchObject({ savings_hbd_balance: "60.000 HBD", savings_withdraw_requests: 0 });
    expect(await account("carol")).toMatchObject({ hbd_balance: "100.000 HBD" });
  });

  test("are filled at once and emptied after three days", async () => {
    const save = { from: "bob", to: "bob", amount: "60.000 HBD", memo: "" };
    expect(refusalOf("bob", ["transfer_to_savings", save])).toBeUndefined();
    expect(refusalOf("bob", ["transfer_to_savings", save])).toContain("does not have sufficient funds");
    expect(withdraw(1, "60.001 HBD")).toContain("_db.get_savings_balance( from, op.amount.symbol ) >= op.amount: ");
    expect(withdraw(1, "20.000 HBD")).toBeUndefined();
    expect(withdraw(1, "10.000 HBD")).toContain("uniqueness constraint");
    devnet.mine();
    expect(await account("bob")).toMatchObject({
      hbd_balance: "40.000 HBD",
      savings_hbd_balance: "40.000 HBD",
      savings_withdraw_requests: 1,
    });
    devnet.advance(3 * day);
    expect(await account("bob")).toMatchObject({ savings_withdraw_requests: 0 });
    expect(await account("carol")).toMatchObject({ hbd_balance: "120.000 HBD" });
    expect((await happened("carol")).at(-1)).toEqual([
      "fill_transfer_from_savings",
      { from: "bob", to: "carol", amount: "20.000 HBD", request_id: 1, memo: "rent" },
    ]);
  });
});
