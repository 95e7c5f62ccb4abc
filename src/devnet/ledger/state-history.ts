import { markBlock, rewindState, stateAsOf, type ChainState } from "../state/chain-state.ts";

/** The committed state and its recent past. */
export interface StateHistory {
  readonly state: ChainState;
  /** Says that the changes of a block are all in. */
  endBlock(): void;
  /** Makes a change that no operation can make. It outlives a fork: it is made again on the new branch. */
  alter(change: (state: ChainState) => void): void;
  /** Goes back by so many blocks. At most as many as were promised to be kept. */
  undo(blocks: number): void;
  /** The state as so many blocks ago, until the next change. 0 is the head. */
  asOf(blocks: number): ChainState;
}

interface Alteration {
  readonly change: (state: ChainState) => void;
  /** How many blocks there were when it was made. */
  readonly after: number;
}

/** Begins with a state that has no past. The newest `kept` blocks can be undone. */
export function createStateHistory(state: ChainState, kept: number): StateHistory {
  let ended = 0;
  let alterations: Alteration[] = [];
  const views = new Map<number, ChainState>();

  function alter(change: (state: ChainState) => void): void {
    views.clear();
    change(state);
    alterations.push({ change, after: ended });
  }

  return {
    state,
    alter,
    endBlock() {
      views.clear();
      markBlock(state, kept);
      ended += 1;
      alterations = alterations.filter(({ after }) => after >= ended - kept);
    },
    undo(blocks) {
      views.clear();
      rewindState(state, blocks);
      ended -= blocks;
      const undone = alterations.filter(({ after }) => after >= ended);
      alterations = alterations.filter(({ after }) => after < ended);
      for (const { change } of undone) alter(change);
    },
    asOf(blocks) {
      const view = views.get(blocks) ?? stateAsOf(state, blocks);
      views.set(blocks, view);
      return view;
    },
  };
}
