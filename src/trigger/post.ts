import { z } from "zod";
import type { Comment } from "../chain/operation.ts";
import { parseMetadata } from "../chain/metadata.ts";
import { innerStartNeedle, textNeedle, valueNeedle, type Needle } from "../chain/needle.ts";
import { accountName, communityName } from "./chain-names.ts";
import { showsImage } from "./images.ts";
import { languageName, languageOf } from "./language.ts";
import { defineTrigger } from "./trigger.ts";
import { hasWords } from "./word-count.ts";

const options = z.strictObject({
  community: communityName().exactOptional().describe("Only posts in this community, such as hive-167922 (INLEO)."),
  tags: z
    .array(z.string().min(1).max(255))
    .min(1)
    .exactOptional()
    .describe("Only posts that carry one of these tags, without the #."),
  authors: z
    .array(accountName())
    .min(1)
    .exactOptional()
    .describe("Only posts by one of these accounts, without the @."),
  apps: z
    .array(z.string().min(1).max(64))
    .min(1)
    .exactOptional()
    .describe("Only posts that were made with one of these apps, such as leothreads or peakd."),
  minWords: z.int().min(0).max(100_000).default(0).describe("How many words the post must have; links do not count."),
  language: z
    .union([languageName().transform((one) => [one]), z.array(languageName()).min(1)])
    .exactOptional()
    .describe("Only posts that are surely in this language, or in one of these, such as en."),
  hasImages: z.boolean().exactOptional().describe("true: only posts with an image; false: only posts without."),
});
type Options = z.infer<typeof options>;

/** Fires when someone publishes a root post of the wanted kind. */
export const post = defineTrigger({
  kind: "post",
  description: "Someone publishes a post. Every filter that is given must hold.",
  options,
  needles: needlesOf,
  matches({ operation }, wanted) {
    if (operation.type !== "comment" || operation.parentAuthor !== "") return false;
    return isWanted(operation, wanted);
  },
});

/** One filter is enough, since all must hold: the one that the fewest blocks are likely to pass. */
function needlesOf({ community, authors, tags, apps }: Options): readonly (Needle | undefined)[] {
  if (authors !== undefined) return authors.map(valueNeedle);
  if (community !== undefined) return [valueNeedle(community)];
  if (apps !== undefined) return apps.map(innerStartNeedle);
  return tags?.map(textNeedle) ?? [undefined];
}

function isWanted(comment: Comment, wanted: Options): boolean {
  const { community, authors, minWords } = wanted;
  if (community !== undefined && comment.parentPermlink !== community) return false;
  if (authors !== undefined && !authors.includes(comment.author)) return false;
  return saysOfItself(comment, wanted) && hasWords(comment.body, minWords) && shows(comment, wanted);
}

/** By its json_metadata. */
function saysOfItself(comment: Comment, { tags, apps }: Options): boolean {
  if ((tags ?? apps) === undefined) return true;
  const metadata = parseMetadata(comment.jsonMetadata);
  const carried = new Set([comment.parentPermlink, ...metadata.tags].map(inSmallLetters));
  if (tags !== undefined && !tags.some((tag) => carried.has(inSmallLetters(tag)))) return false;
  // An app names itself as "name/version".
  return apps === undefined || apps.includes(metadata.app.split("/")[0] ?? "");
}

/** By what stands in it. */
function shows(comment: Comment, { language, hasImages }: Options): boolean {
  if (hasImages !== undefined && hasImages !== showsImage(comment)) return false;
  return language === undefined || language.includes(languageOf(comment.body) ?? "");
}

// Of ASCII only, as needles are looked for: the Kelvin sign is no k.
function inSmallLetters(tag: string): string {
  return tag.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
