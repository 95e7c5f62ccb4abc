import type { AccountState, Seconds } from "../state/account.ts";
import { isCommunityName, newCommunity, type Community } from "./community.ts";
import type { SocialState } from "./social-state.ts";

/** What an operation of a block is understood with. */
export interface SocialContext {
  readonly social: SocialState;
  readonly block: number;
  /** The time of the block before, which is the time that operations happen at in the state, too. */
  readonly now: Seconds;
  /** Counts up within the block and the kind of notification. */
  readonly nextNumber: (kind: string) => number;
  readonly findAccount: (name: string) => AccountState | undefined;
  /** The title that a community was given at genesis. */
  readonly titleOf: (community: string) => string;
}

/** A community by its name: it is there as soon as an account of such a name is. */
export function findCommunity(
  { social, findAccount, titleOf }: Pick<SocialContext, "social" | "findAccount" | "titleOf">,
  name: string,
): Community | undefined {
  const known = social.communities.get(name);
  if (known) return known;
  const account = isCommunityName(name) ? findAccount(name) : undefined;
  if (!account) return undefined;
  const community = newCommunity(account, titleOf(name));
  social.communities.set(name, community);
  return community;
}
