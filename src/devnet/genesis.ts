import { SkepError } from "../shared/errors.ts";
import { witnessName } from "./chain-constants.ts";
import { devPublicKey, type Role } from "./dev-key.ts";
import { maxResourceCredits } from "./resource-credits.ts";
import { isAccountName } from "./rules/account-name.ts";
import { newcomer, type AccountState, type AuthorityState, type Seconds } from "./state/account.ts";
import { delegationKey } from "./state/delegation.ts";
import { nextNumber, type ChainState } from "./state/chain-state.ts";

/** An account to be made without an operation, with the keys of `devKey`. */
export interface GenesisAccount {
  readonly name: string;
  /** Whole VESTS; 100,000,000 by default, which makes a full vote worth 0.5 HBD. */
  readonly vests?: number;
  /** Whole VESTS that the block maker lends it; none by default. */
  readonly receivedVests?: number;
  /** Genesis time by default. */
  readonly createdAt?: Date;
  /** hivemind's score as people see it; 25 by default, a newcomer's. */
  readonly reputation?: number;
  /** In HIVE and HBD; 100 each by default. */
  readonly balances?: { readonly hive?: number; readonly hbd?: number };
}

export interface GenesisCommunity {
  /** Such as `"hive-167922"`. It becomes an account too. */
  readonly name: string;
  readonly title: string;
}

const defaultVests = 100_000_000;
const defaultReputation = 25;
const defaultBalance = 100;

/** The account that makes the blocks. */
export const witness: GenesisAccount = { name: witnessName, vests: 1_000_000_000 };

/** Puts an account into the state. Throws `config_invalid` when it exists or cannot be a name. */
export function addAccount(state: ChainState, account: GenesisAccount, prefix: string, now: Seconds): void {
  const { name } = account;
  if (!isAccountName(name)) throw new SkepError("config_invalid", `${JSON.stringify(name)} cannot be an account name`);
  if (state.accounts.find(name)) throw new SkepError("config_invalid", `the account ${name} exists already`);
  const made = accountOf(account, { id: nextNumber(state, "account"), prefix, now });
  state.accounts.set(name, made);
  const lender = state.accounts.find(witnessName);
  if (!lender || made.receivedVests === 0n) return;
  state.accounts.set(witnessName, { ...lender, delegatedVests: lender.delegatedVests + made.receivedVests });
  state.delegations.set(delegationKey(witnessName, name), made.receivedVests);
}

function accountOf(
  {
    name,
    vests = defaultVests,
    receivedVests = 0,
    createdAt,
    reputation = defaultReputation,
    balances = {},
  }: GenesisAccount,
  { id, prefix, now }: { readonly id: number; readonly prefix: string; readonly now: Seconds },
): AccountState {
  const received = BigInt(Math.round(receivedVests * 1_000_000));
  const own = BigInt(Math.round(vests * 1_000_000));
  const stake = own + received;
  const created = createdAt ? Math.floor(createdAt.getTime() / 1000) : now;
  const authority = (role: Role): AuthorityState => ({
    weight_threshold: 1,
    account_auths: [],
    key_auths: [[devPublicKey(name, role, prefix), 1]],
  });
  const empty: AccountState = {
    id,
    name,
    createdAt: created,
    updatedAt: 0,
    owner: authority("owner"),
    active: authority("active"),
    posting: authority("posting"),
    memoKey: devPublicKey(name, "memo", prefix),
    jsonMetadata: "",
    postingJsonMetadata: "",
    hive: BigInt(Math.round((balances.hive ?? defaultBalance) * 1000)),
    hbd: BigInt(Math.round((balances.hbd ?? defaultBalance) * 1000)),
    vests: own,
    delegatedVests: 0n,
    receivedVests: received,
    reputation,
    upvoteMana: { mana: stake, updatedAt: now },
    downvoteMana: { mana: stake / 4n, updatedAt: now },
    resourceCredits: { mana: 0n, updatedAt: now },
    lastPost: 0,
    lastRootPost: 0,
    lastEdit: 0,
    lastVote: 0,
    postCount: 0,
    ...newcomer,
  };
  return { ...empty, resourceCredits: { mana: maxResourceCredits(empty), updatedAt: now } };
}
