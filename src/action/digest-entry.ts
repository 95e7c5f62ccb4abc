/** One cited post of a digest. */
export interface DigestEntry {
  readonly author: string;
  readonly permlink: string;
  readonly createdAt: Date;
  /** How long it takes to read the post. */
  readonly readingMinutes: number;
  /** Where its author's own front end shows it, an https address; absent where that is not known or not to be trusted. */
  readonly canonicalUrl: string | undefined;
  /** SHA-256 of the body as it was read, hex: an edit shows. */
  readonly bodyHash: string;
  /** A verbatim span of the post. */
  readonly quote: string;
  readonly headline: string;
  /** Empty where nothing of it was supported by the post. */
  readonly summary: string;
  readonly keyPoints: readonly string[];
  /** One word. */
  readonly topic: string;
}

/** Names a cited post in `json_metadata`, in the order of the digest. */
export interface DigestSource {
  readonly author: string;
  readonly permlink: string;
  readonly sha256: string;
}

/** What a digest is made of, for machines: so that anybody can check it against the posts as they were. */
export function sourcesOf(entries: readonly DigestEntry[]): DigestSource[] {
  return entries.map(({ author, permlink, bodyHash }) => ({ author, permlink, sha256: bodyHash }));
}
