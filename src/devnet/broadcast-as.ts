import type { WireOperation } from "../chain/wire/wire-transaction.ts";
import { SkepError } from "../shared/errors.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { NodeError } from "./node-error.ts";
import { signTransaction } from "./sign-transaction.ts";

/** Signs operations of an account with its dev keys and hands them in. */
export type BroadcastAs = (account: string, operations: readonly WireOperation[]) => { readonly id: string };

const lifetimeSeconds = 60;

/** Signs for the accounts of this chain. What it makes throws `chain_rejected` for what the chain refuses, with `details`. */
export function createBroadcastAs(ledger: Ledger): BroadcastAs {
  const { network } = ledger;
  let broadcasts = 0;
  return (account, operations) => {
    try {
      // Each lives a second longer than the one before: else the same operations twice would be one transaction.
      const lifetime = lifetimeSeconds + (broadcasts++ % lifetimeSeconds);
      return { id: ledger.push(signTransaction(account, operations, { head: ledger.head(), network, lifetime })).id };
    } catch (error) {
      if (!(error instanceof NodeError)) throw error;
      const { code, data, message } = error;
      throw new SkepError("chain_rejected", message, { cause: error, details: { code, data } });
    }
  };
}
