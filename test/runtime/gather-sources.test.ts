import { expect, test } from "vitest";
import type { Post } from "../../src/chain/post.ts";
import { gatherPosts } from "../../src/runtime/gather-sources.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import type { Gather } from "../../src/trigger/gather.ts";
import { schedule } from "../../src/trigger/schedule.ts";
import { inleoPosts } from "../support/inleo-posts.ts";
import { openPostVillage, type PostVillage } from "../support/post-village.ts";

const signal = new AbortController().signal;
const genesisTime = new Date("2026-11-20T06:00:00Z");
const evening = new Date("2026-11-20T18:00:00Z");

function gatherOf(given: object): Gather {
  const { schedule: parsed } = schedule.rule.parse({ on: "schedule", name: "x", cron: "0 18 * * *", gather: given });
  if (!parsed?.gather) throw new Error("gathers nothing");
  return parsed.gather;
}

interface GatherOptions {
  readonly slot?: Date;
  readonly stopped?: readonly string[];
  readonly embedder?: Embedder;
}

async function gathered(
  { reader }: PostVillage,
  given: object,
  { slot = evening, stopped = [], embedder }: GatherOptions = {},
): Promise<readonly Post[]> {
  const pickStopped = async () => new Set(stopped);
  const rooms = { reader, ownAccounts: ["inleo.digest"], pickStopped, ...(embedder && { embedder }) };
  return (await gatherPosts(gatherOf(given), slot, rooms, signal)).posts;
}

const namesOf = (posts: readonly Post[]): string[] => posts.map(({ author, permlink }) => `${author}/${permlink}`);

async function openInleo(): Promise<PostVillage> {
  const authors = [...new Set(inleoPosts.map(({ author }) => author))];
  const village = await openPostVillage({
    genesisTime,
    accounts: [...authors, "inleo.digest"].map((name) => ({ name, vests: 1_000_000_000_000 })),
  });
  village.write(inleoPosts);
  return village;
}

test("a day on INLEO is gathered without what a digest should not read, and what nearly repeats comes once", async () => {
  const village = await openInleo();
  const posts = await gathered(village, { community: "hive-167922", take: 50 });
  const kinds = new Map(inleoPosts.map((post) => [`${post.author}/${post.permlink}`, post.kind]));
  const counts: Record<string, number> = {};
  for (const name of namesOf(posts)) counts[kinds.get(name) ?? "?"] = (counts[kinds.get(name) ?? "?"] ?? 0) + 1;
  expect(counts).toEqual({
    prices: 6,
    tutorial: 5,
    poll: 2,
    life: 6,
    language: 7,
    short: 1,
    injection: 4,
    rant: 2,
    repeat: 1,
    markup: 3,
  });
  expect(new Set(namesOf(posts)).size).toBe(posts.length);
});

test("nothing is left out where the file says so, but what has no words and what nearly repeats", async () => {
  const village = await openInleo();
  const exclude = { accounts: [], tags: [], declined: false, muted: false, bots: false, crossposts: false };
  const found = new Set(namesOf(await gathered(village, { community: "hive-167922", take: 50, exclude })));
  const missing = inleoPosts.filter(({ author, permlink }) => !found.has(`${author}/${permlink}`));
  expect(missing.map(({ author }) => author)).toEqual(["photophil", "catkatja", "weeklywanda", "weeklywanda"]);
});

test("what the file says to leave out is left out", async () => {
  const village = await openInleo();
  const authors = async (given: object) =>
    (await gathered(village, { community: "hive-167922", take: 50, ...given })).map(({ author }) => author);
  expect(await authors({})).not.toEqual(expect.arrayContaining(["adultada"]));
  expect(await authors({ exclude: { tags: [] } })).toContain("adultada");
  expect(await authors({ exclude: { bots: false } })).toEqual(expect.arrayContaining(["ai-summaries", "honesthanna"]));
  expect(await authors({ exclude: { crossposts: false } })).toContain("crosschris");
  expect(await authors({ exclude: { accounts: ["marketmara"] } })).not.toContain("marketmara");
  expect(await authors({ minWords: 30 })).not.toContain("gmgina");
  expect((await gathered(village, { community: "hive-167922", take: 50 }, { stopped: ["marketmara"] })).length).toBe(
    36,
  );
});

test("a language is kept to, and what is too short to tell stays", async () => {
  const village = await openInleo();
  const authors = async (language: string | string[]) =>
    (await gathered(village, { community: "hive-167922", take: 50, language })).map(({ author }) => author);
  const english = await authors("en");
  expect(english).toEqual(expect.arrayContaining(["marketmara", "gmgina"]));
  for (const other of ["minjunk", "weiwen", "layla-ar", "carloscaracas", "jonasjena", "olenaua", "sakuraosaka"])
    expect(english).not.toContain(other);
  expect(await authors(["ko", "zh", "ar"])).toEqual(expect.arrayContaining(["minjunk", "weiwen", "layla-ar"]));
});

test("diverse takes few of one author and of one topic", async () => {
  const village = await openInleo();
  const diverse = { community: "hive-167922", rank: "diverse", take: 40, language: "en" };
  const authors = (await gathered(village, diverse)).map(({ author }) => author);
  const onBitcoin = authors.filter((author) => ["marketmara", "chartcarl", "satsanna"].includes(author));
  expect(onBitcoin).toHaveLength(2);
  expect(new Set(authors).size).toBe(authors.length);
  const one = await gathered(village, { ...diverse, atMost: { perTopic: 1 } });
  expect(one.filter(({ author }) => ["marketmara", "chartcarl", "satsanna"].includes(author))).toHaveLength(1);
});

test("where a model embeds, topics are told apart by it", async () => {
  const village = await openInleo();
  const asked: string[] = [];
  // Three topics that no word tells: by the length of the text.
  const embedder: Embedder = {
    identity: "by-length",
    dimension: 3,
    async embed(texts) {
      asked.push(...texts);
      return texts.map((text) => Float32Array.from([0, 1, 2], (topic) => (text.length % 3 === topic ? 1 : 0)));
    },
  };
  const given = { community: "hive-167922", rank: "diverse", take: 50, atMost: { perTopic: 2 } };
  const posts = await gathered(village, given, { embedder });
  expect(posts).toHaveLength(6);
  expect(asked.length).toBeGreaterThan(30);
});

test.each([
  ["payout", ["carol/big", "bob/new", "alice/talked"]],
  ["votes", ["alice/talked", "carol/big", "bob/new"]],
  ["comments", ["alice/talked", "bob/new", "carol/big"]],
  ["newest", ["bob/new", "carol/big", "alice/talked"]],
])("rank: %s", async (rank, expected) => {
  const village = await openPostVillage({
    genesisTime,
    accounts: ["alice", "bob", "carol", "poor.one", "poor.two"].map((name) => ({
      name,
      vests: name.startsWith("poor") ? 1_000 : 1_000_000_000,
    })),
  });
  const { devnet, write } = village;
  write([{ author: "alice", permlink: "talked", body: "Much talked about, this one is." }]);
  write([{ author: "carol", permlink: "big", body: "Somebody rich liked what stands here." }]);
  write([{ author: "bob", permlink: "new", body: "Just written, nobody knows it yet." }]);
  write([{ author: "bob", permlink: "answer", body: "Yes", parent: { author: "alice", permlink: "talked" } }]);
  for (const [voter, author, permlink] of [
    ["poor.one", "alice", "talked"],
    ["poor.two", "alice", "talked"],
    ["bob", "carol", "big"],
  ])
    devnet.broadcastAs(voter ?? "", [["vote", { voter, author, permlink, weight: 10_000 }]]);
  devnet.mine();
  expect(namesOf(await gathered(village, { community: "hive-167922", rank }))).toEqual(expected);
});

const threads = ["leothread-2026-11-20-05", "leothread-2026-11-20-10"] as const;

async function openThreads(): Promise<PostVillage> {
  const village = await openPostVillage({
    genesisTime,
    accounts: ["leothreads", "ann", "ben", "cat", "dan"].map((name) => ({ name })),
  });
  const { devnet, write } = village;
  const inContainer = (author: string, permlink: string, at: 0 | 1) => ({
    author,
    permlink,
    body: `What ${author} thinks of ${permlink} today.`,
    parent: { author: "leothreads", permlink: threads[at] },
    app: "leothreads/0.3",
  });
  const container = (at: 0 | 1) => ({
    author: "leothreads",
    permlink: threads[at],
    title: "LeoThread",
    body: "Threads",
  });
  write([container(0)]);
  write([inContainer("ann", "long-ago", 0)]);
  devnet.advance(4 * 3_600);
  write([inContainer("ben", "in-the-old-one", 0), container(1)]);
  write([inContainer("cat", "in-the-new-one", 1)]);
  write([{ ...inContainer("dan", "an-answer", 1), parent: { author: "cat", permlink: "in-the-new-one" } }]);
  return village;
}

test("threads are read from every container that was open in the window, without the answers to them", async () => {
  const village = await openThreads();
  const slot = new Date(village.devnet.head().timestamp.getTime() + 3_600_000);
  const since = { container: "leothreads", since: "2h", rank: "newest" };
  expect(namesOf(await gathered(village, since, { slot }))).toEqual(["cat/in-the-new-one", "ben/in-the-old-one"]);
  const all = await gathered(village, { ...since, since: "24h" }, { slot });
  expect(all).toHaveLength(3);
});

test("several places are read together, and what two of them have comes once", async () => {
  const village = await openInleo();
  const from = [{ tag: "bitcoin" }, { community: "hive-167922" }, { authors: ["marketmara", "nobody.here"] }];
  const posts = await gathered(village, { from, take: 50 });
  expect(new Set(namesOf(posts)).size).toBe(posts.length);
  expect(posts).toHaveLength(37);
  const own = await gathered(village, { from: [{ authors: ["marketmara", "nobody.here"] }, { tag: "unheard-of" }] });
  expect(namesOf(own)).toEqual(["marketmara/bitcoin-holds-92-000-after-a-rough-week"]);
});

test("an app narrows a place, or all of Hive", async () => {
  const village = await openInleo();
  const exclude = { crossposts: false };
  expect(namesOf(await gathered(village, { app: "peakd", exclude }))).toEqual(["crosschris/sourdough-in-five-steps"]);
  expect(await gathered(village, { community: "hive-167922", app: "LeoThreads", take: 50, exclude })).toHaveLength(37);
});

test("slot after slot, each post is read at exactly one, and none while hivemind may still lack its neighbours", async () => {
  const village = await openPostVillage({ genesisTime, accounts: [{ name: "ann" }] });
  for (let index = 0; index < 12; index++) {
    village.write([{ author: "ann", permlink: `p${index}`, body: `Number ${index} of what I write this morning.` }]);
    village.devnet.advance(6 * 60);
  }
  const all = await village.reader.readAuthor("ann", { since: genesisTime, limit: 20 }, signal);
  const writtenAt = (permlink: string): number =>
    all.find((post) => post.permlink === permlink)?.createdAt.getTime() ?? 0;
  // Exactly at the end of a window, which is the beginning of the next one.
  const first = writtenAt("p3") + 60_000;
  const read: string[] = [];
  for (let slot = first; slot < first + 2 * 3_600_000; slot += 20 * 60_000) {
    const given = { community: "hive-167922", since: slot === first ? "1h" : "20m", take: 50 };
    read.push(...namesOf(await gathered(village, given, { slot: new Date(slot) })));
  }
  expect(read.toSorted()).toEqual(Array.from({ length: 12 }, (_, index) => `ann/p${index}`).toSorted());

  const tooEarly = new Date(writtenAt("p7") + 59_000);
  const before = namesOf(await gathered(village, { community: "hive-167922", take: 50 }, { slot: tooEarly }));
  expect(before).toHaveLength(7);
  expect(before).not.toContain("ann/p7");
});

test("a source that cannot be read fails, rather than that half of the posts be taken for all", async () => {
  const village = await openInleo();
  const reader: PostVillage["reader"] = {
    ...village.reader,
    readAuthor: async () => Promise.reject(new Error("no node answers")),
  };
  const from = [{ community: "hive-167922" }, { authors: ["marketmara"] }];
  await expect(gathered({ ...village, reader }, { from })).rejects.toThrow("no node answers");
});
