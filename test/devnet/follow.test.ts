import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { comment, customJson, reply } from "./operations.ts";
import { ask, follow, inBlock, note } from "./social-operations.ts";

const names = ["alice", "bob", "carol", "dave", "list-keeper"];

describe("follows and mutes", () => {
  let devnet: Devnet;
  beforeAll(async () => {
    devnet = await createDevnet({ interval: "manual", accounts: names.map((name) => ({ name })) });
  });
  afterAll(() => devnet.close());

  const relation = (account1: string, account2: string): Promise<unknown> =>
    ask(devnet, "bridge.get_relationship_between_accounts", { account1, account2 });
  const nothing = {
    follows: false,
    ignores: false,
    blacklists: false,
    follows_blacklists: false,
    follows_muted: false,
  };

  test("stand as the last operation left them: follow, mute, nothing", async () => {
    inBlock(devnet, "bob", follow("bob", "alice", "blog"));
    expect(await relation("bob", "alice")).toEqual({ ...nothing, follows: true });
    expect(await relation("alice", "bob")).toEqual(nothing);
    inBlock(devnet, "bob", follow("bob", "alice", "ignore"));
    expect(await relation("bob", "alice")).toEqual({ ...nothing, ignores: true });
    inBlock(devnet, "bob", follow("bob", "alice", "blacklist"), follow("bob", "alice", "follow"));
    expect(await relation("bob", "alice")).toEqual({ ...nothing, follows: true, blacklists: true });
    inBlock(devnet, "bob", follow("bob", "alice"), follow("bob", "alice", "unblacklist"));
    expect(await relation("bob", "alice")).toEqual(nothing);
  });

  test("are understood with the word in front and without, of one account or of several", async () => {
    inBlock(devnet, "carol", note("carol", "follow", { follower: "carol", following: "alice", what: ["blog"] }));
    expect(await relation("carol", "alice")).toMatchObject({ follows: true });
    inBlock(devnet, "carol", follow("carol", ["bob", "nobody-here", "carol", 7, "dave"], "ignore"));
    expect(await ask(devnet, "bridge.get_follow_list", { observer: "carol", follow_type: "muted" })).toEqual([
      { name: "bob", blacklist_description: "", muted_list_description: "" },
      { name: "dave", blacklist_description: "", muted_list_description: "" },
    ]);
  });

  const meaningless: readonly [why: string, json: unknown][] = [
    ["for somebody else", ["follow", { follower: "alice", following: "bob", what: ["blog"] }]],
    ["without a follower", ["follow", { following: "bob", what: ["blog"] }]],
    ["without anybody to follow", ["follow", { follower: "dave", what: ["blog"] }]],
    ["with what as a text", ["follow", { follower: "dave", following: "bob", what: "blog" }]],
    ["with an unknown what", ["follow", { follower: "dave", following: "bob", what: ["toString"] }]],
    ["with a number as what", ["follow", { follower: "dave", following: "bob", what: [1] }]],
    ["with another word", ["unfollow", { follower: "dave", following: "bob", what: ["blog"] }]],
    ["with too many parts", ["follow", { follower: "dave", following: "bob", what: ["blog"] }, 1]],
    ["as a bare text", "follow"],
    ["as null", null],
    ["of itself", ["follow", { follower: "dave", following: "dave", what: ["blog"] }]],
  ];
  test.for(meaningless)("mean nothing %s, and the block is as it was sent", async ([, json]) => {
    const operation = note("dave", "follow", json);
    inBlock(devnet, "dave", operation);
    expect(await ask(devnet, "condenser_api.get_follow_count", ["dave"])).toEqual({
      account: "dave",
      following_count: 0,
      follower_count: 0,
    });
    const block = await ask(devnet, "condenser_api.get_block", [devnet.head().number]);
    expect(block).toMatchObject({ transactions: [{ operations: [operation] }] });
  });

  test("mean nothing when an active authority signed, or two accounts, or the JSON is cut off", async () => {
    const json = JSON.stringify(["follow", { follower: "dave", following: "bob", what: ["blog"] }]);
    const active = { required_auths: ["dave"], required_posting_auths: [] };
    inBlock(devnet, "dave", customJson("dave", { id: "follow", json, ...active }));
    inBlock(devnet, "dave", customJson("dave", { id: "follow", json: `${json},` }));
    expect(await relation("dave", "bob")).toEqual(nothing);
  });

  test("are listed newest first, page by page", async () => {
    for (const name of ["bob", "carol", "dave"]) inBlock(devnet, name, follow(name, "list-keeper", "blog"));
    const row = (follower: string): object => ({ follower, following: "list-keeper", what: ["blog"] });
    const followers = (...more: readonly unknown[]): Promise<unknown> =>
      ask(devnet, "condenser_api.get_followers", ["list-keeper", ...more]);
    expect(await followers()).toEqual([row("dave"), row("carol"), row("bob")]);
    expect(await followers(null, "blog", 2)).toEqual([row("dave"), row("carol")]);
    expect(await followers("carol", "blog", 2)).toEqual([row("bob")]);
    expect(await ask(devnet, "condenser_api.get_following", ["dave", "", "blog", 10])).toEqual([row("dave")]);
    await expect(followers("", "friend", 2)).rejects.toThrow("Unsupported follow type, valid types: blog, ignore");
    inBlock(devnet, "dave", follow("dave", "", "reset_following_list"));
    expect(await followers()).toEqual([row("carol"), row("bob")]);
  });

  test("of others count for who says so", async () => {
    const profile = JSON.stringify({ profile: { muted_list_description: "Loud ones" } });
    const update = { account: "list-keeper", json_metadata: "", posting_json_metadata: profile, extensions: [] };
    inBlock(devnet, "list-keeper", ["account_update2", update], follow("list-keeper", "dave", "ignore"));
    inBlock(devnet, "alice", follow("alice", "list-keeper", "follow_muted"));
    expect(await ask(devnet, "bridge.get_follow_list", { observer: "alice", follow_type: "follow_muted" })).toEqual([
      { name: "list-keeper", blacklist_description: "", muted_list_description: "Loud ones" },
    ]);
    inBlock(devnet, "alice", comment("alice", { permlink: "root" }));
    inBlock(devnet, "dave", reply("dave"));
    inBlock(devnet, "bob", reply("bob"));
    inBlock(devnet, "bob", comment("bob", { parent_author: "dave", parent_permlink: "re", permlink: "re-dave" }));
    const keys = async (observer?: string): Promise<readonly string[]> => {
      const named = { author: "alice", permlink: "root", ...(observer === undefined ? {} : { observer }) };
      return Object.keys((await ask(devnet, "bridge.get_discussion", named)) as object);
    };
    expect(await keys()).toEqual(["alice/root", "dave/re", "bob/re-dave", "bob/re"]);
    expect(await keys("alice")).toEqual(["alice/root", "bob/re"]);
  });

  test("make the feed, with what was reblogged", async () => {
    inBlock(devnet, "dave", follow("dave", "bob", "blog"));
    inBlock(devnet, "carol", comment("carol", { permlink: "worth-it" }));
    inBlock(devnet, "bob", comment("bob", { permlink: "own" }));
    inBlock(
      devnet,
      "bob",
      note("bob", "reblog", ["reblog", { account: "bob", author: "carol", permlink: "worth-it" }]),
    );
    const list = (sort: string, account: string): Promise<unknown> =>
      ask(devnet, "bridge.get_account_posts", { sort, account });
    const reblogged = { author: "carol", permlink: "worth-it", reblogged_by: ["bob"], reblogs: 1 };
    expect(await list("feed", "dave")).toMatchObject([reblogged, { author: "bob", permlink: "own" }]);
    expect(await list("blog", "bob")).toMatchObject([reblogged, { author: "bob", permlink: "own" }]);
    expect(await ask(devnet, "condenser_api.get_reblogged_by", ["carol", "worth-it"])).toEqual(["bob"]);
    const undo = { account: "bob", author: "carol", permlink: "worth-it", delete: "delete" };
    inBlock(devnet, "bob", note("bob", "follow", ["reblog", undo]));
    expect(await list("feed", "dave")).toMatchObject([{ permlink: "own" }]);
  });
});
