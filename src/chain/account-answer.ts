import { z } from "zod";
import { chainNumber, chainTime } from "./answer.ts";
import type { Account } from "./chain-reader.ts";

const regenerationSeconds = 432_000; // 5 days, for voting mana and resource credits alike
const vests = z
  .string()
  .regex(/^\d+\.\d{6} VESTS$/)
  .transform((text) => Number.parseFloat(text) * 1e6);

const authority = z
  .looseObject({
    weight_threshold: z.int(),
    key_auths: z.array(z.tuple([z.string(), z.int()])),
    account_auths: z.array(z.tuple([z.string(), z.int()])),
  })
  .transform((found) => ({
    threshold: found.weight_threshold,
    keys: found.key_auths.map(([key, weight]) => ({ key, weight })),
    accounts: found.account_auths.map(([account, weight]) => ({ account, weight })),
  }));

/** A pool of mana or credits: what was in it, and when (seconds since 1970). */
export const manabar = z.looseObject({ current_mana: chainNumber, last_update_time: chainNumber });

/** One account as `condenser_api.get_accounts` answers it. */
export const accountAnswer = z.looseObject({
  name: z.string(),
  created: chainTime,
  owner: authority,
  active: authority,
  posting: authority,
  memo_key: z.string(),
  voting_manabar: manabar,
  vesting_shares: vests,
  delegated_vesting_shares: vests,
  received_vesting_shares: vests,
  vesting_withdraw_rate: vests,
  to_withdraw: chainNumber.default(0),
  withdrawn: chainNumber.default(0),
  next_vesting_withdrawal: z.string().default("1969-12-31T23:59:59"),
});

/** The account with its mana regenerated to this chain time. */
export function toAccount(found: z.output<typeof accountAnswer>, now: Date): Account {
  const { name, created: createdAt, owner, active, posting, memo_key: memoKey } = found;
  const stake = effectiveVests(found);
  const votingMana = shareLeft(found.voting_manabar, stake, now);
  return { name, createdAt, owner, active, posting, memoKey, votingMana, stake };
}

/** What is left in a pool that fills up within 5 days, as a share of its maximum, 0..1; 0 where nothing fits in. */
export function shareLeft(bar: z.output<typeof manabar>, max: number, now: Date): number {
  if (max <= 0) return 0;
  const seconds = Math.max(0, now.getTime() / 1000 - bar.last_update_time);
  return Math.min(1, Math.max(0, bar.current_mana / max + seconds / regenerationSeconds));
}

/** The stake an account votes with, in millionths: its own and what it received, without what it lent or takes out. */
function effectiveVests(found: z.output<typeof accountAnswer>): number {
  const isPoweringDown = !found.next_vesting_withdrawal.startsWith("1969");
  const leaving = Math.min(found.vesting_withdraw_rate, found.to_withdraw - found.withdrawn);
  const staked = found.vesting_shares - found.delegated_vesting_shares + found.received_vesting_shares;
  return staked - (isPoweringDown ? leaving : 0);
}
