import type { Decision } from "../decision/decision.ts";
import { oneLine } from "../shared/one-line.ts";
import { harmlessMarkdown, literalMarkdown } from "./harmless.ts";

/** One cited post of a digest. */
export interface DigestEntry {
  readonly author: string;
  readonly permlink: string;
  readonly headline: string;
  /** A verbatim span of the post. */
  readonly quote: string;
}

/** The body of a digest: the opening, then each post with its link and a quote that shows word for word. */
export function composeDigest(opening: string, entries: readonly DigestEntry[]): string {
  return [harmlessMarkdown(opening), ...entries.map(renderEntry)].join("\n\n");
}

/** A digest for which the model found no words of its own: title and opening are made from what was read. */
export function plainDigest(entries: readonly DigestEntry[]): Decision {
  const [first] = entries;
  return {
    reason: "The model wrote no title and opening that could be used; the posts speak for themselves.",
    post: { title: `Digest: ${first?.headline ?? ""}`, body: "What these posts say, each in its own words." },
  };
}

function renderEntry({ author, permlink, headline, quote }: DigestEntry): string {
  const [title, words] = [headline, quote].map((text) => literalMarkdown(oneLine(text)));
  return `### ${title}\n\n> ${words}\n\n[${author} on INLEO](https://inleo.io/@${author}/${permlink})`;
}
