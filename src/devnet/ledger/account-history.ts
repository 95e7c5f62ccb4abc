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
  /** Takes the newest block out again. */
  remove(block: LedgerBlock): void;
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
    remove(block) {
      for (const { operation } of block.happenings) {
        for (const account of concernedBy(operation)) histories.get(account)?.pop();
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
  account_create: ["creator", "new_account_name"],
  account_update: ["account"],
  account_witness_proxy: ["account", "proxy"],
  account_witness_vote: ["account", "witness"],
  transfer_from_savings: ["from", "to"],
  transfer_to_savings: ["from", "to"],
  transfer_to_vesting: ["from", "to"],
  withdraw_vesting: ["account"],
  cancel_transfer_from_savings: ["from"],
  claim_account: ["creator"],
  create_claimed_account: ["creator", "new_account_name"],
  account_created: ["new_account_name", "creator"],
  author_reward: ["author"],
  comment_benefactor_reward: ["benefactor", "author"],
  comment_payout_update: ["author"],
  comment_reward: ["author"],
  curation_reward: ["curator"],
  effective_comment_vote: ["voter", "author"],
  fill_transfer_from_savings: ["from", "to"],
  proxy_cleared: ["account", "proxy"],
  return_vesting_delegation: ["account"],
  transfer_to_vesting_completed: ["from_account", "to_account"],
  producer_reward: ["producer"],
};

function concernedBy([name, fields]: WireOperation): ReadonlySet<string> {
  const values = (nameFields[name] ?? []).flatMap((field) => fields[field]);
  return new Set(values.filter((value) => typeof value === "string").filter(Boolean));
}
