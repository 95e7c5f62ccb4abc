import type { Api, ApiContext } from "./api-context.ts";
import { named } from "./params.ts";

/** Takes transactions in either form. The answer `{}` means that it is in the pool, not that it is in a block. */
export function createNetworkBroadcastApi({ ledger }: ApiContext): Api {
  return {
    broadcast_transaction: (params) => {
      ledger.push(named(params)["trx"]);
      return {};
    },
  };
}
