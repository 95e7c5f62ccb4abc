import type { Seconds } from "../state/account.ts";

/** What hivemind keeps of a post besides what the state has. */
export interface SocialPost {
  readonly author: string;
  readonly permlink: string;
  readonly depth: number;
  /** The name of the community it stands in. */
  readonly community: string | undefined;
  /** With all patches applied. */
  body: string;
  /** Whom it mentions now. */
  mentions: ReadonlySet<string>;
  /** hivemind's numbers: 0 by a moderator, 1 for the kind of community, 2 with its parent. */
  mutedReasons: readonly number[];
  isPinned: boolean;
  /** What each vote that stands weighs, in rshares. */
  readonly votes: Map<string, number>;
  /** Who shows it on their own blog, and since when. */
  readonly reblogs: Map<string, Seconds>;
  readonly flaggedBy: Set<string>;
}
