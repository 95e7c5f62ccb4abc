import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import type { Happening, LedgerBlock } from "./block-log.ts";

/** One line in the history of an account. */
export interface HistoryEntry {
  readonly block: LedgerBlock;
  readonly happening: Happening;
}

/** What happened to whom, oldest first. */
export interface AccountHistory {
  append(block: LedgerBlock): void;
  of(account: string): readonly HistoryEntry[];
}

export function createAccountHistory(): AccountHistory {
  const histories = new Map<string, HistoryEntry[]>();
  return {
    append(block) {
      for (const happening of block.happenings) {
        for (const account of concernedBy(happening.operation)) {
          const history = histories.get(account);
          if (history) history.push({ block, happening });
          else histories.set(account, [{ block, happening }]);
        }
      }
    },
    of: (account) => histories.get(account) ?? [],
  };
}

// The fields that name an account an operation concerns. Not who signed: an authorised account leaves no trace here.
const nameFields: Readonly<Record<string, readonly string[]>> = {
  comment: ["author", "parent_author"],
  comment_options: ["author"],
  delete_comment: ["author"],
  vote: ["voter", "author"],
  custom_json: ["required_auths", "required_posting_auths"],
  transfer: ["from", "to"],
  account_update2: ["account"],
  delegate_vesting_shares: ["delegator", "delegatee"],
  claim_reward_balance: ["account"],
  effective_comment_vote: ["voter", "author"],
  producer_reward: ["producer"],
};

function concernedBy([name, fields]: WireOperation): ReadonlySet<string> {
  const values = (nameFields[name] ?? []).flatMap((field) => fields[field]);
  return new Set(values.filter((value) => typeof value === "string").filter(Boolean));
}
