import { describe, expect, it } from "vitest";
import { accountAnswer, shareLeft, toAccount } from "../../src/chain/account-answer.ts";

const authority = { weight_threshold: 1, key_auths: [], account_auths: [] };
const account = {
  name: "vic",
  created: "2026-01-01T00:00:00",
  owner: authority,
  active: authority,
  posting: authority,
  memo_key: "STM",
  voting_manabar: { current_mana: "98000000000000", last_update_time: 1_767_225_600 }, // 2026-01-01T00:00:00Z
  vesting_shares: "0.000000 VESTS",
  delegated_vesting_shares: "0.000000 VESTS",
  received_vesting_shares: "100000000.000000 VESTS",
  vesting_withdraw_rate: "0.000000 VESTS",
};
const at = (seconds: number) => new Date(1_767_225_600_000 + seconds * 1000);

function manaAt(seconds: number, fields: object = {}): number {
  return toAccount(accountAnswer.parse({ ...account, ...fields }), at(seconds)).votingMana;
}

describe("voting mana", () => {
  it("comes back within five days, evenly, and no further", () => {
    expect(manaAt(0)).toBeCloseTo(0.98, 10);
    expect(manaAt(3)).toBeCloseTo(0.98 + 694_444_444 / 1e14, 10); // as a real node has it
    expect(manaAt(8_640)).toBeCloseTo(1, 10);
    expect(manaAt(432_000)).toBe(1);
  });

  it("counts the stake that votes: without what was lent and what is being taken out", () => {
    const own = { vesting_shares: "300000000.000000 VESTS", delegated_vesting_shares: "200000000.000000 VESTS" };
    expect(manaAt(0, own)).toBeCloseTo(0.49, 10);
    const leaving = {
      ...own,
      vesting_withdraw_rate: "50000000.000000 VESTS",
      to_withdraw: 200_000_000_000_000,
      withdrawn: 0,
      next_vesting_withdrawal: "2026-02-01T00:00:00",
    };
    expect(manaAt(0, leaving)).toBeCloseTo(98 / 150, 10);
  });

  it("is none without stake", () => {
    expect(manaAt(0, { received_vesting_shares: "0.000000 VESTS" })).toBe(0);
    expect(shareLeft({ current_mana: 5, last_update_time: 0 }, -1, at(0))).toBe(0);
  });
});
