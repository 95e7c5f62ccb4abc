/** Seconds since 1970, chain time. The chain knows no fractions. */
export type Seconds = number;

/** An account in the state. Amounts are in the smallest unit: 0.001 HIVE, 0.001 HBD, 0.000001 VESTS. */
export interface AccountState {
  /** Accounts are numbered as they are created; error texts show the number. */
  readonly id: number;
  readonly name: string;
  readonly createdAt: Seconds;
  readonly updatedAt: Seconds;
  readonly owner: AuthorityState;
  readonly active: AuthorityState;
  readonly posting: AuthorityState;
  readonly memoKey: string;
  readonly jsonMetadata: string;
  readonly postingJsonMetadata: string;
  readonly hive: bigint;
  readonly hbd: bigint;
  readonly vests: bigint;
  /** Lent to others, or on the way back from them. */
  readonly delegatedVests: bigint;
  /** Lent by others. */
  readonly receivedVests: bigint;
  /** hivemind's score as people see it, 25 for a newcomer. */
  readonly reputation: number;
  readonly upvoteMana: ManaBar;
  readonly downvoteMana: ManaBar;
  readonly resourceCredits: ManaBar;
  readonly lastPost: Seconds;
  readonly lastRootPost: Seconds;
  readonly lastEdit: Seconds;
  readonly lastVote: Seconds;
  readonly postCount: number;
  readonly rewards: Rewards;
  readonly savings: Savings;
  /** What is being powered down, if anything. */
  readonly powerDown: PowerDown | undefined;
  /** When the owner authority was changed, and when it was before that; 0 for never. */
  readonly ownerUpdates: readonly [last: Seconds, before: Seconds];
  /** Who votes for witnesses in its place; empty for nobody. */
  readonly proxy: string;
  readonly witnessVotes: readonly string[];
  /** Who made it and can help to recover it; empty for accounts that no operation made. */
  readonly recoveryAccount: string;
  /** Accounts that it has paid for and not made yet. */
  readonly claimedAccounts: number;
}

/** What an account has earned and not claimed yet. */
export interface Rewards {
  readonly hive: bigint;
  readonly hbd: bigint;
  readonly vests: bigint;
  /** What the vests were worth in HIVE when they were earned. */
  readonly vestsInHive: bigint;
}

export interface Savings {
  readonly hive: bigint;
  readonly hbd: bigint;
  /** Withdrawals that wait for their three days. */
  readonly withdrawals: number;
}

/** Stake that becomes liquid in thirteen weekly parts. In 0.000001 VESTS. */
export interface PowerDown {
  readonly weekly: bigint;
  readonly total: bigint;
  readonly nextAt: Seconds;
}

/** What every account begins with in the fields that most never use. */
export const newcomer = {
  rewards: { hive: 0n, hbd: 0n, vests: 0n, vestsInHive: 0n },
  savings: { hive: 0n, hbd: 0n, withdrawals: 0 },
  powerDown: undefined,
  ownerUpdates: [0, 0],
  proxy: "",
  witnessVotes: [],
  recoveryAccount: "",
  claimedAccounts: 0,
} as const satisfies Partial<AccountState>;

/** As the chain writes it, its members in order. */
export interface AuthorityState {
  readonly weight_threshold: number;
  readonly account_auths: readonly (readonly [account: string, weight: number])[];
  readonly key_auths: readonly (readonly [key: string, weight: number])[];
}

/** What was left when it was last touched. It fills up linearly from then on. */
export interface ManaBar {
  readonly mana: bigint;
  readonly updatedAt: Seconds;
}
