import { naiAsset } from "../../chain/wire/asset.ts";
import { vestsText } from "../amount.ts";
import { creationAdjustment, maxResourceCredits } from "../resource-credits.ts";
import { nameList } from "../rules/field.ts";
import type { AccountState } from "../state/account.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { named } from "./params.ts";

/** Resource credits, as they were when they were last touched: whoever asks regenerates them. */
export function createRcApi({ ledger }: ApiContext): Api {
  return {
    find_rc_accounts: (params) => {
      const names = nameList(named(params), "accounts");
      const found = names.flatMap((name) => ledger.pending().accounts.find(name) ?? []);
      return { rc_accounts: found.map(rcAccount) };
    },
  };
}

function rcAccount(account: AccountState): Readonly<Record<string, unknown>> {
  const { mana, updatedAt } = account.resourceCredits;
  return {
    account: account.name,
    rc_manabar: { current_mana: Number(mana), last_update_time: updatedAt },
    max_rc_creation_adjustment: naiAsset(vestsText(creationAdjustment)),
    max_rc: Number(maxResourceCredits(account)),
    delegated_rc: 0,
    received_delegated_rc: 0,
  };
}
