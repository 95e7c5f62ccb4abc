import { isMutedBy } from "../hivemind/relations.ts";
import type { ApiContext } from "./api-context.ts";

/** Somebody who looks, or nobody in particular. */
export type Observer = string | undefined;

/** Whether the observer does not want to see what this account writes. */
export function isHiddenFrom(observer: Observer, account: string, { hivemind }: ApiContext): boolean {
  return observer !== undefined && isMutedBy(hivemind.social().relations, observer, account);
}

/** On whose blacklists the account stands that count for the observer, in hivemind's words. */
export function blacklistsFor(observer: Observer, account: string, { hivemind }: ApiContext): readonly string[] {
  if (observer === undefined) return [];
  const { relations } = hivemind.social();
  const others = relations.of("followBlacklist", observer).filter((one) => relations.has("blacklist", one, account));
  return [
    ...(relations.has("blacklist", observer, account) ? ["my blacklist"] : []),
    ...others.toSorted().map((one) => `blacklisted by ${one}`),
  ];
}
