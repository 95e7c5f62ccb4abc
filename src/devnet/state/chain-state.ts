import type { AccountState } from "./account.ts";
import type { CommentState, VoteState } from "./comment.ts";
import type { ReturningStake } from "./delegation.ts";
import type { SavingsWithdrawal } from "./savings.ts";
import { Table } from "./table.ts";

/** Everything the rules read and write. Blocks, the pool and transaction ids are not part of it. */
export interface ChainState {
  readonly accounts: Table<AccountState>;
  readonly comments: Table<CommentState>;
  /** The key of every comment ever made, by its number. */
  readonly commentKeys: Table<string>;
  readonly votes: Table<VoteState>;
  /** How much one account lends another, in 0.000001 VESTS. */
  readonly delegations: Table<bigint>;
  readonly returningStakes: Table<ReturningStake>;
  readonly savingsWithdrawals: Table<SavingsWithdrawal>;
  /** How often a comment was deleted, by its key. */
  readonly deletions: Table<number>;
  /** Custom operations of an account in the block that is being made. */
  readonly customOperations: Table<number>;
  /** Numbers given out so far, by what they count. */
  readonly counters: Table<number>;
}

export function createState(): ChainState {
  return {
    accounts: new Table(),
    comments: new Table(),
    commentKeys: new Table(),
    votes: new Table(),
    delegations: new Table(),
    returningStakes: new Table(),
    savingsWithdrawals: new Table(),
    deletions: new Table(),
    customOperations: new Table(),
    counters: new Table(),
  };
}

/** A state that reads through to this one and keeps its changes to itself until it is committed. */
export function layerOver(state: ChainState): ChainState {
  return {
    accounts: new Table(state.accounts),
    comments: new Table(state.comments),
    commentKeys: new Table(state.commentKeys),
    votes: new Table(state.votes),
    delegations: new Table(state.delegations),
    returningStakes: new Table(state.returningStakes),
    savingsWithdrawals: new Table(state.savingsWithdrawals),
    deletions: new Table(state.deletions),
    customOperations: new Table(state.customOperations),
    counters: new Table(state.counters),
  };
}

/** The state as it was `blocks` marks before the last one, until this one is changed. */
export function stateAsOf(state: ChainState, blocks: number): ChainState {
  return {
    accounts: state.accounts.asOf(blocks),
    comments: state.comments.asOf(blocks),
    commentKeys: state.commentKeys.asOf(blocks),
    votes: state.votes.asOf(blocks),
    delegations: state.delegations.asOf(blocks),
    returningStakes: state.returningStakes.asOf(blocks),
    savingsWithdrawals: state.savingsWithdrawals.asOf(blocks),
    deletions: state.deletions.asOf(blocks),
    customOperations: state.customOperations.asOf(blocks),
    counters: state.counters.asOf(blocks),
  };
}

/** Says that a block ends here. The newest `kept` blocks can be undone. */
export function markBlock(state: ChainState, kept: number): void {
  for (const table of Object.values(state)) table.mark(kept);
}

/** Undoes everything since the mark that is `blocks` marks before the last one. */
export function rewindState(state: ChainState, blocks: number): void {
  for (const table of Object.values(state)) table.rewind(blocks);
}

/** Hands the changes of a layer down to the state below it. */
export function commit(layer: ChainState): void {
  for (const table of Object.values(layer)) table.commit();
}

/** Hands the changes of a block down. The count of custom operations is not part of them: every block begins at none. */
export function commitBlock(layer: ChainState): void {
  const { customOperations: _, ...lasting } = layer;
  for (const table of Object.values(lasting)) table.commit();
}

/** The next number of this kind, from 1. */
export function nextNumber(state: ChainState, kind: "account" | "comment" | "return"): number {
  const number = (state.counters.find(kind) ?? 0) + 1;
  state.counters.set(kind, number);
  return number;
}
