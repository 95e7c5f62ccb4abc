import { ensure, type Assertion } from "../assertion.ts";
import type { ChainState } from "../state/chain-state.ts";
import { commentKey, type CommentState } from "../state/comment.ts";
import { getAccount } from "./find-account.ts";

const noComment: Assertion = {
  expression: "!comment_is_required",
  format: "Comment with `id`/`permlink` ${author}/${permlink} not found",
  place: { file: "rocksdb_comment_archive.cpp", method: "get_comment" },
};

/** The comment that an operation names. Throws the `NodeError` that hived gives where it or its author is none. */
export function getComment(state: ChainState, author: string, permlink: string): CommentState {
  const { id } = getAccount(state, author);
  const comment = state.comments.find(commentKey(author, permlink));
  ensure(comment !== undefined, noComment, { author: id, permlink });
  return comment;
}
