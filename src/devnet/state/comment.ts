import type { Seconds } from "./account.ts";

/** A root post or reply in the state, with its text (which hived itself leaves to hivemind). */
export interface CommentState {
  /** Counts up over all comments ever made. */
  readonly id: number;
  readonly author: string;
  readonly permlink: string;
  readonly parentAuthor: string;
  readonly parentPermlink: string;
  readonly rootAuthor: string;
  readonly rootPermlink: string;
  readonly depth: number;
  readonly title: string;
  readonly body: string;
  readonly jsonMetadata: string;
  readonly createdAt: Seconds;
  readonly editedAt: Seconds;
  /** From this time on it is paid out. */
  readonly cashoutAt: Seconds;
  readonly options: PayoutOptions;
  /** Keys of the direct replies, oldest first. */
  readonly replies: readonly string[];
  readonly votes: VoteTotals;
  /** Who ever voted, a removed vote included, in order. */
  readonly voters: readonly string[];
}

export interface PayoutOptions {
  /** In 0.001 HBD. */
  readonly maxAcceptedPayout: bigint;
  readonly percentHbd: number;
  readonly allowVotes: boolean;
  readonly allowCurationRewards: boolean;
  readonly beneficiaries: readonly { readonly account: string; readonly weight: number }[];
}

export interface VoteTotals {
  readonly netRshares: bigint;
  /** Only the positive ones. */
  readonly voteRshares: bigint;
  /** What curators share the reward by. */
  readonly weight: bigint;
  /** Upvotes less downvotes. */
  readonly net: number;
}

/** One account's vote on one comment; a removed vote stays with weight 0. */
export interface VoteState {
  readonly voter: string;
  /** Basis points, negative for a downvote. */
  readonly percent: number;
  readonly rshares: bigint;
  readonly curationWeight: bigint;
  readonly votedAt: Seconds;
}

/** The key of a comment in the state. Neither part can hold a slash. */
export function commentKey(author: string, permlink: string): string {
  return `${author}/${permlink}`;
}

/** The key of a vote in the state. */
export function voteKey(comment: CommentState, voter: string): string {
  return `${comment.author}/${comment.permlink}/${voter}`;
}
