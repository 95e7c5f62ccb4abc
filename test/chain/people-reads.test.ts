import { describe, expect, it } from "vitest";
import { createPeopleReader } from "../../src/chain/people-reads.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { describeRecorded, readFixture } from "../support/fixtures.ts";
import { startRpcServer } from "../support/rpc-server.ts";

const never = new AbortController().signal;

interface Recorded {
  readonly request: { readonly params: unknown };
  readonly pattern: unknown;
}

/** Asks a node that answers as a real one did. */
async function askRecorded<Answer>(
  pattern: unknown,
  ask: (reader: ReturnType<typeof createPeopleReader>) => Promise<Answer>,
): Promise<Answer> {
  await using server = await startRpcServer(() => ({ result: pattern }));
  return await ask(createPeopleReader(createRpcClient({ nodes: [server.url], backoffMs: 1 })));
}

const patterns = (name: string): Recorded[] => readFixture<Recorded[]>(`hivemind/bridge_api_patterns__${name}.json`);
const answersOf = (name: string): unknown[] =>
  patterns(name).flatMap(({ pattern }) =>
    typeof pattern === "object" && pattern !== null && !("code" in pattern) ? [pattern] : [],
  );

describeRecorded("hivemind", "what real nodes answer about people", () => {
  it("is a profile with its reputation and age", async () => {
    for (const pattern of answersOf("get_profile")) {
      const profile = await askRecorded(pattern, (reader) => reader.readProfile("alice", never));
      expect(profile).toMatchObject({ reputation: expect.any(Number), createdAt: expect.any(Date) });
    }
  });

  it("is a relationship of two accounts", async () => {
    const found = [];
    for (const pattern of answersOf("get_relationship_between_accounts"))
      found.push(await askRecorded(pattern, (reader) => reader.readRelationship("alice", "bob", never)));
    expect(found).toContainEqual({ follows: true, mutes: false, blacklists: false });
    expect(found).toContainEqual({ follows: false, mutes: true, blacklists: false });
  });

  it("is a list of names", async () => {
    const found = [];
    for (const pattern of answersOf("get_follow_list"))
      found.push(await askRecorded(pattern, (reader) => reader.readFollowList("alice", "follow_blacklist", never)));
    expect(found).toContainEqual(new Set(["buildawhale", "hivewatchers", "redeemer", "spaminator"]));
  });

  it("is a role in a community", async () => {
    const found = [];
    for (const pattern of answersOf("get_community_context"))
      found.push(await askRecorded(pattern, (reader) => reader.readMembership("hive-117600", "alice", never)));
    expect(found).toContainEqual({ role: "admin", isSubscribed: true });
    expect(found).toContainEqual({ role: "member", isSubscribed: false });
  });
});

describeRecorded("leofinance_hive_api", "what mainnet answered about an author", () => {
  it("is a post with the blacklists that count", async () => {
    const post = readFixture<object>("leofinance_hive_api/post.json");
    const place = { author: "cwow2", permlink: "p" };
    expect(await askRecorded(post, (reader) => reader.readBlacklists(place, "alice", never))).toEqual([]);
    const listed = { ...post, blacklists: ["reputation-0", "my blacklist", "blacklisted by hivewatchers"] };
    expect(await askRecorded(listed, (reader) => reader.readBlacklists(place, "alice", never))).toEqual([
      "my blacklist",
      "blacklisted by hivewatchers",
    ]);
  });
});

describe("on a dev chain, people", () => {
  async function onDevnet(use: (devnet: Devnet, reader: ReturnType<typeof createPeopleReader>) => Promise<void>) {
    await using devnet = await createDevnet({
      interval: "manual",
      accounts: [
        { name: "alice", reputation: 61, createdAt: new Date("2020-01-01T00:00:00Z") },
        { name: "bob", vests: 1_000_000, receivedVests: 500_000 },
        { name: "carol" },
        { name: "mallory" },
      ],
      communities: [{ name: "hive-167922", title: "INLEO" }],
    });
    await use(devnet, createPeopleReader(createRpcClient({ nodes: [devnet.url] })));
  }
  const custom = (devnet: Devnet, account: string, id: string, json: unknown): void => {
    const fields = { required_auths: [], required_posting_auths: [account], id, json: JSON.stringify(json) };
    devnet.broadcastAs(account, [["custom_json", fields]]);
  };
  const relate = (devnet: Devnet, follower: string, following: string, what: string): void =>
    custom(devnet, follower, "follow", ["follow", { follower, following, what: [what] }]);

  it("have a reputation and an age", async () => {
    await onDevnet(async (_, reader) => {
      expect(await reader.readProfile("alice", never)).toEqual({
        reputation: 61,
        createdAt: new Date("2020-01-01T00:00:00Z"),
      });
      expect(await reader.readProfile("nobody-here", never)).toBeUndefined();
    });
  });

  it("have the stake that they own and were lent, at the price of VESTS", async () => {
    await onDevnet(async (_, reader) => {
      const [alice, bob] = [await reader.readHivePower("alice", never), await reader.readHivePower("bob", never)];
      expect(alice).toBeGreaterThan(0);
      expect(bob).toBeCloseTo(((alice ?? 0) * 1.5) / 100, 3); // 1.5 of 100 million
      expect(await reader.readHivePower("nobody-here", never)).toBeUndefined();
    });
  });

  it("follow, mute and blacklist each other, and follow lists", async () => {
    await onDevnet(async (devnet, reader) => {
      relate(devnet, "alice", "bob", "blog");
      relate(devnet, "carol", "mallory", "ignore");
      relate(devnet, "bob", "mallory", "blacklist");
      devnet.mine();
      relate(devnet, "alice", "bob", "follow_blacklist");
      relate(devnet, "alice", "carol", "follow_muted");
      devnet.mine();
      const none = { follows: false, mutes: false, blacklists: false };
      expect(await reader.readRelationship("alice", "bob", never)).toEqual({ ...none, follows: true });
      expect(await reader.readRelationship("bob", "alice", never)).toEqual(none);
      expect(await reader.readRelationship("carol", "mallory", never)).toEqual({ ...none, mutes: true });
      expect(await reader.readRelationship("bob", "mallory", never)).toEqual({ ...none, blacklists: true });
      expect(await reader.readRelationship("alice", "nobody-here", never)).toBeUndefined();
      expect(await reader.readFollowList("alice", "follow_muted", never)).toEqual(new Set(["carol"]));
      expect(await reader.readFollowList("bob", "blacklisted", never)).toEqual(new Set(["mallory"]));
      expect(await reader.readFollowList("nobody-here", "muted", never)).toBeUndefined();

      const fields = { parent_author: "", parent_permlink: "test", title: "t", body: "b", json_metadata: "" };
      devnet.broadcastAs("mallory", [["comment", { ...fields, author: "mallory", permlink: "p" }]]);
      devnet.mine();
      const post = { author: "mallory", permlink: "p" };
      expect(await reader.readBlacklists(post, "alice", never)).toEqual(["blacklisted by bob"]);
      expect(await reader.readBlacklists(post, "bob", never)).toEqual(["my blacklist"]);
      expect(await reader.readBlacklists(post, "carol", never)).toEqual([]);
      expect(await reader.readBlacklists(post, "nobody-here", never)).toBeUndefined();
    });
  });

  it("are guests of a community until they join it", async () => {
    await onDevnet(async (devnet, reader) => {
      const ask = () => reader.readMembership("hive-167922", "alice", never);
      expect(await ask()).toEqual({ role: "guest", isSubscribed: false });
      custom(devnet, "alice", "community", ["subscribe", { community: "hive-167922" }]);
      devnet.mine();
      expect(await ask()).toEqual({ role: "guest", isSubscribed: true });
      expect(await reader.readMembership("hive-199999", "alice", never)).toBeUndefined();
    });
  });
});
