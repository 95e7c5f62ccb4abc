import { expect, it } from "vitest";
import { readingText } from "../../src/context/clean-text.ts";
import { gatherPosts } from "../../src/runtime/gather-sources.ts";
import { schedule } from "../../src/trigger/schedule.ts";
import { describeRecorded } from "../support/fixtures.ts";
import { openPostVillage } from "../support/post-village.ts";
import { recordedInleo } from "../support/recorded-inleo.ts";

const signal = new AbortController().signal;

async function gathered(given: object) {
  const { devnet, reader } = await openPostVillage({ scenario: await recordedInleo(), communities: [] });
  devnet.advance(600);
  const slot = devnet.head().timestamp;
  const { schedule: parsed } = schedule.rule.parse({ on: "schedule", name: "x", cron: "0 18 * * *", gather: given });
  if (!parsed?.gather) throw new Error("gathers nothing");
  const rooms = { reader, ownAccounts: ["inleo.digest"], pickStopped: async () => new Set<string>() };
  const { posts } = await gatherPosts({ ...parsed.gather, since: 7 * 86_400_000 }, slot, rooms, signal);
  return posts;
}

describeRecorded("leofinance_hive_api/discussion.json", "gathering what real people wrote on INLEO", () => {
  it("finds the posts of the community, and their text without pictures and footers", async () => {
    const posts = await gathered({ community: "hive-167922", take: 20 });
    expect(posts.map(({ author }) => author).toSorted()).toEqual(["cwow2", "haveyoursay", "khaleelkazi", "leofinance"]);
    for (const { body } of posts) {
      const text = readingText(body);
      expect(text.length).toBeGreaterThan(200);
      expect(text).not.toMatch(/posted using|!\[|<center>|<img|https?:\/\/\S+\.(?:png|jpe?g)/i);
    }
  });

  it("finds the threads, without those of a bot and those without a word", async () => {
    const threads = await gathered({ container: "leothreads", take: 20 });
    expect(threads.map(({ author }) => author).toSorted()).toEqual([
      "miriammarga",
      "taskmaster4450le",
      "taskmaster4450le",
    ]);
  });

  it("finds what was made with an app on all of Hive, in the languages asked for", async () => {
    const peakd = await gathered({ app: "peakd", take: 20 });
    expect(peakd.map(({ author }) => author).toSorted()).toEqual(["cwow2", "leader7", "nostalgic1212"]);
    const chinese = await gathered({ app: "peakd", language: "zh", take: 20 });
    expect(chinese.map(({ author }) => author)).toContain("nostalgic1212");
    expect(chinese.map(({ author }) => author)).not.toContain("cwow2");
  });
});
