import type { Capability, Decision } from "../decision/decision.ts";
import { oneLine } from "../shared/one-line.ts";
import { activityTable } from "./activity-table.ts";
import type { DigestEntry } from "./digest-entry.ts";
import { harmlessMarkdown, literalMarkdown } from "./harmless.ts";

/** What a digest tells of. */
export interface DigestContent {
  /** In the order of their worth. */
  readonly entries: readonly DigestEntry[];
  /** How many more posts there were that the budget left no room to read. */
  readonly unread: number;
}

/**
 * Of a transaction's 65,280 bytes (maximum_block_size less 256, as hived checks it) the rest is for title, metadata with
 * fifty sources, options and signature.
 */
export const bodyBytes = 48 * 1024;
/** How much of an entry is told, from all of it down to a line: the last entries give way first. */
const details = ["all", "no key points", "no summary", "a line"] as const;
type Detail = (typeof details)[number];

/**
 * The body of a digest: the opening, what was read by topic, each post with a quote that shows word for word and links to
 * it, a table of activity, and how it was made. At most 48 KiB, whatever the model said: beyond that the last entries are
 * told more briefly, in whole sentences.
 */
export function composeDigest(opening: string, content: DigestContent): string {
  const { entries } = content;
  const told = entries.map((): Detail => "all");
  for (const detail of details) {
    for (let last = entries.length - 1; last >= 0; last--) {
      const body = compose(opening, content, told);
      if (Buffer.byteLength(body) <= bodyBytes) return body;
      told[last] = detail;
    }
  }
  return compose(opening, content, told);
}

/** A digest for which the model found no words of its own, for one of these capabilities: the headlines speak. */
export function plainDigest(entries: readonly DigestEntry[], may: readonly Capability[]): Decision {
  const headlines = entries.map(({ headline }) => headline);
  const [first = ""] = headlines;
  const body = headlines.slice(0, 3).join(" · ");
  return {
    reason: "The model wrote no title and opening that could be used; the posts speak for themselves.",
    ...(may.includes("reply") && { reply: { body } }),
    ...(may.includes("post") && {
      post: { title: entries.length > 1 ? `${first} (+${entries.length - 1})` : first, body },
    }),
    ...(may.includes("thread") && { thread: { body: first } }),
  };
}

function compose(opening: string, content: DigestContent, told: readonly Detail[]): string {
  const groups = new Map<string, string[]>();
  content.entries.forEach((entry, index) => {
    groups.set(entry.topic, [...(groups.get(entry.topic) ?? []), renderEntry(entry, told[index] ?? "all")]);
  });
  const sections = Array.from(groups, ([topic, entries]) =>
    [...(groups.size > 1 ? [`## ${capitalised(topic)}`] : []), ...entries].join("\n\n"),
  );
  const table = activityTable(content.entries);
  return [
    harmlessMarkdown(opening),
    ...sections,
    ...(table === undefined ? [] : ["## Activity", table]),
    `*${makingOf(content)}*`,
  ].join("\n\n");
}

function renderEntry(entry: DigestEntry, detail: Detail): string {
  const { headline, quote, summary, keyPoints } = entry;
  const title = literalMarkdown(oneLine(headline));
  if (detail === "a line") return `**${title}** · ${placeOf(entry)}`;
  const points = keyPoints.map((point) => `- ${literalMarkdown(oneLine(point))}`).join("\n");
  return [
    `### ${title}`,
    `> ${literalMarkdown(oneLine(quote))}`,
    ...(summary === "" || detail === "no summary" ? [] : [literalMarkdown(oneLine(summary))]),
    ...(points === "" || detail !== "all" ? [] : [points]),
    placeOf(entry),
  ].join("\n\n");
}

function placeOf({ author, permlink, canonicalUrl, readingMinutes }: DigestEntry): string {
  const own = `https://inleo.io/@${author}/${encodeURIComponent(permlink)}`;
  const elsewhere = canonicalUrl === undefined || canonicalUrl === own ? undefined : canonicalUrl;
  return [
    `[${author} on INLEO](${own})`,
    ...(elsewhere === undefined ? [] : [`[on ${new URL(elsewhere).hostname}](${elsewhere})`]),
    `${readingMinutes} min read`,
  ].join(" · ");
}

function makingOf({ entries, unread }: DigestContent): string {
  const authors = new Set(entries.map(({ author }) => author)).size;
  const read = `Made from ${counted(entries.length, "post")} by ${counted(authors, "author")}, read one by one; the quotes are the authors' own words.`;
  if (unread === 0) return read;
  return `${read} ${counted(unread, "more post")} ${unread === 1 ? "was" : "were"} left out: there was no time to read ${unread === 1 ? "it" : "them"}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
