import { Client, PrivateKey } from "@hiveio/dhive";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Devnet } from "../../src/testing.ts";
import { follow, openVillage, post, reply, vote } from "./village.ts";

describe("dhive, with blocks made by hand", () => {
  let devnet: Devnet;
  let client: Client;

  beforeAll(async () => {
    devnet = await openVillage();
    client = new Client(devnet.url, { chainId: devnet.chainId, addressPrefix: "STM", timeout: 5000 });
  });
  afterAll(() => devnet.close());

  const keyOf = (name: string, role: "posting" | "active" = "posting"): PrivateKey =>
    PrivateKey.fromString(devnet.keyOf(name, role));

  test("reads what the chain is", async () => {
    const properties = await client.database.getDynamicGlobalProperties();
    expect(properties).toMatchObject({ head_block_number: 3, last_irreversible_block_num: 3 });
    expect(await client.database.getVersion()).toMatchObject({ chain_id: devnet.chainId });
    expect(await client.database.getConfig()).toMatchObject({ HIVE_ADDRESS_PREFIX: "STM" });
    const block = await client.database.getBlock(2);
    expect(await client.database.getBlockHeader(2)).toMatchObject({ previous: block.previous });
    expect(await client.blockchain.getCurrentBlockNum()).toBe(3);
    expect((await client.blockchain.getCurrentBlock()).previous).toBe(block.block_id);
  });

  test("posts, replies, votes, transfers and follows, and sees it all in blocks", async () => {
    const key = keyOf("carol");
    const { id } = await client.broadcast.comment(post, keyOf("alice"));
    devnet.mine();
    await client.broadcast.comment(reply, keyOf("bob"));
    await client.broadcast.vote(vote, key);
    const transfer = { from: "alice", to: "bob", amount: "1.000 HIVE", memo: "for the honey" };
    await client.broadcast.transfer(transfer, keyOf("alice", "active"));
    await client.broadcast.json(follow, key);
    devnet.mine();

    const [first, second] = await Promise.all([4, 5].map((number) => client.database.getBlock(number)));
    expect(first?.transaction_ids).toEqual([id]);
    expect(first?.transactions[0]?.operations).toEqual([["comment", post]]);
    expect(second?.transactions.map(({ operations }) => operations)).toEqual([
      [["comment", reply]],
      [["vote", vote]],
      [["transfer", transfer]],
      [["custom_json", follow]],
    ]);
    expect(await client.transaction.findTransaction(id)).toMatchObject({ status: "within_irreversible_block" });
    expect(await client.database.getTransaction(id)).toMatchObject({ block_num: 4, transaction_num: 0 });
  });

  test("reads people, their history and their posts", async () => {
    const [alice, bob] = await client.database.getAccounts(["alice", "bob"]);
    expect([alice?.balance, bob?.balance]).toEqual(["99.000 HIVE", "101.000 HIVE"]);
    expect(await client.keys.getKeyReferences([String(alice?.posting.key_auths[0]?.[0])])).toEqual({
      accounts: [["alice"]],
    });
    const history = await client.database.getAccountHistory("bob", -1, 10);
    expect(history.map(([, { op }]) => op[0])).toContain("transfer");
    const operations = await client.database.getOperations(5);
    expect(operations.map(({ op }) => op[0])).toEqual(expect.arrayContaining(["comment", "vote", "transfer"]));
    expect(await client.database.call("get_content", ["bob", "re-hello"])).toMatchObject({ body: "Welcome", depth: 1 });
    expect(await client.hivemind.getAccountPosts({ account: "alice", sort: "posts", limit: 5 } as never)).toMatchObject(
      [{ permlink: "hello", body: post.body, active_votes: [{ voter: "carol" }] }],
    );
    const ranked = await client.hivemind.getRankedPosts({ sort: "created", tag: "hive-167922" } as never);
    expect(ranked).toMatchObject([{ permlink: "hello", children: 1 }]);
  });

  test("reads mana and resource credits", async () => {
    const [account] = await client.rc.findRCAccounts(["carol"]);
    const credits = await client.rc.getRCMana("carol");
    expect(credits.max_mana).toBe(Number(account?.max_rc));
    expect(credits.current_mana).toBeLessThan(credits.max_mana);
    const votes = await client.rc.getVPMana("carol");
    expect(votes.percentage).toBe(9800); // a full vote takes 2 %
  });

  test("is told what is wrong in hived's words", async () => {
    const refused = client.broadcast.vote({ ...vote, voter: "bob", permlink: "nothing" }, keyOf("bob"));
    await expect(refused).rejects.toMatchObject({
      name: "RPCError",
      jse_info: { code: 10, name: "assert_exception", message: "Assert Exception" },
    });
    await expect(client.broadcast.vote(vote, keyOf("bob"))).rejects.toMatchObject({
      jse_info: { code: 3_030_000, name: "tx_missing_posting_auth" },
    });
  });
});

describe("dhive, with blocks that come by themselves", () => {
  test("streams blocks and operations from the first to the one that holds its own post", async () => {
    await using devnet = await openVillage(500);
    const client = new Client(devnet.url, { chainId: devnet.chainId, addressPrefix: "STM" });
    const blocks: string[] = [];
    await client.broadcast.comment(post, PrivateKey.fromString(devnet.keyOf("alice", "posting")));
    for await (const block of client.blockchain.getBlocks({ from: 2, to: 12 })) blocks.push(block.block_id);
    expect(blocks.map((id) => Number.parseInt(id.slice(0, 8), 16))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

    const seen: unknown[] = [];
    for await (const { op } of client.blockchain.getOperations({ from: 1, to: 12 })) {
      if (op[0] === "comment") seen.push(op[1]);
    }
    expect(seen).toEqual([post]);
  });

  test("streams at the head in its own stream form", async () => {
    await using devnet = await openVillage(500);
    const client = new Client(devnet.url, { chainId: devnet.chainId, addressPrefix: "STM" });
    const seen: string[] = [];
    for await (const item of client.blockchain.getBlockStream({ to: 8, mode: 1 }) as AsyncIterable<unknown>) {
      seen.push((item as { previous: string }).previous);
    }
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBe(new Set(seen).size);
  });
});
