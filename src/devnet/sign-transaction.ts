import { refBlockOf } from "../chain/wire/block-id.ts";
import { signingDigest } from "../chain/wire/serialize.ts";
import { signDigest } from "../chain/wire/sign.ts";
import { wireTime, type WireOperation, type WireTransaction } from "../chain/wire/wire-transaction.ts";
import { devKey } from "./dev-key.ts";
import type { LedgerBlock } from "./ledger/block-log.ts";
import type { RuledOperation } from "./rules/rule.ts";
import { bindOperation } from "./rules/rules.ts";

/** What a transaction of a scripted person is built on. */
export interface SigningContext {
  readonly head: LedgerBlock;
  readonly chainId: string;
  /** Seconds of chain time after the head. */
  readonly lifetime: number;
}

/** Builds a transaction on the head block and signs it with the dev keys of `account`, one for each kind of authority
 * that the operations need. Throws a `NodeError` for operations that the chain cannot read. */
export function signTransaction(
  account: string,
  operations: readonly WireOperation[],
  { head, chainId, lifetime }: SigningContext,
): WireTransaction {
  const bound = operations.map(bindOperation);
  const unsigned: WireTransaction = {
    ...refBlockOf(head.id),
    expiration: wireTime(new Date((head.at + lifetime) * 1000)),
    operations: bound.map(({ wire }) => wire),
    extensions: [],
    signatures: [],
  };
  const digest = signingDigest(unsigned, chainId);
  return { ...unsigned, signatures: rolesOf(bound).map((role) => signDigest(digest, devKey(account, role))) };
}

function rolesOf(operations: readonly RuledOperation[]): readonly ("posting" | "active" | "owner")[] {
  const roles = ["posting", "active", "owner"] as const;
  return roles.filter((role) => operations.some(({ required }) => required[role].length > 0));
}
