import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import { addAccount } from "../genesis.ts";
import type { Happening } from "../ledger/block-log.ts";
import type { LedgerTransaction } from "../ledger/ledger-transaction.ts";
import { NodeError } from "../node-error.ts";
import { isAccountName } from "../rules/account-name.ts";
import { bindOperation } from "../rules/rules.ts";
import type { Seconds } from "../state/account.ts";
import { commitBlock, layerOver, type ChainState } from "../state/chain-state.ts";
import { commentKey } from "../state/comment.ts";

/** What a recorded block is applied to. */
export interface ReplayContext {
  readonly state: ChainState;
  /** The time of the head block. */
  readonly now: Seconds;
  /** What public keys begin with. */
  readonly prefix: string;
}

/**
 * Does to the state what the operations of a recording say, as far as it can: the chain they come from took them, but this
 * one does not know what was before. People appear when they are first named, posts that were answered or voted on as
 * empty ones; intervals and mana count for nothing, and what the rules refuse all the same leaves no trace in the state.
 * Returns everything that happened.
 */
export function applyRecorded(transactions: readonly LedgerTransaction[], context: ReplayContext): Happening[] {
  return transactions.flatMap((transaction, index) =>
    transaction.operations
      .flatMap((operation) => {
        const emitted: WireOperation[] = [];
        prepare(operation.wire, context);
        applyIfTaken(context, (state) => {
          operation.apply({ state, now: context.now, emit: (virtual) => void emitted.push(virtual) });
        });
        return [{ operation: operation.wire, isVirtual: false }, ...emitted.map(asVirtual)];
      })
      .map((one, place) => ({ ...one, transaction: index, index: place })),
  );
}

function asVirtual(operation: WireOperation): Pick<Happening, "operation" | "isVirtual"> {
  return { operation, isVirtual: true };
}

function applyIfTaken({ state }: ReplayContext, change: (layer: ChainState) => void): void {
  const layer = layerOver(state);
  try {
    change(layer);
  } catch (error) {
    if (error instanceof NodeError) return;
    throw error;
  }
  commitBlock(layer);
}

// The fields in which operations name people.
const nameFields = [
  "author",
  "parent_author",
  "voter",
  "from",
  "to",
  "account",
  "required_posting_auths",
  "required_auths",
];

/** Puts into the state what an operation takes for granted. */
function prepare([name, fields]: WireOperation, context: ReplayContext): void {
  for (const person of nameFields.flatMap((field) => fields[field]))
    if (typeof person === "string") meet(person, context);
  if (name === "comment") knowPost(fields["parent_author"], fields["parent_permlink"], context);
  if (name === "vote") knowPost(fields["author"], fields["permlink"], context);
}

/** Makes a person known, rested: the next thing that they do is not too soon. */
function meet(name: string, { state, prefix, now }: ReplayContext): void {
  if (!isAccountName(name)) return;
  if (!state.accounts.find(name)) addAccount(state, { name }, prefix, now);
  const account = state.accounts.find(name);
  if (account) state.accounts.set(name, { ...account, lastPost: 0, lastRootPost: 0, lastEdit: 0 });
}

/** Makes a post known that was written before the recording began. */
function knowPost(author: unknown, permlink: unknown, context: ReplayContext): void {
  if (typeof author !== "string" || author === "" || typeof permlink !== "string") return;
  if (context.state.comments.find(commentKey(author, permlink))) return;
  const fields = { parent_author: "", parent_permlink: "unrecorded", author, permlink, title: "", json_metadata: "{}" };
  const operation = bindOperation(["comment", { ...fields, body: "(written before the recording)" }]);
  applyIfTaken(context, (state) => {
    operation.apply({ state, now: context.now, emit: () => {} });
  });
  meet(author, context);
}
