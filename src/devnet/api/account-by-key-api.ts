import { list, text } from "../rules/field.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { named } from "./params.ts";

/** Whose key is this? Owner, active and posting keys count, memo keys do not. */
export function createAccountByKeyApi({ ledger }: ApiContext): Api {
  return {
    get_key_references: (params) => {
      const keys = list(named(params), "keys").map((key) => text({ key }, "key"));
      const accounts = [...ledger.committed().accounts.values()];
      return {
        accounts: keys.map((key) =>
          accounts
            .filter(({ owner, active, posting }) =>
              [owner, active, posting].some(({ key_auths: pairs }) => pairs.some(([one]) => one === key)),
            )
            .map(({ name }) => name),
        ),
      };
    },
  };
}
