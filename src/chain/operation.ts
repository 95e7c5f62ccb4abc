/**
 * The operations Skep understands, in its own camelCased form. `decode` makes them from either of the two forms in
 * which nodes speak, `encode` turns them back. Assets keep the chain's text form, such as `"0.000 HBD"`.
 */
export type Operation =
  | Comment
  | CommentOptions
  | DeleteComment
  | Vote
  | CustomJson
  | Transfer
  | AccountChange
  | OtherOperation;

/** A root post (`parentAuthor` empty, `parentPermlink` its community or first tag) or a reply. */
export interface Comment {
  readonly type: "comment";
  readonly parentAuthor: string;
  readonly parentPermlink: string;
  readonly author: string;
  readonly permlink: string;
  readonly title: string;
  readonly body: string;
  /** As it stands on chain: may be empty or broken. See `parseMetadata`. */
  readonly jsonMetadata: string;
}

export interface CommentOptions {
  readonly type: "commentOptions";
  readonly author: string;
  readonly permlink: string;
  /** `"0.000 HBD"` declines the payout. */
  readonly maxAcceptedPayout: string;
  /** Basis points of the author reward that are paid in HBD. */
  readonly percentHbd: number;
  readonly allowVotes: boolean;
  readonly allowCurationRewards: boolean;
  /** Sorted by account; weights in basis points. */
  readonly beneficiaries: readonly Beneficiary[];
}

export interface Beneficiary {
  readonly account: string;
  readonly weight: number;
}

export interface DeleteComment {
  readonly type: "deleteComment";
  readonly author: string;
  readonly permlink: string;
}

export interface Vote {
  readonly type: "vote";
  readonly voter: string;
  readonly author: string;
  readonly permlink: string;
  /** Basis points: 10000 is a full upvote, 0 takes a vote back, negative is a downvote. */
  readonly weight: number;
}

export interface CustomJson {
  readonly type: "customJson";
  readonly requiredAuths: readonly string[];
  readonly requiredPostingAuths: readonly string[];
  readonly id: string;
  readonly json: string;
}

export interface Transfer {
  readonly type: "transfer";
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly memo: string;
}

/** Something that may have put an account into other hands, or its stake on another way. Read, never written. */
export interface AccountChange {
  readonly type: "accountChange";
  /** The chain's name, such as `"account_update2"`. */
  readonly name: string;
  readonly account: string;
  /** What of the account it names, in words: one at least. */
  readonly parts: readonly string[];
}

/** An operation Skep has no use for, kept by name so that operation indexes stay true. */
export interface OtherOperation {
  readonly type: "other";
  /** The chain's name, such as `"claim_reward_balance"`. */
  readonly name: string;
}
