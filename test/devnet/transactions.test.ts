import { cryptoUtils, PrivateKey, type Transaction } from "@hiveio/dhive";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { call, type Answer } from "./call.ts";

let devnet: Devnet;

beforeEach(async () => {
  devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }, { name: "bob" }] });
  devnet.mine();
});
afterEach(() => devnet.close());

interface Draft {
  readonly account?: string;
  readonly keys?: readonly string[];
  readonly seconds?: number;
  readonly prefix?: number;
  readonly chainId?: string;
  readonly body?: string;
}

/** A signed post by alice, changed as the test wants it. */
function draft({ account = "alice", keys, seconds = 60, prefix, chainId, body = "Text" }: Draft = {}): object {
  const { number, id, timestamp } = devnet.head();
  const fields = { parent_author: "", parent_permlink: "test", author: account, permlink: "p", title: "T", body };
  const transaction = {
    ref_block_num: number & 0xffff,
    ref_block_prefix: prefix ?? Buffer.from(id, "hex").readUInt32LE(4),
    expiration: new Date(timestamp.getTime() + seconds * 1000).toISOString().slice(0, 19),
    operations: [["comment", { ...fields, json_metadata: "" }]],
    extensions: [],
  };
  const signers = (keys ?? [devnet.keyOf(account, "posting")]).map((key) => PrivateKey.fromString(key));
  if (signers.length === 0) return { ...transaction, signatures: [] };
  const id32 = Buffer.from(chainId ?? devnet.chainId, "hex");
  return cryptoUtils.signTransaction(transaction as unknown as Transaction, signers, id32);
}

async function broadcast(transaction: unknown): Promise<Answer> {
  return call(devnet.url, "network_broadcast_api.broadcast_transaction", { trx: transaction, max_block_age: -1 });
}

const missingPosting = {
  code: -32003,
  message:
    "missing required posting authority:s.check_authority( id ): Missing Posting Authority alice" +
    "Transaction failed to validate using both new (hf26) and legacy serialization",
  data: { code: 3_030_000, name: "tx_missing_posting_auth" },
};

test("a transaction signed with the posting key is taken, and the same once more is a duplicate", async () => {
  const transaction = draft();
  expect(await broadcast(transaction)).toMatchObject({ result: {} });
  const duplicate = {
    code: -32003,
    message: "Assert Exception:!is_known_transaction( trx_id ): Duplicate transaction check failed",
    data: { code: 10, name: "assert_exception", assert_hash: "13387939760965089378" },
  };
  expect((await broadcast(transaction)).error).toMatchObject(duplicate);
  devnet.mine();
  expect((await broadcast(transaction)).error).toMatchObject(duplicate);
});

test("an active, owner, memo or foreign key, no key, or the key for another chain does not sign a post", async () => {
  const strangers = [
    [devnet.keyOf("alice", "active")],
    [devnet.keyOf("alice", "owner")],
    [devnet.keyOf("alice", "memo")],
    [devnet.keyOf("bob", "posting")],
    [],
  ];
  for (const keys of strangers) expect((await broadcast(draft({ keys }))).error).toMatchObject(missingPosting);
  expect((await broadcast(draft({ chainId: "ab".repeat(32) }))).error).toMatchObject(missingPosting);
});

test("a body that was changed after signing is refused", async () => {
  const changed: unknown = JSON.parse(JSON.stringify(draft()).replace('"Text"', '"Test"'));
  expect((await broadcast(changed)).error).toMatchObject(missingPosting);
});

test("a superfluous signature does no harm, the same one twice does", async () => {
  const posting = devnet.keyOf("alice", "posting");
  expect((await broadcast(draft({ keys: [posting, posting] }))).error).toMatchObject({ data: { code: 3_060_000 } });
  expect(await broadcast(draft({ keys: [posting, devnet.keyOf("bob", "posting")] }))).toMatchObject({ result: {} });
});

test("an account that does not exist is an error of its own", async () => {
  const { error } = await broadcast(draft({ account: "nobody-here" }));
  expect(error).toMatchObject({ code: -32000, data: { code: 13, name: "N5boost10wrapexceptISt12out_of_rangeEE" } });
  expect(error?.message).toContain("unknown key: nobody-here");
});

test("it must not have expired, nor live for more than a day", async () => {
  const expired = "transaction expiration exception:now < full_transaction->get_runtime_expiration(): ";
  expect((await broadcast(draft({ seconds: -60 }))).error).toMatchObject({
    message: expired,
    data: { code: 4_030_100 },
  });
  expect((await broadcast(draft({ seconds: 0 }))).error).toMatchObject({ message: expired });
  expect((await broadcast(draft({ seconds: 86_401 }))).error).toMatchObject({ data: { code: 4_030_100 } });
  expect(await broadcast(draft({ seconds: 86_400 }))).toMatchObject({ result: {} });
});

test("one that expires before the next block is taken and never gets into it", async () => {
  expect(await broadcast(draft({ seconds: 1 }))).toMatchObject({ result: {} });
  devnet.mine(2);
  const { result } = await call(devnet.url, "block_api.get_block_range", { starting_block_num: 1, count: 100 });
  expect((result as { blocks: { transactions: unknown[] }[] }).blocks.flatMap((block) => block.transactions)).toEqual(
    [],
  );
  expect((await call(devnet.url, "bridge.get_post", { author: "alice", permlink: "p" })).error).toBeDefined();
});

test("it must refer to a block of this chain", async () => {
  expect((await broadcast(draft({ prefix: 12_345 }))).error).toMatchObject({
    message: "transaction tapos exception:trx.ref_block_prefix == tapos_block_summary.block_id._hash[1]: ",
    data: { code: 4_030_200, name: "transaction_tapos_exception" },
  });
});

test("it must fit: 65280 bytes and not one more", async () => {
  const refusal = async (length: number): Promise<string | undefined> =>
    (await broadcast(draft({ body: "x".repeat(length) }))).error?.message;
  const size = Number(/size = (\d+), limit 65280/.exec((await refusal(66_000)) ?? "")?.[1]);
  const fitting = 66_000 - (size - 65_280);
  expect(await refusal(fitting + 1)).toContain("Transaction too large - size = 65281, limit 65280");
  expect(await refusal(fitting)).toBeUndefined();
});

test("a broken signature is named as such", async () => {
  const transaction = draft() as { signatures: string[] };
  const broken = (signature: string): Promise<Answer> => broadcast({ ...transaction, signatures: [signature] });
  expect((await broken("ff".repeat(65))).error?.message).toBe(
    "Assert Exception:is_canonical(c): signature is not canonical",
  );
  expect((await broken("00".repeat(10))).error?.message).toContain("secp256k1_ecdsa_recover");
});

test("parameters of a wrong type are named as such, and what is missing is empty", async () => {
  const network = "network_broadcast_api.broadcast_transaction";
  const condenser = "condenser_api.broadcast_transaction";
  const refusals: readonly (readonly [method: string, params: unknown, code: number, message: string])[] = [
    [network, { trx: "x" }, -32_000, "Bad Cast:Invalid cast from string_type to Object"],
    [network, { trx: { operations: "x" } }, -32_000, "Bad Cast:"],
    [network, { trx: draft(), max_block_age: "x" }, -32_000, "Parse Error:Couldn't parse int64_t"],
    [network, {}, -32_003, "now < full_transaction->get_runtime_expiration()"],
    [network, "x", -32_000, "Bad Cast:Invalid cast from string_type to Object"],
    [condenser, {}, -32_000, "Bad Cast:Invalid cast from object_type to Array"],
    [condenser, [], -32_003, "args.size() == 1: Expected #s argument(s), was 0"],
    [condenser, [draft(), 1], -32_003, "args.size() == 1: Expected #s argument(s), was 2"],
    [condenser, [null], -32_000, "Bad Cast:Invalid cast from null_type to Object"],
  ];
  for (const [method, params, code, message] of refusals) {
    const { error } = await call(devnet.url, method, params);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
  }
  for (const age of [undefined, -1, 0, 1_000_000]) {
    expect(await call(devnet.url, network, { trx: draft(), max_block_age: age })).toMatchObject({ result: {} });
    devnet.mine(2);
  }
});

test("whether a transaction has the signatures it needs can be asked without sending it", async () => {
  const verify = (transaction: object): Promise<Answer> =>
    call(devnet.url, "condenser_api.verify_authority", [transaction]);
  expect(await verify(draft())).toMatchObject({ result: true });
  const { error } = await verify(draft({ keys: [devnet.keyOf("alice", "active")] }));
  expect(error?.message).toBe(
    "missing required posting authority:s.check_authority( id ): Missing Posting Authority alice",
  );
});

test("the NAI form is taken like the legacy one", async () => {
  const { operations, ...rest } = draft() as { operations: [string, object][] };
  const nai = { ...rest, operations: operations.map(([name, value]) => ({ type: `${name}_operation`, value })) };
  expect(await broadcast(nai)).toMatchObject({ result: {} });
});
