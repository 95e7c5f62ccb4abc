// The fields that hold money, over all operations. No field of these names holds anything else.
const assetFields: ReadonlySet<string> = new Set(
  (
    "amount fee delegation vesting_shares reward_hive reward_hbd reward_vests max_accepted_payout hbd_amount hive_amount " +
    "amount_to_sell min_to_receive daily_pay base quote account_creation_fee pending_payout " +
    "hbd_payout hive_payout vesting_payout curators_vesting_payout reward payout total_payout_value curator_payout_value " +
    "beneficiary_payout_value initial_vesting_shares initial_delegation hive_vested vesting_shares_received"
  ).split(" "),
);

/** Whether the field of this name holds money. A memo that reads "1.000 HIVE" stays a memo. */
export function isAssetField(name: string): boolean {
  return assetFields.has(name);
}
