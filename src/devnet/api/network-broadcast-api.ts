import { readInteger } from "../rules/field.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { named } from "./params.ts";

/** Takes transactions in either form. The answer `{}` means that it is in the pool, not that it is in a block. */
export function createNetworkBroadcastApi({ ledger }: ApiContext): Api {
  return {
    broadcast_transaction: (params) => {
      const { trx, max_block_age: age } = named(params);
      readInteger(age); // how old the head may be: here it never is, chain time stands still between two blocks
      ledger.push(trx ?? {});
      return {};
    },
  };
}
