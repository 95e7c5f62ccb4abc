import type { Post } from "../chain/post.ts";
import { containerAccounts } from "../trigger/chain-names.ts";
import type { Exclude, Gather } from "../trigger/gather.ts";
import { languageOf } from "../trigger/language.ts";
import { hasWords } from "../trigger/word-count.ts";
import { botMark } from "./bot-marks.ts";

/**
 * Whether a gathered post may be read, as far as its head tells: no agent of this bot wrote it, it is no mere container of
 * short posts, and nothing that the file excludes holds of it. Pure.
 */
export function isWorthReading(
  { author, metadata, category, depth, isHidden, declinesPayout }: Post,
  { accounts, tags, ...exclude }: Exclude,
  ownAccounts: readonly string[],
): boolean {
  if ([...ownAccounts, ...accounts].includes(author)) return false;
  if (depth === 0 && containerAccounts.some((account) => account === author)) return false;
  if (exclude.muted && isHidden) return false;
  if (exclude.declined && declinesPayout) return false;
  if (exclude.crossposts && metadata.isCrossPost) return false;
  if (exclude.bots && botMark({ author, ...metadata }) !== undefined) return false;
  return ![category, ...metadata.tags].some((tag) => tags.includes(tag.toLowerCase()));
}

/**
 * Whether the cleaned text of a post is one to read: it has enough words, in a wanted language. A text that is too short
 * for its language to be told is taken. Pure.
 */
export function hasWordsToRead(text: string, { minWords, languages }: Pick<Gather, "minWords" | "languages">): boolean {
  if (!hasWords(text, Math.max(1, minWords))) return false;
  const language = languages && languageOf(text);
  return languages === undefined || language === undefined || languages.includes(language);
}
