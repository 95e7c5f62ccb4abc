import type { AccountChange } from "./operation.ts";
import type { Fields } from "./wire/fields.ts";

interface Kind {
  /** The field that names the account. */
  readonly account: string;
  /** What of it may be in other hands afterwards; empty for nothing. */
  readonly parts: (fields: Fields) => readonly string[];
}

const always =
  (part: string): Kind["parts"] =>
  () => [part];

/** Operations that change who commands an account, or where its stake goes (hive_operations.hpp). */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ["account_update", { account: "account", parts: partsGiven }],
  ["account_update2", { account: "account", parts: partsGiven }],
  ["request_account_recovery", { account: "account_to_recover", parts: always("owner authority (on request)") }],
  ["recover_account", { account: "account_to_recover", parts: always("owner authority") }],
  ["change_recovery_account", { account: "account_to_recover", parts: always("recovery account") }],
  ["set_withdraw_vesting_route", { account: "from_account", parts: always("route of its power down") }],
  ["decline_voting_rights", { account: "account", parts: always("voting rights") }],
]);

const fieldNames: readonly (readonly [field: string, part: string])[] = [
  ["owner", "owner authority"],
  ["active", "active authority"],
  ["posting", "posting authority"],
  ["memo_key", "memo key"],
];

/** The change that an operation of this name makes to an account; `undefined` for one that leaves its commanders alone. */
export function accountChangeIn(name: string, fields: Fields): AccountChange | undefined {
  const kind = kinds.get(name);
  const account = fields[kind?.account ?? ""];
  const parts = kind?.parts(fields) ?? [];
  if (typeof account !== "string" || parts.length === 0) return undefined;
  return { type: "accountChange", name, account, parts };
}

/** What an update names. The older one always names the memo key, also where that stays as it was. */
function partsGiven(fields: Fields): readonly string[] {
  return fieldNames.flatMap(([field, part]) => (fields[field] === undefined || fields[field] === null ? [] : [part]));
}
