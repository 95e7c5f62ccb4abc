import { Client, PrivateKey, type Transaction } from "@hiveio/dhive";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { refBlockOf } from "../../src/chain/wire/block-id.ts";
import { transactionId } from "../../src/chain/wire/serialize.ts";
import type { WireOperation, WireTransaction } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { refusalOf } from "./operations.ts";

let devnet: Devnet;
beforeAll(async () => {
  devnet = await createDevnet({
    interval: "manual",
    assets: "testnet",
    addressPrefix: "TST",
    accounts: [{ name: "alice" }, { name: "bob" }],
  });
});
afterAll(() => devnet.close());

const pay = (amount: string, memo = ""): WireOperation => ["transfer", { from: "alice", to: "bob", amount, memo }];

async function answer(method: string, params: unknown): Promise<Record<string, unknown>> {
  return (await call(devnet.url, method, params)).result as Record<string, unknown>;
}

describe("a chain with a testnet's names", () => {
  it("knows TESTS, TBD and VESTS, and neither HIVE nor HBD", () => {
    expect(refusalOf(devnet, "alice", pay("1.000 TESTS"))).toBeUndefined();
    expect(refusalOf(devnet, "alice", pay("1.000 TBD"))).toBeUndefined();
    expect(refusalOf(devnet, "alice", pay("1.000000 VESTS"))).toContain("Transfer of vesting is not allowed");
    expect(refusalOf(devnet, "alice", pay("1.000 HIVE"))).toContain("Cannot parse asset symbol");
    expect(refusalOf(devnet, "alice", pay("1.000 HBD"))).toContain("Cannot parse asset symbol");
    devnet.mine();
  });

  it("takes dhive's transactions, whose bytes spell the symbol", async () => {
    const client = new Client(devnet.url, { chainId: devnet.chainId, addressPrefix: "TST" });
    const key = PrivateKey.fromString(devnet.keyOf("alice", "active"));
    const fields = { from: "alice", to: "bob", memo: "1.000 HIVE" };
    const { id } = await client.broadcast.transfer({ ...fields, amount: "0.005 TESTS" }, key);
    devnet.mine();
    const block = await answer("condenser_api.get_block", [devnet.head().number]);
    expect(block["transaction_ids"]).toContain(id);
    expect(block["transactions"]).toMatchObject([{ operations: [["transfer", { ...fields, amount: "0.005 TESTS" }]] }]);
  });

  it("writes the names wherever hived writes amounts as text, and numbers elsewhere", async () => {
    devnet.broadcastAs("alice", [pay("0.002 TBD", "9.000 TBD")]);
    devnet.mine();
    const number = devnet.head().number;
    const happened = await answer("condenser_api.get_ops_in_block", [number, false]);
    expect(JSON.stringify(happened)).toContain('"amount":"0.002 TBD"');
    expect(await answer("condenser_api.get_accounts", [["bob"]])).toMatchObject([
      { balance: expect.stringMatching(/^\d+\.\d{3} TESTS$/), hbd_balance: expect.stringMatching(/ TBD$/) },
    ]);
    expect(await answer("condenser_api.get_dynamic_global_properties", [])).toMatchObject({
      virtual_supply: expect.stringMatching(/ TESTS$/),
      current_hbd_supply: expect.stringMatching(/ TBD$/),
      total_vesting_shares: expect.stringMatching(/ VESTS$/),
    });
    expect(await answer("block_api.get_block", { block_num: number })).toMatchObject({
      block: { transactions: [{ operations: [{ value: { amount: { amount: "2", nai: "@@000000013" } } }] }] },
    });
  });

  it("has keys that begin as it was told, and says so", async () => {
    expect(await answer("condenser_api.get_config", [])).toMatchObject({
      HIVE_ADDRESS_PREFIX: "TST",
      HIVE_SYMBOL: "TESTS",
      HIVE_MIN_PAYOUT_HBD: "0.020 TBD",
    });
    expect(await answer("database_api.get_config", {})).toMatchObject({
      HIVE_SYMBOL: { nai: "@@000000021" },
      HIVE_MIN_PAYOUT_HBD: { amount: "20", precision: 3, nai: "@@000000013" },
    });
    const [bob] = (await answer("condenser_api.get_accounts", [["bob"]])) as unknown as { memo_key: string }[];
    expect(bob?.memo_key).toMatch(/^TST/);
  });
});

test("a chain that was told nothing knows HIVE and HBD, and neither TESTS nor TBD", async () => {
  await using other = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }, { name: "bob" }] });
  expect(refusalOf(other, "alice", pay("1.000 HIVE"))).toBeUndefined();
  expect(refusalOf(other, "alice", pay("1.000 TESTS"))).toContain("Cannot parse asset symbol");
  await expect(createDevnet({ addressPrefix: "hive" })).rejects.toThrow("three capital letters");
  await expect(createDevnet({ assets: "TESTS" as never })).rejects.toThrow('"mainnet" or as on a "testnet"');
});

test("broadcasting and waiting for the block is answered with its place, or with its end", async () => {
  const head = devnet.head();
  const client = new Client(devnet.url, { chainId: devnet.chainId, addressPrefix: "TST" });
  const transaction = (seconds: number): WireTransaction => {
    const expiration = new Date(head.timestamp.getTime() + seconds * 1000).toISOString().slice(0, 19);
    const fields = { ...refBlockOf(head.id), expiration, operations: [pay("0.001 TBD")], extensions: [] };
    const key = PrivateKey.fromString(devnet.keyOf("alice", "active"));
    return client.broadcast.sign(fields as unknown as Transaction, key) as unknown as WireTransaction;
  };
  const method = "condenser_api.broadcast_transaction_synchronous";
  const both = [transaction(60), transaction(1)];
  const waiting = both.map((one) => call(devnet.url, method, [one]));
  for (const one of both) await untilPooled(transactionId(one));
  devnet.mine();
  const [included, expired] = await Promise.all(waiting);
  const block_num = head.number + 1;
  expect(included?.result).toMatchObject({ block_num, trx_num: 0, expired: false, rc_cost: expect.any(Number) });
  expect(expired?.result).toMatchObject({ block_num, trx_num: -1, expired: true, rc_cost: -1 });
  expect(Object.keys(included?.result as object)).toEqual(["id", "block_num", "trx_num", "rc_cost", "expired"]);
  expect((await call(devnet.url, method, [transaction(60)])).error?.message).toContain("Duplicate transaction");
  expect((await call(devnet.url, method, [])).error?.message).toContain("args.size() == 1");
});

async function untilPooled(id: string): Promise<void> {
  const params = { transaction_id: id };
  for (let attempts = 0; attempts < 1000; attempts += 1) {
    if ((await answer("transaction_status_api.find_transaction", params))["status"] === "within_mempool") return;
  }
  throw new Error("it did not come into the pool");
}
