import { ensure, stateAssertion } from "../assertion.ts";
import { commentKey, voteKey, type CommentState } from "../state/comment.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, text } from "./field.ts";
import { getComment } from "./find-comment.ts";
import { ensureShortPermlink } from "./permlink.ts";
import { defineRule, posting, type RuleContext } from "./rule.ts";

interface DeleteCommentFields {
  readonly author: string;
  readonly permlink: string;
}

const paidOut = stateAssertion('comment_cashout && "Cannot delete comment after payout."', "");
const hasReplies = stateAssertion("!comment_cashout->has_replies()", "Cannot delete a comment with replies.");
const hasVotes = stateAssertion(
  "comment_cashout->get_net_rshares() <= 0",
  "Cannot delete a comment with net positive votes.",
);

/** Takes a comment back that nobody answered, upvoted or paid. Its permlink may be used anew. */
export const deleteComment = defineRule<DeleteCommentFields>({
  name: "delete_comment",
  read: (fields) => ({ author: accountName(fields, "author"), permlink: text(fields, "permlink") }),
  required: ({ author }) => posting(author),
  validate: ({ author, permlink }) => {
    ensureShortPermlink(permlink);
    ensureAccountName(author);
  },
  apply: ({ author, permlink }, context) => {
    const comment = getComment(context.state, author, permlink);
    ensure(context.now < comment.cashoutAt, paidOut);
    ensure(comment.replies.length === 0, hasReplies);
    ensure(comment.votes.netRshares <= 0n, hasVotes);
    remove(comment, context);
  },
});

function remove(comment: CommentState, { state }: RuleContext): void {
  const key = commentKey(comment.author, comment.permlink);
  for (const voter of comment.voters) state.votes.delete(voteKey(comment, voter));
  state.comments.delete(key);
  state.deletions.set(key, (state.deletions.find(key) ?? 0) + 1);
  const parent = state.comments.find(commentKey(comment.parentAuthor, comment.parentPermlink));
  if (!parent || comment.depth === 0) return;
  const replies = parent.replies.filter((reply) => reply !== key);
  state.comments.set(commentKey(parent.author, parent.permlink), { ...parent, replies });
}
