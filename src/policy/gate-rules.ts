import type { CommunityRole, FollowList } from "../chain/people-reads.ts";
import type { NumberRange } from "../config/ranges.ts";

/** Whom an agent gives the model's time, as its file says. What is absent or empty is not asked. */
export interface GateRules {
  /** As people see it; a newcomer has 25. */
  readonly reputation?: NumberRange;
  /** Milliseconds. */
  readonly accountAge?: NumberRange;
  /** In HIVE. */
  readonly hivePower?: NumberRange;
  /** Accounts of which the person must follow one. */
  readonly follows: readonly string[];
  /** Accounts of which one must follow the person. */
  readonly followedBy: readonly string[];
  readonly community?: CommunityRule;
  /** Only these are served. */
  readonly allow?: PeopleList;
  /** These are not. */
  readonly deny?: PeopleList;
  /** Accounts whose mutes count, and the mutes of the lists that they follow. */
  readonly mutesOf: readonly string[];
  /** Accounts whose blacklists count, and the blacklists that they follow. */
  readonly blacklistsOf: readonly string[];
  /** Words of the author's own: no quotes, no code, no links. */
  readonly minWords: number;
  /** In the form of `languageOf`; what language it is cannot always be told. */
  readonly languages: readonly string[];
  /** Characters of the text. */
  readonly maxLength?: number;
  /** Only the very first root post of an account. */
  readonly firstPost: boolean;
  /** In HBD. */
  readonly pendingPayout?: NumberRange;
  readonly votes?: NumberRange;
}

/** What a person must be in a community. */
export interface CommunityRule {
  readonly name: string;
  /** At least. */
  readonly role: CommunityRole;
  readonly subscribed: boolean;
}

/** People by name, and by the lists that accounts keep on chain. */
export interface PeopleList {
  readonly accounts: ReadonlySet<string>;
  readonly lists: readonly OnChainList[];
}

/** A list that an account keeps on chain. */
export interface OnChainList {
  readonly of: string;
  readonly list: FollowList;
}
