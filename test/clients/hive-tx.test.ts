import { cryptoUtils } from "@hiveio/dhive";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callRPC, callWithQuorum, config, PrivateKey, Transaction } from "hive-tx";
import type { OperationBody, OperationName } from "hive-tx";
import type { Devnet } from "../../src/testing.ts";
import { follow, openVillage, post, reply, vote } from "./village.ts";

describe("hive-tx on the dev chain", () => {
  let devnet: Devnet;

  beforeAll(async () => {
    // Its transactions expire 60 s after now by the wall's clock, which a chain of shorter blocks soon leaves behind.
    devnet = await openVillage(2000);
    // It has one configuration for the whole process. The two nodes are one, so that it finds a quorum of two.
    Object.assign(config, {
      nodes: [devnet.url, `${devnet.url}/`],
      restNodes: [devnet.url],
      chain_id: devnet.chainId,
      retry: 1,
    });
  });
  afterAll(() => devnet.close());

  async function send<Name extends OperationName>(
    account: string,
    role: "posting" | "active",
    operation: readonly [Name, OperationBody<Name>],
  ): Promise<{ readonly tx_id: string; readonly status: string }> {
    const transaction = new Transaction();
    await transaction.addOperation(...operation);
    sign(transaction, devnet.keyOf(account, role));
    return transaction.broadcast(true); // answers when find_transaction calls it irreversible
  }

  // hive-tx 7 reads `config.chain_id` once, as it is imported, so that its own `sign` is for mainnet whatever one sets.
  // It is told the digest of this chain and signs that, the way its documentation signs with other tools.
  function sign(transaction: Transaction, wif: string): void {
    const digest = cryptoUtils.transactionDigest(transaction.transaction as never, Buffer.from(devnet.chainId, "hex"));
    transaction.addSignature(PrivateKey.fromString(wif).sign(digest).customToString());
  }

  interface Block {
    readonly transactions: readonly { readonly operations: readonly unknown[] }[];
  }

  /** The operations of the block that holds this transaction. */
  async function operationsWith(id: string): Promise<readonly unknown[]> {
    const { block_num } = await callRPC<{ block_num: number }>("condenser_api.get_transaction", [id]);
    const block = await callRPC<Block>("condenser_api.get_block", [block_num]);
    return block.transactions.flatMap(({ operations }) => operations);
  }

  test("reads blocks, also where two nodes must agree", async () => {
    const { blocks } = await callRPC<{ blocks: { block_id: string }[] }>("block_api.get_block_range", {
      starting_block_num: 1,
      count: 2,
    });
    expect(blocks.map(({ block_id }) => Number.parseInt(block_id.slice(0, 8), 16))).toEqual([1, 2]);
    const header = await callWithQuorum<{ previous: string }>("condenser_api.get_block_header", [2]);
    expect(header.previous).toBe(blocks[0]?.block_id);
  });

  test("posts, replies, votes, transfers and follows, and sees each in a block", async () => {
    const posted = await send("alice", "posting", ["comment", post]);
    expect(posted).toMatchObject({ status: "within_irreversible_block" });
    expect(await operationsWith(posted.tx_id)).toEqual([["comment", post]]);

    const transfer = { from: "alice", to: "bob", amount: "1.000 HBD", memo: "" };
    const sent = await Promise.all([
      send("bob", "posting", ["comment", reply]),
      send("carol", "posting", ["vote", vote]),
      send("alice", "active", ["transfer", transfer]),
      send("bob", "posting", ["custom_json", { ...follow, required_posting_auths: ["bob"] }]),
    ]);
    const seen = await Promise.all(sent.map(({ tx_id }) => operationsWith(tx_id)));
    expect(seen.flat()).toEqual(
      expect.arrayContaining([
        ["comment", reply],
        ["vote", vote],
        ["transfer", transfer],
        ["custom_json", { ...follow, required_posting_auths: ["bob"] }],
      ]),
    );
  });

  test("reads the posts and the balance that came of it", async () => {
    expect(await callRPC("bridge.get_discussion", { author: "alice", permlink: "hello" })).toMatchObject({
      "alice/hello": { body: post.body, replies: ["bob/re-hello"] },
      "bob/re-hello": { body: reply.body },
    });
    const [bob] = await callRPC<{ hbd_balance: string }[]>("condenser_api.get_accounts", [["bob"]]);
    expect(bob?.hbd_balance).toBe("101.000 HBD");
  });

  test("takes a transaction that is sent twice for a success, as on Hive", async () => {
    const transaction = new Transaction();
    await transaction.addOperation("vote", { ...vote, voter: "bob" });
    sign(transaction, devnet.keyOf("bob", "posting"));
    const first = await transaction.broadcast();
    expect(await transaction.broadcast()).toEqual(first);
  });

  test("is told what is wrong, with the node's own code", async () => {
    const refused = send("bob", "posting", ["vote", { ...vote, voter: "carol" }]);
    await expect(refused).rejects.toMatchObject({
      name: "RPCError",
      code: -32_003,
      message: expect.stringContaining("Missing Posting Authority carol"),
      data: { code: 3_030_000 },
    });
  });

  test("is refused with what it signs by itself, which is for mainnet", async () => {
    const transaction = new Transaction();
    await transaction.addOperation("vote", { ...vote, voter: "alice" });
    transaction.sign(PrivateKey.fromString(devnet.keyOf("alice", "posting")));
    await expect(transaction.broadcast()).rejects.toMatchObject({ data: { code: 3_030_000 } });
  });
});
