import { createHash } from "node:crypto";
import { trustedAddress } from "../action/canonical-url.ts";
import type { DigestEntry } from "../action/digest-entry.ts";
import type { Post } from "../chain/post.ts";
import { readingText } from "../context/clean-text.ts";
import { digestItemLengths, type DigestItem } from "../decision/digest-item.ts";
import { itemFault, leadsAway } from "../policy/digest-item-rules.ts";
import type { Surroundings } from "../policy/word-rules.ts";
import { beginningOf, countWords, sentencesOf } from "../shared/sentences.ts";
import { readingSection } from "./post-pieces.ts";

/** How fast people read prose, silently: about so many words a minute. */
const wordsPerMinute = 220;
const mostPoints = 3;
// Headings and captions have none.
const endMark = /[.!?…。！？।؟]["”»)]?$/u;

/** What is told of a post. */
export function entryOf(post: Post, item: DigestItem): DigestEntry {
  const { author, permlink, createdAt, body, metadata } = post;
  return {
    author,
    permlink,
    createdAt,
    readingMinutes: Math.max(1, Math.round(countWords(readingText(body)) / wordsPerMinute)),
    canonicalUrl: trustedAddress(metadata.canonicalUrl, post),
    bodyHash: createHash("sha256").update(body).digest("hex"),
    ...item,
  };
}

/**
 * One item of the items of a post's pieces; `undefined` for none. The first piece says what the post is about: headline,
 * quote, summary and topic are its own, the others add their summaries as key points. A model that were to sum
 * the items up would say things of which no source is left to check.
 */
export function mergedItem([first, ...others]: readonly DigestItem[]): DigestItem | undefined {
  if (!first) return undefined;
  const added = others.map(({ summary }) => beginningOf(summary, digestItemLengths.keyPoint));
  return { ...first, keyPoints: [...first.keyPoints, ...added].slice(0, mostPoints) };
}

/**
 * A post's title and its first sentence that leads nowhere and is no heading; `undefined` where that must not stand in a
 * digest: the rest of such a post is not to be trusted either.
 */
export function ownWords(post: Post, surroundings: Surroundings): DigestItem | undefined {
  const { text } = readingSection(post);
  const sentences = sentencesOf(readingText(post.body)).filter((each) => !leadsAway(each));
  const sentence = sentences.find((each) => endMark.test(each)) ?? sentences[0] ?? "";
  const quote = beginningOf(sentence, digestItemLengths.quote, "");
  return [post.title, sentence]
    .map((words) => beginningOf(words, digestItemLengths.headline))
    .filter((headline) => headline !== "" && itemFault({ quote, headline }, text, surroundings) === undefined)
    .map((headline): DigestItem => ({ quote, headline, summary: "", keyPoints: [], topic: "other" }))[0];
}
