/** One cited post of a digest. */
export interface DigestEntry {
  readonly author: string;
  readonly permlink: string;
  readonly headline: string;
  /** A verbatim span of the post. */
  readonly quote: string;
}

/** The body of a digest: the opening, then each post with its link and a verbatim quote. */
export function composeDigest(opening: string, entries: readonly DigestEntry[]): string {
  return [opening, ...entries.map(renderEntry)].join("\n\n");
}

function renderEntry({ author, permlink, headline, quote }: DigestEntry): string {
  return `### ${oneLine(headline)}\n\n> ${oneLine(quote)}\n\n[${author} on INLEO](https://inleo.io/@${author}/${permlink})`;
}

function oneLine(value: string): string {
  return value.replaceAll(/\s+/g, " ").trim();
}
