import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { loadScenario } from "../../src/devnet/scenario/load-scenario.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { call } from "./call.ts";

async function loading(text: string): Promise<string> {
  const file = join(await temporaryFolder({ "s.yaml": text }), "s.yaml");
  try {
    await loadScenario(file);
    return "fine";
  } catch (error) {
    return (error as Error).message.replaceAll(file, "s.yaml");
  }
}

interface WireOperation {
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

async function operationsOn(url: string): Promise<readonly WireOperation[]> {
  const { result } = await call(url, "block_api.get_block_range", { starting_block_num: 1, count: 1000 });
  const { blocks } = result as { blocks: { transactions: { operations: WireOperation[] }[] }[] };
  return blocks.flatMap(({ transactions }) => transactions.flatMap(({ operations }) => operations));
}

describe("a scenario file", () => {
  test("is refused with the place and a guess for every slip", async () => {
    const complaints = await loading(
      [
        "version: 1",
        "accounts:",
        "  - name: alice",
        "    vest: 5",
        "  - name: Bob",
        "posts:",
        "  - author: alice",
        "    title: T",
        "    body: B",
        '    votes: [{ voter: alice, weight: "200%" }]',
      ].join("\n"),
    );
    expect(complaints.split("\n")).toEqual([
      's.yaml:4:5 accounts.0: unknown key "vest"; did you mean "vests"?',
      "s.yaml:5:11 accounts.1.name: must be a Hive account name, without @",
      's.yaml:10:37 posts.0.votes.0.weight: must be a weight from -100% to 100%, such as "50%"',
    ]);
  });

  test("names nobody whom it does not make, and nobody twice", async () => {
    const complaints = await loading(
      [
        "version: 1",
        "accounts: [{ name: alice }, { name: alice }]",
        "posts: [{ author: alicia, title: T, body: B, replies: [{ author: eve, body: B }] }]",
        "follows: [{ follower: alice, following: [mallory] }]",
      ].join("\n"),
    );
    expect(complaints.split("\n")).toEqual([
      "s.yaml:2:37 accounts.1.name: alice stands here twice",
      "s.yaml:3:9 posts.0: needs a community or a tag to stand under",
      's.yaml:3:19 posts.0.author: there is no account alicia under accounts or communities; did you mean "alice"?',
      "s.yaml:3:66 posts.0.replies.0.author: there is no account eve under accounts or communities",
      "s.yaml:4:42 follows.0.following.0: there is no account mallory under accounts or communities",
    ]);
  });

  test("that cannot be found or is no YAML says so", async () => {
    await expect(loadScenario("nowhere.yaml")).rejects.toThrow("nowhere.yaml: does not exist");
    expect(await loading("version: 1\naccounts: [{ name: alice }")).toContain("s.yaml:2:");
  });
});

describe("the example scenario", () => {
  test("comes to life in real operations before anybody looks, up to the present moment", async () => {
    const scenario = await loadScenario("examples/scenario.yaml");
    await using devnet = await createDevnet({ interval: "manual", scenario });
    const types = (await operationsOn(devnet.url)).map(({ type }) => type);
    const countOf = (type: string): number => types.filter((one) => one === `${type}_operation`).length;
    expect(["custom_json", "comment", "comment_options", "vote"].map(countOf)).toEqual([4, 9, 3, 4]);
    const age = Date.now() - devnet.head().timestamp.getTime();
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(60_000);
  });

  test("makes people, posts, votes and threads that the node shows as it shows any others", async () => {
    const scenario = await loadScenario("examples/scenario.yaml");
    await using devnet = await createDevnet({ interval: "manual", scenario });
    const permlink = "what-a-beehive-teaches-about-money";
    const { result: post } = await call(devnet.url, "condenser_api.get_content", ["alice", permlink]);
    expect(post).toMatchObject({ category: "hive-167922", children: 3, net_votes: 2 });
    const { result: accounts } = await call(devnet.url, "condenser_api.get_accounts", [["alice", "hive-167922"]]);
    expect(accounts).toMatchObject([
      { name: "alice", created: "2018-03-04T00:00:00", balance: "250.000 HIVE", hbd_balance: "40.000 HBD" },
      { name: "hive-167922" },
    ]);
    const container = scenario.containers[0];
    expect(container?.permlink).toBeUndefined();
    const { result: feed } = await call(devnet.url, "bridge.get_account_posts", {
      sort: "posts",
      account: "leothreads",
    });
    const [held] = feed as { permlink: string; children: number }[];
    expect(held?.permlink).toMatch(/^leothread-\d{4}-\d\d-\d\d-\d\d-\d\d$/);
    expect(held?.children).toBe(3);
    const { result: thread } = await call(devnet.url, "condenser_api.get_content", ["carol", "re-leothreads-1"]);
    expect(thread).toMatchObject({ parent_author: "leothreads", title: "RE: LeoThread" });
    const titles = (await operationsOn(devnet.url)).map(({ value }) => value["title"]);
    expect(titles).toContain('@carol "Good morning, INLEO! Who else is up with the bees?"');
    const metadata = JSON.parse((thread as { json_metadata: string }).json_metadata) as object;
    expect(metadata).toMatchObject({
      app: "leothreads/0.3",
      tags: ["leofinance"],
      canonical_url: "https://inleo.io/threads/view/carol/re-leothreads-1",
      isPoll: false,
    });
  });

  test("speaks of TBD where the chain does", async () => {
    const scenario = await loadScenario("examples/scenario.yaml");
    await using devnet = await createDevnet({ interval: "manual", scenario, assets: "testnet" });
    const { result } = await call(devnet.url, "condenser_api.get_content", ["bob", "my-bot-does-not-answer-me"]);
    expect(result).toMatchObject({ max_accepted_payout: expect.stringMatching(/^0\.000 /) as string });
  });
});

describe("planting a scenario", () => {
  const accounts = [{ name: "alice" }, { name: "bob" }];
  const nothing = { communities: [], containers: [], follows: [], mutes: [] };
  const written = { votes: [], replies: [], app: "test/1", payout: "accepted" as const, tags: ["test"], body: "B" };

  test("keeps the five minutes between two posts of one person and the three seconds between two replies", async () => {
    const replies = [1, 2, 3].map((number) => ({ author: "bob", body: `${number}`, votes: [], replies: [] }));
    const posts = [1, 2, 3].map((number) => ({ ...written, author: "alice", title: `Post ${number}`, replies }));
    await using devnet = await createDevnet({
      interval: "manual",
      scenario: { version: 1, accounts, ...nothing, posts },
    });
    const { result } = await call(devnet.url, "condenser_api.get_accounts", [["alice", "bob"]]);
    expect(result).toMatchObject([{ post_count: 3 }, { post_count: 9 }]);
  });

  test("puts more than five follows of one person into several blocks", async () => {
    const others = Array.from("abcdefghijkl", (letter) => `friend-${letter}`);
    await using devnet = await createDevnet({
      interval: "manual",
      scenario: {
        version: 1,
        ...nothing,
        accounts: [...accounts, ...others.map((name) => ({ name }))],
        posts: [],
        follows: [{ follower: "alice", following: others }],
      },
    });
    expect(devnet.head().number).toBe(4);
  });

  test("names the place of what the chain refuses", async () => {
    const poor = [{ name: "alice", vests: 0 }, { name: "bob" }];
    const posts = [1, 2].map((number) => ({ ...written, author: "alice", title: `Post ${number}` }));
    const scenario = { version: 1 as const, ...nothing, accounts: poor, posts };
    await expect(createDevnet({ interval: "manual", scenario })).rejects.toThrow(/^the chain refuses posts\.1: .*RC/);
  });
});
