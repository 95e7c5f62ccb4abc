import type { Block } from "./block.ts";
import type { Operation } from "./operation.ts";

/** One operation as it happened on chain, with the identity everything downstream keys on. */
export interface ChainEvent {
  /** `transaction id : operation index`, the same wherever and whenever the operation is read. */
  readonly id: string;
  readonly block: number;
  readonly timestamp: Date;
  readonly operation: Operation;
}

/** The events of a block, in the order in which they happened. */
export function eventsOf(block: Block): ChainEvent[] {
  return block.transactions.flatMap((transaction) =>
    transaction.operations.map((operation, index) => ({
      id: `${transaction.id}:${index}`,
      block: block.number,
      timestamp: block.timestamp,
      operation,
    })),
  );
}
