import type { Relation } from "../hivemind/relations.ts";
import type { Notification } from "../hivemind/notification.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { timeText } from "./chain-properties.ts";
import { hivemindRefusal } from "./hivemind-error.ts";
import { existingAccount, hivemindArguments, numberWithin, readObserver } from "./hivemind-params.ts";
import { notificationView } from "./notification-view.ts";
import { profileOf, profileView } from "./profile-view.ts";

const blocksKept = 90 * 28_800; // notifications of 90 days

// What is listed, and whether those people are lists themselves, with a description each.
const followLists: Readonly<Record<string, { readonly relation: Relation; readonly isDescribed: boolean }>> = {
  blacklisted: { relation: "blacklist", isDescribed: false },
  follow_blacklist: { relation: "followBlacklist", isDescribed: true },
  muted: { relation: "mute", isDescribed: false },
  follow_muted: { relation: "followMutes", isDescribed: true },
};

/** The part of the bridge API that is about people: profiles, relations, notifications. */
export function createBridgePeopleApi(context: ApiContext): Api {
  const { hivemind, ledger } = context;
  return {
    account_notifications: (params) => accountNotifications(params, context),
    unread_notifications: (params) => unreadNotifications(params, context),
    get_profile: (params) => {
      const fields = hivemindArguments(params, ["account", "observer"], 1);
      const account = ledger.committed().accounts.find(existingAccount(fields["account"], context));
      return account && profileView(account, readObserver(fields["observer"], context), context);
    },
    get_relationship_between_accounts: (params) => {
      const fields = hivemindArguments(params, ["account1", "account2", "observer"], 2);
      const [from, to] = [existingAccount(fields["account1"], context), existingAccount(fields["account2"], context)];
      readObserver(fields["observer"], context);
      const { relations } = hivemind.social();
      return {
        follows: relations.has("follow", from, to),
        ignores: relations.has("mute", from, to),
        blacklists: relations.has("blacklist", from, to),
        follows_blacklists: relations.has("followBlacklist", from, to),
        follows_muted: relations.has("followMutes", from, to),
      };
    },
    get_follow_list: (params) => followList(params, context),
  };
}

function followList(params: unknown, context: ApiContext): readonly object[] {
  const fields = hivemindArguments(params, ["observer", "follow_type"], 1);
  const observer = existingAccount(fields["observer"], context);
  const type = fields["follow_type"] ?? "blacklisted";
  const list = typeof type === "string" && Object.hasOwn(followLists, type) ? followLists[type] : undefined;
  if (!list) {
    throw hivemindRefusal(`Unsupported follow_type, valid values: ${Object.keys(followLists).join(", ")}`);
  }
  const names = context.hivemind.social().relations.of(list.relation, observer).toSorted();
  return names.map((name) => {
    const account = list.isDescribed ? context.ledger.committed().accounts.find(name) : undefined;
    const { blacklist_description = "", muted_list_description = "" } = account ? profileOf(account) : {};
    return { name, blacklist_description, muted_list_description };
  });
}

function accountNotifications(params: unknown, context: ApiContext): readonly object[] | null {
  const fields = hivemindArguments(params, ["account", "min_score", "last_id", "limit"], 1);
  const account = existingAccount(fields["account"], context);
  const leastScore = readScore(fields["min_score"]);
  const lastId = readId(fields["last_id"]);
  const limit = numberWithin(fields["limit"], { name: "limit", min: 1, max: 100, fallback: 100 });
  const wanted = keptFor(account, context).filter(
    ({ score, id }) => score >= leastScore && (lastId === 0n || id < lastId),
  );
  const page = wanted.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  // Recorded: nothing is null here, not an empty list.
  return page.length === 0 ? null : page.map((one) => notificationView(one, context));
}

function unreadNotifications(params: unknown, context: ApiContext): object {
  const fields = hivemindArguments(params, ["account", "min_score"], 1);
  const account = existingAccount(fields["account"], context);
  const leastScore = readScore(fields["min_score"]);
  const { hivemind, ledger } = context;
  const lastRead = hivemind.social().lastRead.get(account) ?? 0;
  // A block counts as read by its own time, which is later than that of what happened in it.
  const isUnread = ({ block }: Notification): boolean => (ledger.blocks.find(block)?.at ?? 0) > lastRead;
  const unread = keptFor(account, context).filter((one) => one.score >= leastScore && isUnread(one));
  return { lastread: timeText(lastRead).replace("T", " "), unread: unread.length };
}

function keptFor(account: string, { hivemind, ledger }: ApiContext): readonly Notification[] {
  const oldest = ledger.head().number - blocksKept;
  return (hivemind.social().notifications.get(account) ?? []).filter(({ block }) => block > oldest);
}

function readScore(value: unknown): number {
  return numberWithin(value, { name: "score", min: 0, max: 100, fallback: 25 });
}

// Ids are more than a number can hold, so they may come as text.
function readId(value: unknown): bigint {
  if (value === undefined || value === null) return 0n;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^\d{1,20}$/.test(value)) return BigInt(value);
  throw hivemindRefusal("last_id must be integer");
}
