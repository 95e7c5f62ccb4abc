import { isFields } from "../../chain/wire/fields.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { ApiContext } from "./api-context.ts";
import type { SocialPost } from "../hivemind/social-post.ts";
import { commentKey, voteKey, type CommentState, type VoteState } from "../state/comment.ts";

/** What several views of a post need to know beyond its own record. As of the head block, as hivemind sees it. */

/** The root post of a comment's discussion. */
export function rootOf(comment: CommentState, ledger: Ledger): CommentState {
  return ledger.committed().comments.find(commentKey(comment.rootAuthor, comment.rootPermlink)) ?? comment;
}

/** The community or first tag that the discussion stands under. */
export function categoryOf(comment: CommentState, ledger: Ledger): string {
  return rootOf(comment, ledger).parentPermlink;
}

/** The direct replies, oldest first. */
export function repliesTo(comment: CommentState, ledger: Ledger): readonly CommentState[] {
  return comment.replies.flatMap((key) => ledger.committed().comments.find(key) ?? []);
}

/** Everything below a comment, each comment before its replies. */
export function descendantsOf(comment: CommentState, ledger: Ledger): readonly CommentState[] {
  const found: CommentState[] = [];
  const open = [...repliesTo(comment, ledger)].toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    open.push(...repliesTo(next, ledger).toReversed());
  }
  return found;
}

/** The votes that stand, in the order in which the voters first came. */
export function votesOn(comment: CommentState, ledger: Ledger): readonly VoteState[] {
  const { votes } = ledger.committed();
  return comment.voters
    .flatMap((voter) => votes.find(voteKey(comment, voter)) ?? [])
    .filter(({ percent }) => percent !== 0);
}

/** `json_metadata` as an object; empty when it is none. */
export function metadataOf({ jsonMetadata }: CommentState): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(jsonMetadata);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}

/** The path of the post on a front end. */
export function urlOf(comment: CommentState, ledger: Ledger): string {
  const { rootAuthor, rootPermlink, author, permlink, depth } = comment;
  const root = `/${categoryOf(comment, ledger)}/@${rootAuthor}/${rootPermlink}`;
  return depth === 0 ? root : `${root}#@${author}/${permlink}`;
}

/** The title, and for a reply what hivemind makes of the root post's. */
export function titleOf(comment: CommentState, ledger: Ledger): string {
  return comment.depth === 0 ? comment.title : `RE: ${rootOf(comment, ledger).title}`;
}

/** What hivemind knows of the post besides. */
export function socialPostOf({ author, permlink }: CommentState, { hivemind }: ApiContext): SocialPost | undefined {
  return hivemind.social().posts.get(commentKey(author, permlink));
}

/** The text with all patches applied. The state has what was sent last. */
export function bodyOf(comment: CommentState, context: ApiContext): string {
  return socialPostOf(comment, context)?.body ?? comment.body;
}

/** The score of an account as people see it; 25 for one that is not there. */
export function reputationOf(account: string, ledger: Ledger): number {
  return ledger.committed().accounts.find(account)?.reputation ?? 25;
}
