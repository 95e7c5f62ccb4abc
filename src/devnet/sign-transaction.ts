import { refBlockOf } from "../chain/wire/block-id.ts";
import { signingDigest } from "../chain/wire/serialize.ts";
import { signDigest } from "../chain/wire/sign.ts";
import { wireTime, type WireOperation, type WireTransaction } from "../chain/wire/wire-transaction.ts";
import { devKey } from "./dev-key.ts";
import type { LedgerBlock } from "./ledger/block-log.ts";
import { readTransaction, type Network } from "./ledger/ledger-transaction.ts";

/** What a transaction of a scripted person is built on. */
export interface SigningContext {
  readonly head: LedgerBlock;
  readonly network: Network;
  /** Seconds of chain time after the head. */
  readonly lifetime: number;
}

/** Builds a transaction on the head block and signs it with the dev keys of `account`, one for each kind of authority
 * that the operations need. Throws a `NodeError` for operations that the chain cannot read. */
export function signTransaction(
  account: string,
  operations: readonly WireOperation[],
  { head, network, lifetime }: SigningContext,
): WireTransaction {
  const expiration = wireTime(new Date((head.at + lifetime) * 1000));
  const fields = { ...refBlockOf(head.id), expiration, operations, extensions: [], signatures: [] };
  const { wire, required } = readTransaction(fields, network);
  const digest = signingDigest(wire, network.chainId);
  const roles = (["posting", "active", "owner"] as const).filter((role) => required[role].length > 0);
  return { ...wire, signatures: roles.map((role) => signDigest(digest, devKey(account, role))) };
}
