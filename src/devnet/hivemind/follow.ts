import type { Fields } from "../../chain/wire/fields.ts";
import { notifyOfPerson } from "./notification.ts";
import type { Relation, Relations } from "./relations.ts";
import type { SocialContext } from "./social-context.ts";

type Change = (relations: Relations, from: string, to: string) => void;

// What stands in `what`, for each account that is named.
const changes: Readonly<Record<string, Change>> = {
  "": (relations, from, to) => {
    relations.remove("follow", from, to);
    relations.remove("mute", from, to);
  },
  blog: follow,
  follow,
  ignore: (relations, from, to) => {
    relations.add("mute", from, to);
    relations.remove("follow", from, to);
  },
  blacklist: adding("blacklist"),
  unblacklist: removing("blacklist"),
  follow_blacklist: adding("followBlacklist"),
  unfollow_blacklist: removing("followBlacklist"),
  follow_muted: adding("followMutes"),
  unfollow_muted: removing("followMutes"),
};

// These end relations with everybody, whoever is named.
const resets: Readonly<Record<string, readonly Relation[]>> = {
  reset_following_list: ["follow"],
  reset_muted_list: ["mute"],
  reset_blacklist: ["blacklist"],
  reset_follow_blacklist: ["followBlacklist"],
  reset_follow_muted_list: ["followMutes"],
  reset_all_lists: ["follow", "mute", "blacklist", "followBlacklist", "followMutes"],
};

/**
 * Follows, mutes or blacklists one account or several, or ends that, as hivemind reads it (hive/indexer/follow.py): only
 * the first word of `what` counts, and only in the name of who signed; accounts that do not exist are passed over.
 */
export function applyFollow(signer: string, payload: Fields, context: SocialContext): void {
  const { what, follower, following } = payload;
  const action: unknown = Array.isArray(what) ? (what[0] ?? "") : undefined;
  if (typeof action !== "string" || follower !== signer || following === undefined) return;
  const { relations } = context.social;
  for (const relation of own(resets, action) ?? []) relations.clear(relation, signer);
  const change = own(changes, action);
  if (!change) return;
  for (const name of namesIn(following, signer, context)) {
    change(relations, signer, name);
    if (change === follow) notifyOfPerson(context, { type: "follow", from: signer, to: name });
  }
}

function own<Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

function follow(relations: Relations, from: string, to: string): void {
  relations.add("follow", from, to);
  relations.remove("mute", from, to);
}

function adding(relation: Relation): Change {
  return (relations, from, to) => {
    relations.add(relation, from, to);
  };
}

function removing(relation: Relation): Change {
  return (relations, from, to) => {
    relations.remove(relation, from, to);
  };
}

function namesIn(following: unknown, signer: string, { findAccount }: SocialContext): readonly string[] {
  const names: readonly unknown[] = Array.isArray(following) ? following : [following];
  return names
    .filter((name) => typeof name === "string")
    .filter((name) => name !== signer && findAccount(name) !== undefined);
}
