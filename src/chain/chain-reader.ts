import type { PeopleReader } from "./people-reads.ts";
import type { Post } from "./post.ts";
import type { PostSpan } from "./post-pages.ts";

/** What a Hive node can be asked. Every method throws `chain_unreachable` when no node answers in time. */
export interface ChainReader extends PeopleReader {
  /** 64 hex digits; mainnet's is `beeab0de` and 56 zeros. */
  chainId(signal: AbortSignal): Promise<string>;
  properties(signal: AbortSignal): Promise<ChainProperties>;
  /** Accounts that do not exist are absent from the answer. */
  accounts(names: readonly string[], signal: AbortSignal): Promise<readonly Account[]>;
  /** Resource credits left, regenerated to chain time. */
  resourceCredits(account: string, signal: AbortSignal): Promise<ResourceCredits>;
  /** Whether a vote of this account stands on a post, up or down. Among more than 1,000 votes it may be overlooked. */
  hasVoted(voter: string, author: string, permlink: string, signal: AbortSignal): Promise<boolean>;
  /** About what an rshare of a vote earns its post now, in HBD. */
  hbdPerRshare(signal: AbortSignal): Promise<number>;
  /** `undefined` when the node says that it has no such post: it was deleted, never was, or the node lags behind. */
  findPost(author: string, permlink: string, signal: AbortSignal): Promise<Post | undefined>;
  /** Whether it was there once and was deleted. A node that never had it says no. */
  wasDeleted(author: string, permlink: string, signal: AbortSignal): Promise<boolean>;
  /** The path from the root post down to this one, root first, this one last; empty when it is not there. */
  readThread(author: string, permlink: string, signal: AbortSignal): Promise<readonly Post[]>;
  /** Root posts of a community or tag (empty: of all Hive) within a span, newest first. Pages of 20 under the hood. */
  readCommunity(tag: string, span: PostSpan, signal: AbortSignal): Promise<readonly Post[]>;
  /** Root posts of an account within a span, newest first; none of an account that does not exist. */
  readAuthor(account: string, span: PostSpan, signal: AbortSignal): Promise<readonly Post[]>;
  /** The direct replies to a post, such as the threads in a container; at most 2,000. */
  readReplies(author: string, permlink: string, signal: AbortSignal): Promise<readonly Post[]>;
}

export interface ChainProperties {
  readonly headNumber: number;
  readonly headId: string;
  readonly headTime: Date;
  readonly irreversibleNumber: number;
}

/** An account as far as a bot needs to know it. */
export interface Account {
  readonly name: string;
  readonly createdAt: Date;
  readonly owner: Authority;
  readonly active: Authority;
  readonly posting: Authority;
  readonly memoKey: string;
  /** Upvote mana as a share of its maximum, 0..1, regenerated to chain time. */
  readonly votingMana: number;
  /** What it votes with, in millionths of VESTS: its own and what it was lent, without what it lent or takes out. */
  readonly stake: number;
}

export interface ResourceCredits {
  /** What is left, as a share of the maximum, 0..1. */
  readonly share: number;
  readonly max: number;
}

export interface Authority {
  readonly threshold: number;
  /** Public keys in text form (`STM…`) with their weights. */
  readonly keys: readonly { readonly key: string; readonly weight: number }[];
  readonly accounts: readonly { readonly account: string; readonly weight: number }[];
}
