import type { Post } from "./post.ts";

/** What a Hive node can be asked. Every method throws `chain_unreachable` when no node answers in time. */
export interface ChainReader {
  /** 64 hex digits; mainnet's is `beeab0de` and 56 zeros. */
  chainId(signal: AbortSignal): Promise<string>;
  properties(signal: AbortSignal): Promise<ChainProperties>;
  /** Accounts that do not exist are absent from the answer. */
  accounts(names: readonly string[], signal: AbortSignal): Promise<readonly Account[]>;
  /** Resource credits left, as a share of their maximum, 0..1, regenerated to chain time. */
  resourceCredits(account: string, signal: AbortSignal): Promise<number>;
  /** `undefined` when the node says that it has no such post: it was deleted, never was, or the node lags behind. */
  findPost(author: string, permlink: string, signal: AbortSignal): Promise<Post | undefined>;
  /** Whether it was there once and was deleted. A node that never had it says no. */
  wasDeleted(author: string, permlink: string, signal: AbortSignal): Promise<boolean>;
  /** The path from the root post down to this one, root first, this one last; empty when it is not there. */
  readThread(author: string, permlink: string, signal: AbortSignal): Promise<readonly Post[]>;
  /** Root posts of a community or tag, newest first, back to `since`; at most `limit`. Pages of 20 under the hood. */
  readCommunity(tag: string, options: { since: Date; limit: number }, signal: AbortSignal): Promise<readonly Post[]>;
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
}

export interface Authority {
  readonly threshold: number;
  /** Public keys in text form (`STM…`) with their weights. */
  readonly keys: readonly { readonly key: string; readonly weight: number }[];
  readonly accounts: readonly { readonly account: string; readonly weight: number }[];
}
