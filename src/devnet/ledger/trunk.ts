import { SkepError } from "../../shared/errors.ts";
import type { ChainState } from "../state/chain-state.ts";
import { createAccountHistory, type AccountHistory } from "./account-history.ts";
import { createBlockLog, type BlockLog, type LedgerBlock } from "./block-log.ts";
import { createStateHistory, type StateHistory } from "./state-history.ts";

/** The blocks that are in force, with the state after the newest of them. */
export interface Trunk {
  readonly blocks: BlockLog;
  readonly history: AccountHistory;
  readonly states: StateHistory;
  head(): LedgerBlock;
  /** 0 when no block is irreversible yet. It never goes back. */
  irreversibleNumber(): number;
  /** Puts a block on top whose changes are in the state already. */
  put(block: LedgerBlock): void;
  /** Takes the newest blocks off and returns them, oldest first; the state goes back with them. Throws `config_invalid`
   * when one of them is irreversible or the first. */
  takeBack(depth: number): readonly LedgerBlock[];
}

export interface TrunkOptions {
  /** The state after the first block. */
  readonly state: ChainState;
  /** How many blocks the irreversible block is behind the head. */
  readonly irreversibleLag: number;
  /** Told of every block as it comes. */
  readonly onBlock?: ((block: LedgerBlock) => void) | undefined;
}

/** How many blocks back the state can be asked for at least. */
export const rememberedBlocks = 100;

/** Begins with a first block, which can have any number. */
export function createTrunk(first: LedgerBlock, { state, irreversibleLag, onBlock }: TrunkOptions): Trunk {
  const blocks = createBlockLog(first.number);
  const history = createAccountHistory();
  const states = createStateHistory(state, Math.max(rememberedBlocks, irreversibleLag));
  let head = first;
  let irreversible = 0;

  function put(block: LedgerBlock): void {
    blocks.append(block);
    history.append(block);
    states.endBlock();
    irreversible = Math.max(irreversible, block.number - irreversibleLag);
    head = block;
    onBlock?.(block);
  }

  put(first);
  return {
    blocks,
    history,
    states,
    head: () => head,
    irreversibleNumber: () => irreversible,
    put,
    takeBack(depth) {
      ensureReversible(depth, blocks.length - Math.max(irreversible, first.number));
      const taken = Array.from({ length: depth }, () => blocks.removeNewest()).filter((block) => block !== undefined);
      for (const block of taken) history.remove(block);
      states.undo(taken.length);
      head = blocks.find(blocks.length) ?? first;
      return taken.toReversed();
    },
  };
}

function ensureReversible(depth: number, reversible: number): void {
  if (Number.isInteger(depth) && depth >= 1 && depth <= reversible) return;
  const hint = reversible === 0 ? "; start the chain with a larger irreversibleLag" : "";
  throw new SkepError(
    "config_invalid",
    `a fork takes back 1 to as many blocks as are reversible (${reversible} now), not ${depth}${hint}`,
  );
}
