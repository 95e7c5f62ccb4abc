import type { ChainEvent } from "../../chain/event.ts";
import type { ChainReader } from "../../chain/chain-reader.ts";
import type { Post } from "../../chain/post.ts";

/** What somebody might write. */
export interface Imagined {
  readonly text: string;
  readonly by: string;
  /** What it answers; absent for a root post. */
  readonly under?: Post;
  /** The community or tag of a root post. */
  readonly category: string;
}

/** A post that nobody has written. A root post takes its first line for a title where it has several. */
export function imaginedPost({ text, by, under, category }: Imagined, createdAt: Date): Post {
  const [first = "", ...rest] = text.split("\n");
  const hasTitle = under === undefined && rest.length > 0;
  return {
    author: by,
    permlink: `try-${createdAt.getTime()}`,
    parentAuthor: under?.author ?? "",
    parentPermlink: under?.permlink ?? category,
    category: under?.category ?? category,
    title: hasTitle ? first : "",
    body: hasTitle ? rest.join("\n").trim() : text,
    createdAt,
    depth: under === undefined ? 0 : under.depth + 1,
    metadata: { app: "", tags: [], aiTools: false, isCrossPost: false, canonicalUrl: "" },
    payout: 0,
    votes: 0,
    replies: 0,
    isPaidOut: false,
    declinesPayout: false,
    isHidden: false,
  };
}

/** A reader for whom that post stands on chain. */
export function readerWith(imagined: Post, under: Post | undefined, reader: ChainReader): ChainReader {
  const isIt = (author: string, permlink: string): boolean =>
    author === imagined.author && permlink === imagined.permlink;
  return {
    ...reader,
    findPost: async (author, permlink, signal) =>
      isIt(author, permlink) ? imagined : reader.findPost(author, permlink, signal),
    async readThread(author, permlink, signal) {
      if (!isIt(author, permlink)) return reader.readThread(author, permlink, signal);
      const above = under ? await reader.readThread(under.author, under.permlink, signal) : [];
      return [...above, imagined];
    },
  };
}

/** The operation by which a post came to be, as the triggers see it. Its block is not known: 0. */
export function eventOf(post: Post): ChainEvent {
  const { parentAuthor, parentPermlink, author, permlink, title, body, createdAt, metadata } = post;
  const jsonMetadata = JSON.stringify({ app: metadata.app, tags: metadata.tags });
  return {
    id: `${"0".repeat(40)}:0`,
    block: 0,
    timestamp: createdAt,
    operation: { type: "comment", parentAuthor, parentPermlink, author, permlink, title, body, jsonMetadata },
  };
}
