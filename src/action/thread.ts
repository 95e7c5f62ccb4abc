import type { Comment } from "../chain/operation.ts";
import { oneLine } from "../shared/one-line.ts";
import type { DigestEntry } from "./digest-entry.ts";
import { harmlessMarkdown, literalMarkdown } from "./harmless.ts";

/** A thread is a short text: what it cites ends where the next line would make it longer than this. */
const longest = 1_500;
/** So much of its text INLEO shows in a thread's title (as on chain in 2025). */
const titleCharacters = 50;

/** The text of a short post: what the model says, then a line for each cited post while there is room. */
export function composeThread(words: string, entries: readonly DigestEntry[]): string {
  let text = harmlessMarkdown(words);
  const lines = entries.map(
    ({ author, permlink, headline }) =>
      `- ${literalMarkdown(oneLine(headline))}: [${author}](https://inleo.io/@${author}/${encodeURIComponent(permlink)})`,
  );
  for (const [index, line] of lines.entries()) {
    const longer = `${text}${index === 0 ? "\n\n" : "\n"}${line}`;
    if (longer.length > longest) break;
    text = longer;
  }
  return text;
}

/** The title that INLEO gives a thread: its author and how it begins. */
export function threadTitle(account: string, words: string): string {
  const [line = ""] = words.trim().split("\n", 1);
  const characters = Array.from(line);
  const beginning = characters.length > titleCharacters ? `${characters.slice(0, titleCharacters).join("")}...` : line;
  return `@${account} "${beginning}"`;
}

/** What INLEO writes into a thread's json_metadata (`leothreads/0.3`, 2025), so that it shows there as one; `app` stays ours. */
export function threadMetadata({ author, permlink }: Comment): Readonly<Record<string, unknown>> {
  return {
    tags: ["leofinance", "aiagent"],
    canonical_url: `https://inleo.io/threads/view/${author}/${permlink}`,
    links: [],
    images: [],
    isPoll: false,
    pollOptions: {},
    dimensions: [],
  };
}
