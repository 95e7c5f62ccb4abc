import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { comment, reply, vote } from "./operations.ts";
import { ask, follow, inBlock, note, onCommunity } from "./social-operations.ts";

describe("notifications", () => {
  let devnet: Devnet;
  beforeEach(async () => {
    const accounts = [
      ...["alice", "bob", "carol"].map((name) => ({ name, reputation: 61 })),
      { name: "newcomer" },
      { name: "rogue", reputation: -10 },
    ];
    const communities = [{ name: "hive-167922", title: "INLEO" }];
    const genesisTime = new Date("2026-01-01T00:00:00Z");
    devnet = await createDevnet({ interval: "manual", accounts, communities, genesisTime });
    inBlock(devnet, "alice", comment("alice", { permlink: "root" }));
  });
  afterEach(() => devnet.close());

  const told = (account: string, more: Record<string, unknown> = {}): Promise<unknown> =>
    ask(devnet, "bridge.account_notifications", { account, min_score: 0, ...more });

  test("tell of a reply, a mention, a vote, a follow and a reblog, the newest first", async () => {
    inBlock(devnet, "bob", reply("bob", { body: "Hello @carol and @newcomer, @nobody-here." }));
    inBlock(devnet, "carol", vote("carol", 10_000), follow("carol", "alice", "blog"));
    const reblog = { account: "bob", author: "alice", permlink: "root" };
    inBlock(devnet, "bob", note("bob", "follow", ["reblog", reblog]));
    const answer = {
      date: "2026-01-01T00:00:03",
      id: expect.stringMatching(/^\d{17}$/) as string,
      score: 55,
      url: "@bob/re",
    };
    expect(await told("alice")).toEqual([
      { ...answer, type: "reblog", msg: "@bob reblogged your post", url: "@alice/root", date: "2026-01-01T00:00:09" },
      {
        ...answer,
        type: "vote",
        msg: "@carol voted on your post ($0.50)",
        url: "@alice/root",
        score: 50,
        date: "2026-01-01T00:00:06",
      },
      { ...answer, type: "follow", msg: "@carol followed you", url: "@carol", date: "2026-01-01T00:00:06" },
      { ...answer, type: "reply", msg: "@bob replied to your post", date: "2026-01-01T00:00:03" },
    ]);
    const mention = { ...answer, type: "mention", msg: "@bob mentioned you and 1 others" };
    expect(await told("carol")).toEqual([mention]);
    expect(await told("newcomer")).toEqual([mention]);
  });

  test("have ids like hivemind's: seconds since the chain began, the kind, and a number", async () => {
    inBlock(devnet, "bob", reply("bob"));
    const [{ id }] = (await told("alice")) as [{ id: string }];
    const seconds = Date.parse("2026-01-01T00:00:03Z") / 1000 - Date.parse("2016-03-24T16:00:00Z") / 1000;
    expect(BigInt(id)).toBe((BigInt(seconds) << 28n) | (12n << 22n) | 1n);
  });

  test("tell nothing of oneself, of whom one mutes, and of who has no reputation", async () => {
    inBlock(devnet, "carol", follow("carol", "bob", "ignore"));
    inBlock(
      devnet,
      "alice",
      comment("alice", { parent_author: "alice", parent_permlink: "root", permlink: "self", body: "@alice" }),
    );
    inBlock(devnet, "bob", reply("bob", { body: "@carol look" }));
    inBlock(devnet, "rogue", reply("rogue", { body: "@carol look" }));
    expect(await told("carol")).toBeNull();
    expect(await told("alice")).toMatchObject([{ msg: "@bob replied to your post" }]);
  });

  test("follow an edit: who is mentioned still is told again, who is not any more was never told", async () => {
    inBlock(devnet, "bob", reply("bob", { body: "@carol @newcomer" }));
    inBlock(devnet, "bob", reply("bob", { body: "@newcomer only" }));
    expect(await told("carol")).toBeNull();
    expect(await told("newcomer")).toMatchObject([
      { type: "mention", msg: "@bob mentioned you and 0 others" },
      { type: "mention" },
    ]);
  });

  test("tell of who is mentioned by a patch, in the words of the whole text", async () => {
    inBlock(devnet, "bob", reply("bob", { body: "Hello there" }));
    inBlock(devnet, "bob", reply("bob", { body: "@@ -4,8 +4,16 @@\n lo \n+@carol, \n there\n" }));
    expect(await told("carol")).toMatchObject([{ type: "mention", url: "@bob/re" }]);
    const post = await ask(devnet, "bridge.get_post", { author: "bob", permlink: "re" });
    expect(post).toMatchObject({ body: "Hello @carol, there" });
  });

  test("come in pages, above a score", async () => {
    for (let round = 0; round < 5; round += 1) inBlock(devnet, "bob", reply("bob", { permlink: `re-${round}` }));
    inBlock(devnet, "newcomer", reply("newcomer"));
    const first = (await told("alice", { limit: 2 })) as { id: string; url: string }[];
    expect(first.map(({ url }) => url)).toEqual(["@newcomer/re", "@bob/re-4"]);
    const second = (await told("alice", { limit: 2, last_id: first[1]?.id })) as { url: string }[];
    expect(second.map(({ url }) => url)).toEqual(["@bob/re-3", "@bob/re-2"]);
    expect(await told("alice", { min_score: 26 })).toHaveLength(5);
    expect(await told("alice", { min_score: 56 })).toBeNull();
  });

  test("are counted until they are read", async () => {
    const unread = (): Promise<unknown> =>
      ask(devnet, "bridge.unread_notifications", { account: "alice", min_score: 0 });
    inBlock(devnet, "bob", reply("bob"));
    inBlock(devnet, "carol", reply("carol"));
    expect(await unread()).toEqual({ lastread: "1970-01-01 00:00:00", unread: 2 });
    const read = (date: string): void => {
      inBlock(devnet, "alice", note("alice", "notify", ["setLastRead", { date }]));
    };
    read("2026-01-01T00:00:06");
    expect(await unread()).toEqual({ lastread: "2026-01-01 00:00:06", unread: 1 });
    read("2027-01-01T00:00:00"); // not yet
    read("yesterday");
    expect(await unread()).toEqual({ lastread: "2026-01-01 00:00:06", unread: 1 });
  });

  test("tell a community's owner of a subscriber, and who tries what it may not that it may not", async () => {
    inBlock(devnet, "bob", onCommunity("bob", "subscribe"));
    inBlock(devnet, "bob", onCommunity("bob", "subscribe"));
    inBlock(devnet, "bob", onCommunity("bob", "setRole", { account: "carol", role: "mod" }));
    expect(await told("hive-167922")).toMatchObject([
      { type: "subscribe", msg: "@bob subscribed to INLEO", url: "c/hive-167922", score: 55 },
    ]);
    expect(await told("bob")).toMatchObject([
      { type: "error", msg: "error: only mods and up can alter roles", url: "c/hive-167922", score: 35 },
      { type: "error", msg: "error: already subscribed" },
    ]);
  });
});
