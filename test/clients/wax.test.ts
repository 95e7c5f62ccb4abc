import type { IBeekeeperUnlockedWallet } from "@hiveio/beekeeper";
import { BlogPostOperation, createHiveChain, EManabarType, FollowOperation, ReplyOperation } from "@hiveio/wax";
import type { IHiveChainInterface, operation, OperationBase } from "@hiveio/wax";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Devnet } from "../../src/testing.ts";
import { openVillage, post, reply, vote } from "./village.ts";
import { openWallet } from "./wallet.ts";

describe("wax on the dev chain, with beekeeper as its wallet", () => {
  let devnet: Devnet;
  let chain: IHiveChainInterface;
  let wallet: IBeekeeperUnlockedWallet;

  beforeAll(async () => {
    devnet = await openVillage();
    chain = await createHiveChain({
      chainId: devnet.chainId,
      apiEndpoint: devnet.url,
      restApiEndpoint: devnet.url,
      apiTimeout: 5000,
    });
    wallet = await openWallet();
  });
  afterAll(async () => {
    chain.delete();
    await devnet.close();
  });

  /** Signs over the bytes of hard fork 26, as wax does, and sends in the NAI form. */
  async function send(
    account: string,
    role: "posting" | "active",
    ...operations: readonly (operation | OperationBase)[]
  ): Promise<string> {
    const key = await wallet.importKey(devnet.keyOf(account, role));
    const transaction = await chain.createTransaction();
    for (const one of operations) transaction.pushOperation(one);
    transaction.sign(wallet, key);
    await chain.broadcast(transaction);
    devnet.mine();
    return transaction.id;
  }

  test("reads what the chain is", async () => {
    const properties = await chain.api.database_api.get_dynamic_global_properties({});
    expect(properties).toMatchObject({ head_block_number: 3 });
    const { blocks } = await chain.api.block_api.get_block_range({ starting_block_num: 1, count: 10 });
    expect(blocks).toHaveLength(3);
    const { block } = await chain.api.block_api.get_block({ block_num: 3 });
    expect(block?.block_id).toBe(properties.head_block_id);
    expect(await chain.api.block_api.get_block({ block_num: 100 })).toEqual({});
    const { header } = await chain.api.block_api.get_block_header({ block_num: 3 });
    expect(header.previous).toBe(block?.previous);
  });

  test("posts and replies by its factories, votes, transfers and follows, and sees it all in blocks", async () => {
    const { author, permlink, title, body } = post;
    const blog = { category: "hive-167922", author, permlink, title, body, tags: ["inleo"] };
    const ids = [
      await send("alice", "posting", new BlogPostOperation(blog)),
      await send(
        "bob",
        "posting",
        new ReplyOperation({
          parentAuthor: author,
          parentPermlink: permlink,
          author: "bob",
          permlink: "re-hello",
          body: reply.body,
        }),
      ),
      await send(
        "carol",
        "posting",
        { vote_operation: vote },
        new FollowOperation().followBlog("carol", "alice").authorize("carol"),
      ),
      await send("alice", "active", {
        transfer_operation: { from: "alice", to: "bob", amount: chain.hbdCoins(1), memo: "for the honey" },
      }),
    ];

    const { blocks } = await chain.api.block_api.get_block_range({ starting_block_num: 4, count: 4 });
    expect(blocks.flatMap(({ transaction_ids }) => transaction_ids)).toEqual(ids);
    const seen = blocks.flatMap(({ transactions }) =>
      transactions.flatMap((transaction) => chain.createTransactionFromJson(transaction).transaction.operations),
    );
    expect(seen).toMatchObject([
      { comment_operation: { author, permlink, title, body, parent_permlink: "hive-167922" } },
      { comment_operation: { parent_author: "alice", author: "bob", body: reply.body } },
      { vote_operation: vote },
      { custom_json_operation: { id: "follow", required_posting_auths: ["carol"] } },
      { transfer_operation: { from: "alice", amount: { amount: "1000", nai: "@@000000013" } } },
    ]);
  });

  test("finds in a block the keys that signed", async () => {
    const { block } = await chain.api.block_api.get_block({ block_num: 7 });
    const [transfer] = block?.transactions ?? [];
    if (transfer === undefined) throw new Error("there is no transfer");
    const keys = chain.createTransactionFromJson(transfer).signatureKeys;
    const { accounts } = await chain.api.database_api.find_accounts({ accounts: ["alice"] });
    expect(keys).toEqual(accounts[0]?.active.key_auths.map((auth) => auth[0]));
  });

  test("reads accounts, keys, mana and resource credits", async () => {
    const { accounts } = await chain.api.database_api.find_accounts({ accounts: ["alice", "bob"] });
    expect(accounts.map(({ hbd_balance }) => hbd_balance.amount)).toEqual(["99000", "101000"]);
    const key = accounts[0]?.posting.key_auths[0]?.[0] ?? "";
    expect(await chain.api.account_by_key_api.get_key_references({ keys: [key] })).toEqual({ accounts: [["alice"]] });
    expect(await chain.calculateCurrentManabarValueForAccount("carol", EManabarType.UPVOTE)).toMatchObject({
      percent: expect.closeTo(98, 0),
    });
    expect(await chain.calculateCurrentManabarValueForAccount("bob", EManabarType.DOWNVOTE)).toMatchObject({
      percent: 100,
    });
    const credits = await chain.calculateCurrentManabarValueForAccount("carol", EManabarType.RC);
    const { rc_accounts } = await chain.api.rc_api.find_rc_accounts({ accounts: ["carol"] });
    expect(credits.max).toBe(BigInt(rc_accounts[0]?.max_rc ?? 0));
    expect(BigInt(rc_accounts[0]?.rc_manabar.current_mana ?? 0)).toBeLessThan(credits.max);
  });

  test("traces the authority behind a transaction of its own", async () => {
    const key = await wallet.importKey(devnet.keyOf("bob", "posting"));
    const transaction = await chain.createTransaction();
    transaction.pushOperation({ vote_operation: { ...vote, voter: "bob" } });
    transaction.sign(wallet, key);
    const trace = await transaction.generateAuthorityVerificationTrace();
    expect(trace).toMatchObject({ collectedData: expect.anything() });
  });

  test("is told what is wrong in hived's words", async () => {
    const key = await wallet.importKey(devnet.keyOf("bob", "posting"));
    const transaction = await chain.createTransaction();
    transaction.pushOperation({ vote_operation: { ...vote, voter: "alice" } });
    transaction.sign(wallet, key);
    await expect(chain.broadcast(transaction)).rejects.toThrow("tx_missing_posting_auth");
  });
});
