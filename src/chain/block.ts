import type { Operation } from "./operation.ts";

/** Names one block; `previous` is what links it to the block before. */
export interface BlockRef {
  readonly number: number;
  /** 40 hex digits; the first eight are the block number. */
  readonly id: string;
  readonly previous: string;
  /** When its slot was, in UTC. */
  readonly timestamp: Date;
}

export interface Block extends BlockRef {
  readonly transactions: readonly Transaction[];
}

export interface Transaction {
  /** As the node names it. Never recomputed: it depends on the form in which it was serialized. */
  readonly id: string;
  readonly signatures: readonly string[];
  readonly operations: readonly Operation[];
}
