import { setMaxListeners } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import type { ChainReader } from "../../src/chain/chain-reader.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { describeRecorded, readFixture } from "../support/fixtures.ts";
import { type Reply, type RpcRequest, type RpcServer, startRpcServer } from "../support/rpc-server.ts";

const never = new AbortController().signal;
setMaxListeners(0, never); // dozens of questions at once
const servers: RpcServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

async function readerOf(reply: (request: RpcRequest) => Reply): Promise<ChainReader> {
  const server = await startRpcServer(reply);
  servers.push(server);
  return createChainReader(createRpcClient({ nodes: [server.url], backoffMs: 1 }));
}

function properties(time: string): Reply {
  const head = { head_block_number: 100, head_block_id: "00000064".padEnd(40, "a"), last_irreversible_block_num: 99 };
  return { result: { ...head, time } };
}

function readerOfPosts(posts: readonly Record<string, unknown>[]): Promise<ChainReader> {
  return readerOf(({ params }) => {
    const { author, permlink } = params as Record<string, string>;
    const post = posts.find((one) => one["author"] === author && one["permlink"] === permlink);
    if (post) return { result: post };
    return { error: { code: -32602, message: `Assert Exception:Post ${author}/${permlink} does not exist`, data: {} } };
  });
}

function wirePost(author: string, parent?: string, fields: object = {}): Record<string, unknown> {
  const post = {
    author,
    permlink: "p",
    category: "hive-167922",
    title: "t",
    body: "b",
    created: "2026-01-01T00:00:00",
  };
  const place = parent === undefined ? { depth: 0 } : { depth: 1, parent_author: parent, parent_permlink: "p" };
  return { ...post, ...place, json_metadata: {}, ...fields };
}

describe("reading posts", () => {
  it("tells a post in our words", async () => {
    const stats = { hide: false, gray: true, total_votes: 3 };
    const fields = {
      stats,
      payout: 1.5,
      children: 2,
      is_paidout: true,
      max_accepted_payout: "0.000 HBD",
      json_metadata: { app: "leothreads/0.3", tags: ["leo"] },
    };
    const reader = await readerOfPosts([wirePost("alice", undefined, fields)]);
    await expect(reader.findPost("alice", "p", never)).resolves.toEqual({
      author: "alice",
      permlink: "p",
      parentAuthor: "",
      parentPermlink: "hive-167922",
      category: "hive-167922",
      title: "t",
      body: "b",
      createdAt: new Date("2026-01-01T00:00:00Z"),
      depth: 0,
      metadata: { app: "leothreads/0.3", tags: ["leo"], aiTools: false, isCrossPost: false, canonicalUrl: "" },
      payout: 1.5,
      votes: 3,
      replies: 2,
      isPaidOut: true,
      declinesPayout: true,
      isHidden: true,
    });
  });

  it("knows a post that is not there from a node that fails", async () => {
    const absent = await readerOfPosts([]);
    await expect(absent.findPost("a", "p", never)).resolves.toBeUndefined();
    await expect(absent.readThread("a", "p", never)).resolves.toEqual([]);
    const deleted = { error: { code: -31999, message: "Invalid parameters", data: "Post a/b was deleted 1 time(s)" } };
    await expect((await readerOf(() => deleted)).findPost("a", "b", never)).resolves.toBeUndefined();
    const refused = { error: { code: -32602, message: "Assert Exception:invalid account char" } };
    await expect((await readerOf(() => refused)).findPost("A", "b", never)).rejects.toThrow("invalid account char");
    await expect((await readerOf(() => ({ result: null }))).findPost("a", "b", never)).rejects.toThrow("with a post");
  });

  it("walks from a reply up to its root", async () => {
    const reader = await readerOfPosts([wirePost("alice"), wirePost("bob", "alice"), wirePost("carol", "bob")]);
    const thread = await reader.readThread("carol", "p", never);
    expect(thread.map(({ author }) => author)).toEqual(["alice", "bob", "carol"]);
  });

  it("does not pass off half a thread as a whole one", async () => {
    const reader = await readerOfPosts([wirePost("bob", "alice")]);
    await expect(reader.readThread("bob", "p", never)).rejects.toMatchObject({ code: "chain_unreachable" });
  });
});

describe("reading lists of posts", () => {
  const day = (hoursAgo: number) => new Date(Date.UTC(2026, 0, 10) - hoursAgo * 3_600_000).toISOString().slice(0, 19);
  const pinned = wirePost("pin", undefined, { permlink: "pin", created: day(9000), stats: { is_pinned: true } });
  const plain = Array.from({ length: 50 }, (_, index) =>
    wirePost("alice", undefined, { permlink: `p${index}`, created: day(index) }),
  );
  const all = [pinned, ...plain];

  /** As hivemind pages; `inclusive` as older nodes do, which repeat the post they start at. */
  function pages(inclusive: boolean): Promise<ChainReader> {
    return readerOf(({ params }) => {
      const { limit, start_permlink: start } = params as { limit: number; start_permlink?: string };
      if (limit > 20) return { error: { code: -32602, message: `limit = ${limit} outside valid range [1:20]` } };
      const index = start === undefined ? 0 : all.findIndex((post) => post["permlink"] === start) + (inclusive ? 0 : 1);
      return { result: all.slice(index, index + limit) };
    });
  }

  it.each([false, true])("goes back page by page, no post twice (inclusive %j)", async (inclusive) => {
    const reader = await pages(inclusive);
    const options = { since: new Date(`${day(44)}Z`), limit: 100 };
    const posts = await reader.readCommunity("hive-167922", options, never);
    expect(posts.map(({ permlink }) => permlink)).toEqual(Array.from({ length: 45 }, (_, index) => `p${index}`));
  });

  it("ends with a node that gives the same page for ever", async () => {
    const reader = await readerOf(() => ({ result: all.slice(1, 21) }));
    await expect(reader.readCommunity("x", { since: new Date(0), limit: 100 }, never)).resolves.toHaveLength(20);
  });

  it("takes only what is no newer than asked for, and what is wanted of it", async () => {
    const reader = await pages(false);
    const span = { since: new Date(`${day(44)}Z`), until: new Date(`${day(41)}Z`), limit: 100 };
    const posts = await reader.readCommunity("hive-167922", span, never);
    expect(posts.map(({ permlink }) => permlink)).toEqual(["p41", "p42", "p43", "p44"]);
    const only = ({ permlink }: { permlink: string }) => permlink.endsWith("3");
    await expect(reader.readCommunity("hive-167922", { ...span, only }, never)).resolves.toHaveLength(1);
  });

  it("goes through the posts of an account in the same way", async () => {
    const asked: unknown[] = [];
    const reader = await readerOf(({ method, params }) => {
      asked.push({ method, params });
      return { result: plain.slice(0, 3) };
    });
    const posts = await reader.readAuthor("alice", { since: new Date(`${day(1)}Z`), limit: 5 }, never);
    expect(posts.map(({ permlink }) => permlink)).toEqual(["p0", "p1"]);
    expect(asked).toEqual([
      { method: "bridge.get_account_posts", params: { sort: "posts", account: "alice", limit: 20 } },
    ]);
  });

  it.each(["Account alicex does not exist", "Tag hive-123 does not exist"])("finds nothing where %s", async (said) => {
    const reader = await readerOf(() => ({ error: { code: -32602, message: `Assert Exception:${said}` } }));
    await expect(reader.readAuthor("alicex", { since: new Date(0), limit: 5 }, never)).resolves.toEqual([]);
  });

  it("fails where the node fails, rather than to answer half a list", async () => {
    let calls = 0;
    const reader = await readerOf(() =>
      calls++ === 0 ? { result: plain.slice(0, 20) } : { error: { code: -32603, message: "Internal Error" } },
    );
    await expect(reader.readCommunity("x", { since: new Date(0), limit: 100 }, never)).rejects.toThrow(
      "Internal Error",
    );
  });

  it("stops at the limit, and at the end", async () => {
    const reader = await pages(false);
    await expect(reader.readCommunity("x", { since: new Date(0), limit: 7 }, never)).resolves.toHaveLength(7);
    await expect(reader.readCommunity("x", { since: new Date(0), limit: 500 }, never)).resolves.toHaveLength(51);
  });
});

describe("reading what stands under a post", () => {
  it("takes the direct replies, without the post itself and what answers those", async () => {
    const root = wirePost("leothreads");
    const thread = wirePost("bob", "leothreads");
    const answer = { ...wirePost("carol", "bob"), depth: 2 };
    const result = { "leothreads/p": root, "bob/p": thread, "carol/p": answer };
    const reader = await readerOf(({ method }) => (method === "bridge.get_discussion" ? { result } : { result: null }));
    const replies = await reader.readReplies("leothreads", "p", never);
    expect(replies.map(({ author }) => author)).toEqual(["bob"]);
  });
});

describeRecorded("leofinance_hive_api/accounts.json", "reading recorded answers", () => {
  it("reads accounts, with their mana at chain time", async () => {
    const accounts = readFixture<{ name: string }[]>("leofinance_hive_api/accounts.json");
    const wanted = accounts.filter(({ name }) => name === "leofinance");
    const reader = await readerOf(({ method }) =>
      method.includes("properties") ? properties("2022-04-30T00:00:00") : { result: wanted },
    );
    const [account] = await reader.accounts(["leofinance"], never);
    expect(account).toMatchObject({
      name: "leofinance",
      createdAt: new Date("2020-03-17T21:47:30Z"),
      memoKey: "STM5Vz7MkUod4kzCoj5N4xW2FUyXUEgn5eqHx9m8EuupqXyej9aD3",
      posting: { threshold: 1, keys: [{ key: "STM57hDwzvNYEYfL4wLj9REhaRgiNxdFt232SxVzPwZYPqiH2ZfNW", weight: 1 }] },
    });
    expect(account?.votingMana).toBeGreaterThan(0.97);
    expect(account?.votingMana).toBeLessThanOrEqual(1);
  });

  it("reads discussions of INLEO, whatever their metadata looks like", async () => {
    const posts = Object.values(
      readFixture<Record<string, Record<string, unknown>>>("leofinance_hive_api/discussion.json"),
    );
    const reader = await readerOfPosts(posts);
    const depths = await Promise.all(
      posts.map(async ({ author, permlink, depth }) => {
        const thread = await reader.readThread(String(author), String(permlink), never);
        return thread.length === Number(depth) + 1;
      }),
    );
    expect(depths.length).toBeGreaterThan(30);
    expect(depths.every(Boolean)).toBe(true);
  });
});

describeRecorded("hived-recorded/read-gdp.json", "reading a real node's answers", () => {
  const recorded = (name: string): Reply => ({
    result: readFixture<{ response: { result: unknown } }>(`hived-recorded/${name}.json`).response.result,
  });

  it("reads its properties, chain id and resource credits", async () => {
    const reader = await readerOf(({ method }) => {
      if (method.startsWith("rc_api")) return recorded("read-rc-accounts");
      return recorded(method.includes("version") ? "read-version" : "read-gdp");
    });
    await expect(reader.properties(never)).resolves.toEqual({
      headNumber: 156,
      headId: "0000009cedf786a65f3e378670b745b2ed9852ca",
      headTime: new Date("2026-11-22T12:45:51Z"),
      irreversibleNumber: 156,
    });
    await expect(reader.chainId(never)).resolves.toMatch(/^18dcf0a2/);
    const { share: credits, max } = await reader.resourceCredits("alice", never);
    expect(max).toBeGreaterThan(0);
    expect(credits).toBeGreaterThan(0.9);
    expect(credits).toBeLessThanOrEqual(1);
    await expect(reader.resourceCredits("nobody-here", never)).rejects.toMatchObject({ code: "config_invalid" });
  });
});
