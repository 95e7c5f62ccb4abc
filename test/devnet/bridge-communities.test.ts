import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { comment } from "./operations.ts";
import { ask, inBlock, onCommunity } from "./social-operations.ts";

const name = "hive-167922";

describe("a community", () => {
  let devnet: Devnet;
  beforeEach(async () => {
    devnet = await createDevnet({
      interval: "manual",
      accounts: ["alice", "bob", "carol"].map((account) => ({ name: account })),
      communities: [
        { name, title: "INLEO" },
        { name: "hive-200001", title: "Journal" },
      ],
    });
    inBlock(devnet, name, onCommunity(name, "setRole", { account: "alice", role: "admin" }));
    inBlock(devnet, "bob", comment("bob", { parent_permlink: name, permlink: "one" }));
    inBlock(devnet, "carol", comment("carol", { parent_permlink: name, permlink: "two" }));
  });
  afterEach(() => devnet.close());

  const post = (author: string, permlink: string): Promise<unknown> =>
    ask(devnet, "bridge.get_post", { author, permlink });
  const created = async (): Promise<readonly string[]> => {
    const posts = (await ask(devnet, "bridge.get_ranked_posts", { sort: "created", tag: name })) as {
      permlink: string;
    }[];
    return posts.map(({ permlink }) => permlink);
  };

  test("is subscribed to and left again, and knows what it is to somebody", async () => {
    inBlock(devnet, "bob", onCommunity("bob", "subscribe"));
    inBlock(devnet, "carol", onCommunity("carol", "subscribe"));
    inBlock(devnet, "carol", onCommunity("carol", "unsubscribe"));
    expect(await ask(devnet, "bridge.get_community", { name, observer: "bob" })).toMatchObject({
      name,
      title: "INLEO",
      type_id: 1,
      subscribers: 1,
      num_pending: 2,
      num_authors: 2,
      context: { role: "guest", subscribed: true, title: "" },
      team: [
        [name, "owner", ""],
        ["alice", "admin", ""],
      ],
    });
    expect(await ask(devnet, "bridge.list_subscribers", { community: name })).toEqual([
      ["bob", "guest", null, expect.any(String)],
    ]);
    expect(await ask(devnet, "bridge.list_all_subscriptions", { account: "bob" })).toEqual([
      [name, "INLEO", "guest", ""],
    ]);
    expect(await ask(devnet, "bridge.list_communities", { sort: "subs" })).toMatchObject([
      { name, admins: ["alice"] },
      { name: "hive-200001" },
    ]);
    const mine = { sort: "created", tag: "my", observer: "bob" };
    expect(await ask(devnet, "bridge.get_ranked_posts", mine)).toHaveLength(2);
    expect(await ask(devnet, "bridge.get_ranked_posts", { ...mine, observer: "carol" })).toEqual([]);
  });

  test("gives roles by rank: nobody makes others as high as itself", async () => {
    inBlock(devnet, "alice", onCommunity("alice", "setRole", { account: "bob", role: "mod" }));
    inBlock(devnet, "bob", onCommunity("bob", "setRole", { account: "carol", role: "mod" }));
    inBlock(devnet, "bob", onCommunity("bob", "setRole", { account: "alice", role: "guest" }));
    inBlock(devnet, "alice", onCommunity("alice", "setUserTitle", { account: "bob", title: "Keeper" }));
    expect(await ask(devnet, "bridge.list_community_roles", { community: name })).toEqual([
      [name, "owner", ""],
      ["alice", "admin", ""],
      ["bob", "mod", "Keeper"],
    ]);
    expect(await post("bob", "one")).toMatchObject({
      author_role: "mod",
      author_title: "Keeper",
      community_title: "INLEO",
    });
    inBlock(devnet, "bob", onCommunity("bob", "setRole", { account: "carol", role: "muted" }));
    expect(await post("carol", "two")).toMatchObject({
      author_role: "muted",
      stats: { gray: true, muted_reasons: [4] },
    });
  });

  test("mutes a post for everybody, and takes it back", async () => {
    const mute = { account: "bob", permlink: "one", notes: "spam" };
    inBlock(devnet, "carol", onCommunity("carol", "mutePost", mute));
    expect(await post("bob", "one")).toMatchObject({ stats: { gray: false } });
    inBlock(devnet, "alice", onCommunity("alice", "mutePost", mute));
    expect(await post("bob", "one")).toMatchObject({ stats: { gray: true, muted_reasons: [0] } });
    expect(await ask(devnet, "bridge.account_notifications", { account: "bob", min_score: 0 })).toMatchObject([
      { type: "mute_post", msg: "@alice muted your post - spam", score: 15, url: "@bob/one" },
    ]);
    inBlock(devnet, "alice", onCommunity("alice", "unmutePost", mute));
    expect(await post("bob", "one")).toMatchObject({ stats: { gray: false } });
  });

  test("shows pinned posts first, once", async () => {
    expect(await created()).toEqual(["two", "one"]);
    inBlock(devnet, "alice", onCommunity("alice", "pinPost", { account: "bob", permlink: "one" }));
    expect(await created()).toEqual(["one", "two"]);
    const start = { start_author: "bob", start_permlink: "one" };
    const rest = await ask(devnet, "bridge.get_ranked_posts", { sort: "created", tag: name, ...start });
    expect(rest).toMatchObject([{ permlink: "two" }]);
  });

  test("is told what it is called by its admins only", async () => {
    const rename = (title: string): Record<string, unknown> => ({ props: { title, about: "Threads" } });
    inBlock(devnet, "bob", onCommunity("bob", "updateProps", rename("Bob's")));
    inBlock(devnet, "alice", onCommunity("alice", "updateProps", rename("LEO")));
    inBlock(devnet, "alice", onCommunity("alice", "updateProps", rename("#1")));
    expect(await ask(devnet, "bridge.get_community", { name })).toMatchObject({ title: "LEO", about: "Threads" });
    expect(await post("bob", "one")).toMatchObject({ community_title: "LEO" });
  });

  test("of members only mutes what others post", async () => {
    devnet.advance(303);
    inBlock(devnet, "bob", comment("bob", { parent_permlink: "hive-200001", permlink: "guest" }));
    inBlock(devnet, "carol", comment("carol", { parent_author: "bob", parent_permlink: "guest", permlink: "re" }));
    expect(await post("bob", "guest")).toMatchObject({
      community: "hive-200001",
      stats: { gray: true, muted_reasons: [1] },
    });
    expect(await post("carol", "re")).toMatchObject({ stats: { gray: true, muted_reasons: [2] } });
  });

  test.each([
    ["subscribe", { community: "hive-999999" }],
    ["subscribe", { community: name, extra: 1 }],
    ["subscribe", {}],
    ["toString", { community: name }],
    ["mutePost", { community: name, account: "bob", permlink: "one" }],
    ["mutePost", { community: name, account: "bob", permlink: "none", notes: "x" }],
    ["setRole", { community: name, account: "bob", role: "constructor" }],
    ["updateProps", { community: name, props: { type_id: 7 } }],
  ])("is not touched by %s with %j", async (action, fields) => {
    const state = (): Promise<unknown> => ask(devnet, "bridge.get_community", { name });
    const before = await state();
    inBlock(devnet, "alice", [
      "custom_json",
      {
        required_auths: [],
        required_posting_auths: ["alice"],
        id: "community",
        json: JSON.stringify([action, fields]),
      },
    ]);
    expect(await state()).toEqual(before);
    expect(await ask(devnet, "bridge.account_notifications", { account: "alice" })).toMatchObject([{ type: "error" }]);
  });
});
