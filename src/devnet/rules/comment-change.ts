import { ensure, stateAssertion } from "../assertion.ts";
import {
  cashoutSeconds,
  editIntervalSeconds,
  fullPercent,
  replyIntervalSeconds,
  rootPostIntervalSeconds,
} from "../chain-constants.ts";
import { wireTime } from "../../chain/wire/wire-transaction.ts";
import type { AccountState, Seconds } from "../state/account.ts";
import { nextNumber } from "../state/chain-state.ts";
import { commentKey, type CommentState } from "../state/comment.ts";
import type { CommentFields } from "./comment.ts";
import { ensureNewPermlink } from "./permlink.ts";
import type { RuleContext } from "./rule.ts";

interface Surroundings {
  readonly author: AccountState;
  /** `undefined` for a root post. */
  readonly parent: CommentState | undefined;
  readonly context: RuleContext;
}

const rootTooSoon = stateAssertion(
  '( _now - auth.last_root_post ) > HIVE_MIN_ROOT_COMMENT_INTERVAL && "Post HF20"',
  "You may only post once every 5 minutes.",
);
const replyTooSoon = stateAssertion(
  "( _now - auth.last_post ) >= HIVE_MIN_REPLY_INTERVAL_HF20",
  "You may only comment once every 3 seconds.",
);
const editTooSoon = stateAssertion(
  "_now - auth.last_post_edit >= HIVE_MIN_COMMENT_EDIT_INTERVAL",
  "Can only perform one comment edit per block.",
);
const parentChanged = stateAssertion(
  "_comment.get_parent_id() == parent.get_id()",
  "The parent of a comment cannot change.",
);
const rootBecameReply = stateAssertion("_comment.is_root()", "The parent of a comment cannot change.");

/** In 0.001 HBD: a million HBD, which stands for no limit. */
export const noPayoutLimit = 1_000_000_000n;

/** Puts a new comment into the state and starts its author's intervals. Throws a `NodeError` when it may not be. */
export function createComment(fields: CommentFields, { author, parent, context }: Surroundings): void {
  const { state, now } = context;
  ensureInterval(author, parent === undefined, now);
  ensureNewPermlink(fields.parent_permlink);
  ensureNewPermlink(fields.permlink);
  state.accounts.set(author.name, {
    ...author,
    lastPost: now,
    lastEdit: now,
    lastRootPost: parent ? author.lastRootPost : now,
    postCount: author.postCount + 1,
  });
  const key = commentKey(fields.author, fields.permlink);
  const id = nextNumber(state, "comment");
  state.comments.set(key, newComment(fields, parent, now, id));
  state.commentKeys.set(String(id), key);
  if (parent) linkReply(parent, key, context);
}

/** Replaces the text of a comment. Its parent must be the same; a root post may change its category. */
export function editComment(
  existing: CommentState,
  fields: CommentFields,
  { author, parent, context }: Surroundings,
): void {
  const { state, now } = context;
  ensure(now - author.lastEdit >= editIntervalSeconds, editTooSoon, {});
  if (parent) {
    const isSame = existing.parentAuthor === parent.author && existing.parentPermlink === parent.permlink;
    ensure(isSame, parentChanged);
  } else {
    ensure(existing.depth === 0, rootBecameReply);
  }
  state.accounts.set(author.name, { ...author, lastEdit: now });
  state.comments.set(commentKey(existing.author, existing.permlink), {
    ...existing,
    // Empty fields leave what was there, as hivemind does.
    title: fields.title || existing.title,
    body: fields.body,
    jsonMetadata: fields.json_metadata || existing.jsonMetadata,
    editedAt: now,
  });
}

function ensureInterval(author: AccountState, isRoot: boolean, now: Seconds): void {
  if (isRoot) {
    const values = { now: text(now), last_root_post: text(author.lastRootPost) };
    ensure(now - author.lastRootPost > rootPostIntervalSeconds, rootTooSoon, values);
  } else {
    const values = { now: text(now), "auth.last_post": text(author.lastPost) };
    ensure(now - author.lastPost >= replyIntervalSeconds, replyTooSoon, values);
  }
}

function newComment(fields: CommentFields, parent: CommentState | undefined, now: Seconds, id: number): CommentState {
  return {
    id,
    author: fields.author,
    permlink: fields.permlink,
    parentAuthor: fields.parent_author,
    parentPermlink: fields.parent_permlink,
    rootAuthor: parent?.rootAuthor ?? fields.author,
    rootPermlink: parent?.rootPermlink ?? fields.permlink,
    depth: parent ? parent.depth + 1 : 0,
    title: fields.title,
    body: fields.body,
    jsonMetadata: fields.json_metadata,
    createdAt: now,
    editedAt: now,
    cashoutAt: now + cashoutSeconds,
    options: {
      maxAcceptedPayout: noPayoutLimit,
      percentHbd: fullPercent,
      allowVotes: true,
      allowCurationRewards: true,
      beneficiaries: [],
    },
    replies: [],
    votes: { netRshares: 0n, voteRshares: 0n, weight: 0n, net: 0 },
    voters: [],
  };
}

function linkReply(parent: CommentState, key: string, { state }: RuleContext): void {
  state.comments.set(commentKey(parent.author, parent.permlink), { ...parent, replies: [...parent.replies, key] });
}

function text(seconds: Seconds): string {
  return wireTime(new Date(seconds * 1000));
}
