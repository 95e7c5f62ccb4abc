import type { Metadata } from "./metadata.ts";

/** A root post or a reply as a node's bridge API tells it. */
export interface Post {
  readonly author: string;
  readonly permlink: string;
  /** Empty for a root post. */
  readonly parentAuthor: string;
  readonly parentPermlink: string;
  /** The community account (`hive-167922`) or the first tag. */
  readonly category: string;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
  /** When it was last edited, as far as the node knows; absent where it does not say. */
  readonly updatedAt?: Date;
  /** 0 for a root post. */
  readonly depth: number;
  readonly metadata: Metadata;
  /** Pending or final payout in HBD. */
  readonly payout: number;
  readonly votes: number;
  readonly replies: number;
  readonly isPaidOut: boolean;
  /** Whether its author takes no payout for it. */
  readonly declinesPayout: boolean;
  /** Whether hivemind hides it (muted in its community or downvoted away). */
  readonly isHidden: boolean;
}
