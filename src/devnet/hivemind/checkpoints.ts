import type { BlockLog, LedgerBlock } from "../ledger/block-log.ts";
import { copySocialState, type SocialState } from "./social-state.ts";

/** What hivemind knew at a block, to begin from again when newer blocks are replaced. */
export interface Checkpoint {
  readonly block: LedgerBlock;
  readonly social: SocialState;
}

/** What hivemind knew at some of the newer blocks. */
export interface Checkpoints {
  /** Says that the state is now that after this block; it is copied where it is time to. `irreversible` is a number. */
  pass(block: LedgerBlock, social: SocialState, irreversible: number): void;
  /** A copy of the newest one whose block is still there. */
  newestOn(blocks: Pick<BlockLog, "find">): Checkpoint | undefined;
}

/** Blocks between two checkpoints: after a fork no more than these and the reversible ones are read again. */
const distance = 1000;

export function createCheckpoints(): Checkpoints {
  let kept: Checkpoint[] = [];
  return {
    pass(block, social, irreversible) {
      if (block.number % distance !== 0) return;
      // Of those that cannot be replaced any more the newest is enough.
      const settled = kept.findLast((one) => one.block.number <= irreversible);
      kept = kept.filter((one) => one === settled || one.block.number > irreversible);
      kept.push({ block, social: copySocialState(social) });
    },
    newestOn(blocks) {
      kept = kept.filter(({ block }) => blocks.find(block.number)?.id === block.id);
      const newest = kept.at(-1);
      return newest && { block: newest.block, social: copySocialState(newest.social) };
    },
  };
}
