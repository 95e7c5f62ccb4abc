import { defineCommand } from "citty";
import { SkepError } from "../shared/errors.ts";
import type { Store } from "../store/store.ts";
import { openViews } from "./open-views.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { showStory } from "./story-page.ts";

export const explain = defineCommand({
  meta: { name: "explain", description: "Why an agent did what it did, or did nothing" },
  args: {
    ...settingArgs,
    key: {
      type: "positional",
      description: "A job's number, or author/permlink of a post or of a reply of ours",
      required: true,
    },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const key = /^\d+$/.test(args.key) ? Number(args.key) : postOf(args.key);
    const stories = await store.views.findStories(key);
    if (stories.length === 0) throw await unknown(args.key, store);
    if (args.json) console.log(JSON.stringify(stories, undefined, 2));
    else showStory(stories);
  },
});

/** `author/permlink`, also out of a link such as `https://peakd.com/hive-1/@author/permlink#part`. */
function postOf(text: string): string {
  const [path = ""] = text.split(/[?#]/);
  const [permlink = "", author = ""] = path.split("/").toReversed();
  return `${author.replace(/^@/, "")}/${permlink}`;
}

/** Why there is no job can have three reasons; which one holds is not in the database, but where the bot stands is. */
async function unknown(key: string, { views }: Store): Promise<SkepError> {
  const { cursor, cursorAt } = await views.readOverview();
  const place = cursor ? `block ${cursor.number}${cursorAt ? ` of ${cursorAt.toISOString()}` : ""}` : "no block at all";
  return new SkepError(
    "config_invalid",
    `no job was ever made of ${key}. Either it stands in a block after the last one that was read (${place}) or before ` +
      "the first, or no agent's triggers match it (skep replay shows what they match), or it was never written.",
  );
}
