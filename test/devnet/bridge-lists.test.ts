import { Client } from "@hiveio/dhive";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { comment, vote } from "./operations.ts";
import { ask, follow, inBlock } from "./social-operations.ts";

const name = "hive-167922";
const day = 86_400;

describe("lists of posts", () => {
  let devnet: Devnet;

  // alice writes the oldest and best paid, carol the newest; bob's stands in a community and carries a tag.
  beforeAll(async () => {
    devnet = await createDevnet({
      interval: "manual",
      accounts: [
        ...["alice", "bob", "carol", "dave"].map((account) => ({ name: account })),
        { name: "rogue", reputation: -20 },
      ],
      communities: [{ name, title: "INLEO" }],
    });
    inBlock(devnet, "alice", comment("alice", { permlink: "oldest" }));
    inBlock(devnet, "alice", vote("alice", 10_000, "oldest"));
    devnet.advance(1200);
    const json_metadata = JSON.stringify({ tags: ["#Bees ", "honey"] });
    inBlock(devnet, "bob", comment("bob", { permlink: "middle", parent_permlink: name, json_metadata }));
    inBlock(devnet, "rogue", comment("rogue", { permlink: "gray" }));
    inBlock(devnet, "carol", comment("carol", { permlink: "newest" }));
    const answer = { parent_author: "carol", parent_permlink: "newest" };
    inBlock(devnet, "bob", comment("bob", { permlink: "answer", ...answer }));
    inBlock(devnet, "dave", ["vote", { voter: "dave", author: "bob", permlink: "answer", weight: 5_000 }]);
    inBlock(devnet, "dave", ["vote", { voter: "dave", author: "rogue", permlink: "gray", weight: 5_000 }]);
    inBlock(devnet, "alice", follow("alice", "carol", "ignore"), follow("alice", "bob", "blacklist"));
  });
  afterAll(() => devnet.close());

  const ranked = async (sort: string, more: Record<string, unknown> = {}): Promise<readonly string[]> => {
    const posts = await ask(devnet, "bridge.get_ranked_posts", { sort, ...more });
    return (posts as { permlink: string }[]).map(({ permlink }) => permlink);
  };

  test.each([
    ["created", ["newest", "middle", "oldest"]],
    ["trending", ["oldest", "gray", "newest", "middle"]],
    ["payout_comments", ["answer"]],
    ["payout", []],
    ["muted", ["gray"]],
  ])("are chosen and ordered by %s", async (sort, permlinks) => {
    expect(await ranked(sort)).toEqual(permlinks);
  });

  test("by hot let age weigh more than by trending", async () => {
    const [hot, trending] = [await ranked("hot"), await ranked("trending")];
    expect(hot.toSorted()).toEqual(trending.toSorted());
  });

  test("are found by community and by tag, however it was written", async () => {
    expect(await ranked("created", { tag: name })).toEqual(["middle"]);
    expect(await ranked("created", { tag: "bees" })).toEqual(["middle"]);
    expect(await ranked("created", { tag: "test" })).toEqual(["newest", "oldest"]);
    await expect(ranked("created", { tag: "wasps" })).rejects.toThrow("Tag wasps does not exist");
    expect(await ranked("created", { tag: "hive-199999" })).toEqual([]);
  });

  test("leave out whom the observer mutes, and tell whom it blacklists", async () => {
    expect(await ranked("created", { observer: "alice" })).toEqual(["middle", "oldest"]);
    const observed = { author: "bob", permlink: "middle", observer: "alice" };
    expect(await ask(devnet, "bridge.get_post", observed)).toMatchObject({ blacklists: ["my blacklist"] });
    const posts = { sort: "posts", account: "carol", observer: "alice" };
    expect(await ask(devnet, "bridge.get_account_posts", posts)).toMatchObject([{ stats: { gray: true } }]);
    const gray = { author: "rogue", permlink: "gray" };
    expect(await ask(devnet, "bridge.get_post", gray)).toMatchObject({
      blacklists: ["reputation-0"],
      stats: { gray: true, muted_reasons: [3] },
    });
  });

  test.each(["created", "trending", "hot"])("by %s come page by page, none twice", async (sort) => {
    const all = (await ask(devnet, "bridge.get_ranked_posts", { sort })) as { author: string; permlink: string }[];
    const seen: string[] = [];
    for (let start = {}; ;) {
      const [post] = (await ask(devnet, "bridge.get_ranked_posts", { sort, limit: 1, ...start })) as typeof all;
      if (!post) break;
      seen.push(post.permlink);
      start = { start_author: post.author, start_permlink: post.permlink };
    }
    expect(seen).toEqual(all.map(({ permlink }) => permlink));
  });

  test.each([
    ["posts", "bob", ["middle"]],
    ["blog", "bob", []], // what stands in a community is not on the blog
    ["blog", "carol", ["newest"]],
    ["comments", "bob", ["answer"]],
    ["replies", "carol", ["answer"]],
    ["payout", "bob", ["answer", "middle"]],
    ["feed", "bob", []],
  ])("of an account are chosen by %s", async (sort, account, permlinks) => {
    const posts = (await ask(devnet, "bridge.get_account_posts", { sort, account })) as { permlink: string }[];
    expect(posts.map(({ permlink }) => permlink)).toEqual(permlinks);
  });

  test("come under their old names to dhive as well", async () => {
    const client = new Client(devnet.url, { chainId: devnet.chainId, timeout: 5000 });
    const found = await client.database.getDiscussions("created", { tag: "test", limit: 10, truncate_body: 2 });
    expect(found).toMatchObject([
      { permlink: "newest", body: "Te" },
      { permlink: "oldest", body: "Te" },
    ]);
    expect(await client.database.getDiscussions("blog", { tag: "carol", limit: 1 })).toMatchObject([
      { permlink: "newest" },
    ]);
    const votes: unknown = await client.database.call("get_active_votes", ["alice", "oldest"]);
    expect(votes).toMatchObject([{ voter: "alice", percent: 10_000 }]);
  });

  test("of reputations are in the order of the names", async () => {
    const raw = await ask(devnet, "condenser_api.get_account_reputations", ["bob", 2]);
    expect(raw).toEqual([
      { account: "bob", reputation: 0 },
      { account: "carol", reputation: 0 },
    ]);
    const named = { account_lower_bound: "bob", limit: 2 };
    expect(await ask(devnet, "reputation_api.get_account_reputations", named)).toEqual({ reputations: raw });
  });
});

describe("hivemind", () => {
  test("lists by payout what is paid out in the next 12 to 36 hours", async () => {
    await using devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }] });
    inBlock(devnet, "alice", comment("alice", { permlink: "root" }));
    const soon = (): Promise<unknown> => ask(devnet, "bridge.get_ranked_posts", { sort: "payout" });
    devnet.advance(5 * day);
    expect(await soon()).toEqual([]);
    devnet.advance(day);
    expect(await soon()).toMatchObject([{ permlink: "root", is_paidout: false }]);
    devnet.advance(day);
    expect(await soon()).toEqual([]);
    const paid = { author: "alice", permlink: "root" };
    expect(await ask(devnet, "bridge.get_post", paid)).toMatchObject({ is_paidout: true });
  });

  test("forgets what stood in blocks that a fork replaced", async () => {
    const accounts = ["alice", "bob"].map((account) => ({ name: account }));
    await using devnet = await createDevnet({ interval: "manual", accounts, irreversibleLag: 10 });
    inBlock(devnet, "bob", follow("bob", "alice", "blog"));
    inBlock(devnet, "bob", comment("bob", { permlink: "root", body: "Hello @alice" }));
    const count = (): Promise<unknown> => ask(devnet, "condenser_api.get_follow_count", ["alice"]);
    const told = (): Promise<unknown> => ask(devnet, "bridge.account_notifications", { account: "alice" });
    expect(await count()).toMatchObject({ follower_count: 1 });
    expect(await told()).toHaveLength(2);
    devnet.faults.fork(1, { orphans: "dropped" });
    expect(await count()).toMatchObject({ follower_count: 1 });
    expect(await told()).toMatchObject([{ type: "follow" }]);
    devnet.faults.fork(3, { orphans: "dropped" });
    expect(await count()).toMatchObject({ follower_count: 0 });
    expect(await told()).toBeNull();
  });

  test("knows of the pool nothing, and of an edit by patch the text, while the block keeps the patch", async () => {
    await using devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }] });
    inBlock(devnet, "alice", comment("alice", { permlink: "root", body: "Bees make honey" }));
    const patch = "@@ -1,9 +1,10 @@\n-B\n+Tr\n ees make\n";
    devnet.broadcastAs("alice", [comment("alice", { permlink: "root", body: patch })]);
    const post = { author: "alice", permlink: "root" };
    expect(await ask(devnet, "bridge.get_post", post)).toMatchObject({ body: "Bees make honey" });
    devnet.mine();
    expect(await ask(devnet, "bridge.get_post", post)).toMatchObject({ body: "Trees make honey" });
    expect(await ask(devnet, "condenser_api.get_content", ["alice", "root"])).toMatchObject({
      body: "Trees make honey",
      body_length: 16,
    });
    const block = await ask(devnet, "condenser_api.get_block", [devnet.head().number]);
    expect(block).toMatchObject({ transactions: [{ operations: [["comment", { body: patch }]] }] });
  });
});
