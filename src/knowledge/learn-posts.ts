import { createHash } from "node:crypto";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Post } from "../chain/post.ts";
import { forgetDocuments, learnDocument, mostPiecesOfAll, type Desk, type FoundDocument } from "./desk.ts";
import { postSources, type PostSource, type Student } from "./source.ts";

/** What of the chain is asked. */
export type PostReader = Pick<ChainReader, "readAuthor" | "findPost" | "wasDeleted">;

/** So many of an author's posts are known, the newest. */
const mostPosts = 500;
const beginning = new Date(0);

/**
 * Brings what an agent knows from posts up to date with what nodes list: new and edited ones are learned, deleted ones
 * forgotten. Throws `chain_unreachable`, as store and embedder do, and the signal's reason when aborted.
 */
export async function learnPosts(student: Student, chain: PostReader, desk: Desk, signal: AbortSignal): Promise<void> {
  const sources = postSources(student.sources);
  const listed = new Set<string>();
  for (const source of sources) {
    const only = (post: Post): boolean => isWanted(post, source);
    for (const post of await chain.readAuthor(source.author, { since: beginning, limit: mostPosts, only }, signal)) {
      listed.add(nameOf(post));
      await learnPost(post, student, desk, signal);
    }
  }
  const known = await desk.store.readDocuments(student.agent);
  for (const { source, kind } of known) {
    if (kind !== "post" || listed.has(source)) continue;
    const [author = "", permlink = ""] = source.slice(1).split("/");
    await refreshPost({ author, permlink }, student, chain, desk, signal);
  }
}

/**
 * Looks at one post again: learns it, or forgets it when it was deleted or is not wanted any more. `false`: the node does
 * not know it, or of a known one not yet the edit that happened at `since`. Throws as {@link learnPosts} does.
 */
export async function refreshPost(
  { author, permlink }: Pick<Post, "author" | "permlink">,
  student: Student,
  chain: PostReader,
  desk: Desk,
  signal: AbortSignal,
  since = beginning,
): Promise<boolean> {
  const wanted = postSources(student.sources).filter((source) => source.author === author);
  const post = await chain.findPost(author, permlink, signal);
  const isGone = post === undefined && (await chain.wasDeleted(author, permlink, signal));
  if (isGone || wanted.length === 0 || (post && !wanted.some((source) => isWanted(post, source)))) {
    await forgetDocuments(student.agent, [nameOf({ author, permlink })], desk);
    return true;
  }
  if (post === undefined) return false;
  const known = await desk.store.readDocuments(student.agent);
  const isEdit = known.some(({ source }) => source === nameOf(post));
  if (isEdit && (post.updatedAt ?? post.createdAt) < since) return false;
  await learnPost(post, student, desk, signal);
  return true;
}

function isWanted({ depth, author, metadata, category }: Post, source: PostSource): boolean {
  if (depth > 0 || author !== source.author) return false;
  return source.tags.length === 0 || source.tags.some((tag) => tag === category || metadata.tags.includes(tag));
}

function nameOf({ author, permlink }: Pick<Post, "author" | "permlink">): string {
  return `@${author}/${permlink}`;
}

async function learnPost(post: Post, student: Student, desk: Desk, signal: AbortSignal): Promise<void> {
  const markdown = `# ${post.title}\n\n${post.body}`;
  const hash = createHash("sha256").update(markdown).digest("hex");
  const bytes = Buffer.byteLength(markdown);
  const found: FoundDocument = { source: nameOf(post), kind: "post", hash, bytes, order: { markdown } };
  const known = await desk.store.readDocuments(student.agent);
  const before = known.find(({ source }) => source === found.source);
  const pieces = known.reduce((sum, { chunks }) => sum + chunks, 0) - (before?.chunks ?? 0);
  await learnDocument(found, before, mostPiecesOfAll - pieces, student, desk, signal);
}
