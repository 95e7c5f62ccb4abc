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
}

/** As the chain writes it, in the order in which it was given. */
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
