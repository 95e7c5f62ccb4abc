import type { Operation } from "./operation.ts";

/**
 * The one seam between deciding and spending. Live, it signs and broadcasts; in a dry run a recorder stands in its
 * place. Nothing else in Skep can reach the chain's state.
 */
export interface ChainWriter {
  /**
   * Signs with the posting key of `account`. The transaction refers to the last irreversible block and expires 60 s
   * after the head's time. Only comments, comment options and upvotes of that account are accepted; anything else throws
   * `chain_rejected`, an account without a key `config_invalid`.
   */
  sign(account: string, operations: readonly Operation[], signal: AbortSignal): Promise<SignedTransaction>;
  /**
   * Hands the very same bytes to a node. Safe to repeat. Throws `chain_unreachable` when it is not known whether a
   * node took it.
   */
  broadcast(transaction: SignedTransaction, signal: AbortSignal): Promise<BroadcastOutcome>;
}

/** A signed transaction, whole and durable: what is stored before the first broadcast and sent again after a crash. */
export interface SignedTransaction {
  readonly id: string;
  /** Hex. A block may name the transaction by another id (NAI or legacy serialization) but never by another signature. */
  readonly signature: string;
  readonly expiresAt: Date;
  /** The JSON that `broadcast_transaction` takes. */
  readonly wire: string;
}

export type BroadcastOutcome =
  /** A node has it, now or since an earlier try. That is not inclusion. */
  | { readonly outcome: "accepted" }
  /** A dry run: written down, nothing sent. */
  | { readonly outcome: "recorded" }
  /** The chain says no to this as it is, for good. */
  | { readonly outcome: "rejected"; readonly because: string }
  /** Not now (reply interval, resource credits): the same operations may pass later. */
  | {
      readonly outcome: "deferred";
      readonly because: string;
      readonly seconds: number;
      /** How many resource credits the account lacks for it, where that is why and the node says so. */
      readonly lacksCredits?: number;
    }
  /** Its time ran out before this node took it. It may still be in a block already. */
  | { readonly outcome: "expired" };
