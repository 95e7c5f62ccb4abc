import { Client, PrivateKey } from "@hiveio/dhive";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";

const people = ["alice", "bob", "carol"].map((name) => ({ name, reputation: 60 }));
const communities = [{ name: "hive-167922", title: "INLEO" }];

describe("plain dhive on the dev chain", () => {
  let devnet: Devnet;
  let client: Client;

  beforeAll(async () => {
    devnet = await createDevnet({ interval: "manual", accounts: people, communities });
    client = new Client(devnet.url, { chainId: devnet.chainId, addressPrefix: "STM", timeout: 5000 });
  });
  afterAll(() => devnet.close());

  const keyOf = (name: string): PrivateKey => PrivateKey.fromString(devnet.keyOf(name, "posting"));
  const post = {
    parent_author: "",
    parent_permlink: "hive-167922",
    author: "alice",
    permlink: "hello",
    title: "Hello",
    body: "A first post, for @bob",
    json_metadata: JSON.stringify({ app: "test/1", tags: ["hive-167922", "inleo"] }),
  };
  const reply = {
    parent_author: "alice",
    parent_permlink: "hello",
    author: "bob",
    permlink: "re-hello",
    title: "",
    body: "Welcome",
    json_metadata: "",
  };

  test("posts, replies and votes, and reads it all back", async () => {
    const posted = await client.broadcast.comment(post, keyOf("alice"));
    devnet.mine();
    await client.broadcast.comment(reply, keyOf("bob"));
    await client.broadcast.vote({ voter: "carol", author: "alice", permlink: "hello", weight: 10_000 }, keyOf("carol"));
    devnet.mine();

    const block = await client.database.getBlock(devnet.head().number - 1);
    expect(block.transaction_ids).toEqual([posted.id]);
    expect(block.transactions[0]?.operations).toEqual([["comment", post]]);

    const seen = await client.hivemind.getRankedPosts({ sort: "created", tag: "hive-167922", limit: 20 } as never);
    expect(seen).toMatchObject([
      {
        author: "alice",
        permlink: "hello",
        title: "Hello",
        body: post.body,
        category: "hive-167922",
        community: "hive-167922",
        community_title: "INLEO",
        children: 1,
        depth: 0,
        payout: 0.499,
        pending_payout_value: "0.499 HBD",
        is_paidout: false,
        author_reputation: 60,
        stats: { total_votes: 1, hide: false, gray: false },
        json_metadata: { app: "test/1", tags: ["hive-167922", "inleo"] },
        active_votes: [{ voter: "carol", rshares: 1_999_950_000_000 }],
        url: "/hive-167922/@alice/hello",
      },
    ]);
  });

  test("tells a reply's place in its discussion", async () => {
    const { result } = await call(devnet.url, "bridge.get_discussion", { author: "alice", permlink: "hello" });
    expect(Object.keys(result as object)).toEqual(["alice/hello", "bob/re-hello"]);
    expect(result).toMatchObject({
      "alice/hello": { replies: ["bob/re-hello"], depth: 0 },
      "bob/re-hello": {
        replies: [],
        depth: 1,
        title: "RE: Hello",
        category: "hive-167922",
        parent_author: "alice",
        parent_permlink: "hello",
        url: "/hive-167922/@alice/hello#@bob/re-hello",
      },
    });
    const content = await client.database.call("get_content", ["bob", "re-hello"]);
    expect(content).toMatchObject({ root_author: "alice", root_title: "Hello", body: "Welcome", json_metadata: "" });
    expect(await client.database.call("get_content_replies", ["alice", "hello"])).toMatchObject([{ author: "bob" }]);
  });

  test("answers what a client asks of the chain itself", async () => {
    const properties = await client.database.getDynamicGlobalProperties();
    expect(properties).toMatchObject({
      head_block_number: devnet.head().number,
      head_block_id: devnet.head().id,
      last_irreversible_block_num: devnet.head().number,
    });
    expect(await client.database.getVersion()).toMatchObject({ chain_id: devnet.chainId, node_type: "testnet" });
    const [account] = await client.database.getAccounts(["alice", "nobody-here"]);
    expect(account).toMatchObject({
      name: "alice",
      vesting_shares: "100000000.000000 VESTS",
      posting: { weight_threshold: 1, key_auths: [[keyOf("alice").createPublic().toString(), 1]] },
    });
    const [credits] = await client.rc.findRCAccounts(["carol"]);
    expect(Number(credits?.rc_manabar.current_mana)).toBeLessThan(Number(credits?.max_rc));
  });

  test("streams the operations of its blocks to dhive", async () => {
    const seen: string[] = [];
    const to = devnet.head().number;
    devnet.mine(); // dhive stays one block behind the head
    for await (const operation of client.blockchain.getOperations({ from: 1, to })) {
      seen.push(operation.op[0]);
    }
    expect(seen.filter((name) => name !== "producer_reward")).toEqual([
      "comment",
      "comment",
      "vote",
      "effective_comment_vote",
    ]);
  });

  test("knows a transaction from the pool to the irreversible block", async () => {
    const { id } = devnet.broadcastAs("carol", [
      ["vote", { voter: "carol", author: "bob", permlink: "re-hello", weight: 500 }],
    ]);
    const find = async (): Promise<unknown> =>
      (await call(devnet.url, "transaction_status_api.find_transaction", { transaction_id: id })).result;
    expect(await find()).toEqual({ status: "within_mempool" });
    const [block] = devnet.mine();
    expect(await find()).toMatchObject({ status: "within_irreversible_block", block_num: block?.number });
  });

  test("shows hivemind's posts only once they are in a block", async () => {
    devnet.broadcastAs("carol", [["comment", { ...reply, author: "carol", permlink: "pooled" }]]);
    const pooled = await call(devnet.url, "bridge.get_post", { author: "carol", permlink: "pooled" });
    expect(pooled.error?.message).toBe("Assert Exception:Post carol/pooled does not exist");
    devnet.mine();
    const mined = await call(devnet.url, "bridge.get_post", { author: "carol", permlink: "pooled" });
    expect(mined.result).toMatchObject({ body: "Welcome", title: "RE: Hello" });
  });

  test("makes accounts while it runs", async () => {
    devnet.createAccount({ name: "dave.new", vests: 5 });
    const [account] = await client.database.getAccounts(["dave.new"]);
    expect(account?.vesting_shares).toBe("5.000000 VESTS");
    expect(() => {
      devnet.createAccount({ name: "alice" });
    }).toThrow("exists already");
  });
});

describe("the dev chain by itself", () => {
  test("pages through a community of more posts than fit one answer, none twice", async () => {
    const authors = Array.from({ length: 45 }, (_, index) => ({ name: `writer-${index}` }));
    await using devnet = await createDevnet({ interval: "manual", accounts: authors, communities });
    for (const { name } of authors) {
      const fields = { parent_author: "", parent_permlink: "hive-167922", title: name, body: name, json_metadata: "" };
      devnet.broadcastAs(name, [["comment", { ...fields, author: name, permlink: "p" }]]);
    }
    devnet.mine();
    const seen: string[] = [];
    for (let start = {}; ;) {
      const { result } = await call(devnet.url, "bridge.get_ranked_posts", {
        sort: "created",
        tag: "hive-167922",
        ...start,
      });
      const page = result as { author: string; permlink: string }[];
      seen.push(...page.map(({ author }) => author));
      const last = page.at(-1);
      if (!last) break;
      start = { start_author: last.author, start_permlink: last.permlink };
    }
    expect(seen).toEqual(authors.map(({ name }) => name).toReversed());
    const tooMany = await call(devnet.url, "bridge.get_ranked_posts", { sort: "created", tag: "", limit: 21 });
    expect(tooMany.error).toMatchObject({
      code: -32602,
      message: "Assert Exception:limit = 21 outside valid range [1:20]",
    });
  });

  test("keeps chain time apart from wall time", async () => {
    const genesisTime = new Date("2026-01-01T00:00:01Z");
    await using devnet = await createDevnet({ interval: "manual", genesisTime });
    expect(devnet.head()).toMatchObject({ number: 1, timestamp: new Date("2026-01-01T00:00:00Z") });
    const blocks = devnet.mine(28_800 / 10);
    expect(blocks.at(-1)?.timestamp).toEqual(new Date("2026-01-01T02:24:00Z"));
    expect(devnet.advance(86_400).at(-1)).toMatchObject({ timestamp: new Date("2026-01-02T02:24:00Z") });
  });

  test("makes blocks by itself, each linked to the one before", async () => {
    await using devnet = await createDevnet({ interval: 20 });
    await expect.poll(() => devnet.head().number, { timeout: 10_000 }).toBeGreaterThan(4);
    const { result } = await call(devnet.url, "block_api.get_block_range", { starting_block_num: 1, count: 1000 });
    const { blocks } = result as { blocks: { block_id: string; previous: string }[] };
    for (const [index, block] of blocks.entries()) {
      expect(block.previous).toBe(blocks[index - 1]?.block_id ?? "0".repeat(40));
      expect(Number.parseInt(block.block_id.slice(0, 8), 16)).toBe(index + 1);
    }
  });

  test("makes blocks irreversible later when it is told to", async () => {
    await using devnet = await createDevnet({ interval: "manual", irreversibleLag: 2 });
    devnet.mine(4);
    const { result } = await call(devnet.url, "condenser_api.get_dynamic_global_properties", []);
    expect(result).toMatchObject({ head_block_number: 5, last_irreversible_block_num: 3 });
    const visible = async (block: number): Promise<unknown> =>
      (await call(devnet.url, "account_history_api.get_ops_in_block", { block_num: block })).result;
    expect(await visible(3)).toMatchObject({ ops: [{ op: { type: "producer_reward_operation" } }] });
    expect(await visible(4)).toEqual({ ops: [] });
  });

  test("can never be taken for mainnet", async () => {
    await expect(createDevnet({ chainId: `beeab0de${"0".repeat(56)}` })).rejects.toThrow("chain id of mainnet");
    await expect(createDevnet({ chainId: `BEEAB0DE${"0".repeat(56)}` })).rejects.toThrow("chain id of mainnet");
    await expect(createDevnet({ chainId: "beeab0de" })).rejects.toThrow("64 hex digits");
  });

  test("tells a scripted person why it was refused", async () => {
    await using devnet = await createDevnet({ interval: "manual", accounts: people });
    const vote = (weight: number): unknown =>
      devnet.broadcastAs("bob", [["vote", { voter: "bob", author: "alice", permlink: "none", weight }]]);
    expect(() => vote(100)).toThrow("not found");
    expect(() => vote(20_000)).toThrow("Weight is not a HIVE percentage");
  });
});
