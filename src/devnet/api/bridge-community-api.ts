import { membershipOf, roleNumbers, type Community } from "../hivemind/community.ts";
import { payoutOf } from "../payout.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { timeText } from "./chain-properties.ts";
import { hivemindRefusal } from "./hivemind-error.ts";
import {
  accountName,
  existingAccount,
  existingCommunity,
  hivemindArguments,
  numberWithin,
  readObserver,
} from "./hivemind-params.ts";
import { socialPostOf } from "./post-facts.ts";
import { allPosts, isOpen } from "./post-lists.ts";

/** The part of the bridge API that is about communities. */
export function createBridgeCommunityApi(context: ApiContext): Api {
  return {
    get_community: (params) => {
      const fields = hivemindArguments(params, ["name", "observer"], 1);
      const community = existingCommunity(fields["name"], context);
      const observer = readObserver(fields["observer"], context);
      const { description, flag_text, settings } = community.props;
      return {
        ...summary(community, context),
        description,
        flag_text,
        settings,
        context: observer === undefined ? {} : membership(community, observer),
        team: roles(community).filter(([, role]) => ["owner", "admin", "mod"].includes(role)),
      };
    },
    get_community_context: (params) => {
      const fields = hivemindArguments(params, ["name", "account"], 2);
      return membership(existingCommunity(fields["name"], context), existingAccount(fields["account"], context));
    },
    list_communities: (params) => listCommunities(params, context),
    list_community_roles: (params) => {
      const fields = hivemindArguments(params, ["community", "last", "limit"], 1);
      const community = existingCommunity(fields["community"], context);
      const limit = numberWithin(fields["limit"], { name: "limit", min: 1, max: 1000, fallback: 50 });
      return pageBehind(
        roles(community).filter(([, role]) => role !== "guest"),
        fields["last"],
        limit,
      );
    },
    list_subscribers: (params) => {
      const fields = hivemindArguments(params, ["community", "last", "limit"], 1);
      const community = existingCommunity(fields["community"], context);
      const limit = numberWithin(fields["limit"], { name: "limit", min: 1, max: 100, fallback: 100 });
      const newestFirst = [...community.subscribers].toReversed();
      const rows = newestFirst.map(([name, at]) => {
        const { role, title } = membershipOf(community, name);
        return [name, role, title || null, timeText(at)] as const;
      });
      return pageBehind(rows, fields["last"], limit);
    },
    list_all_subscriptions: (params) => {
      const account = existingAccount(hivemindArguments(params, ["account"], 1)["account"], context);
      return communities(context)
        .filter(({ subscribers }) => subscribers.has(account))
        .map((community) => {
          const { role, title } = membershipOf(community, account);
          return [community.name, titleOf(community), role, title];
        });
    },
  };
}

const orders: Readonly<Record<string, (a: Community, b: Community) => number>> = {
  // hivemind ranks by what is earned there; here those with more subscribers come first.
  rank: (a, b) => b.subscribers.size - a.subscribers.size || a.id - b.id,
  new: (a, b) => b.createdAt - a.createdAt || b.id - a.id,
  subs: (a, b) => b.subscribers.size - a.subscribers.size || b.id - a.id,
};

function listCommunities(params: unknown, context: ApiContext): readonly object[] {
  const fields = hivemindArguments(params, ["last", "limit", "query", "sort", "observer"]);
  const { last, query = "", sort = "rank" } = fields;
  const limit = numberWithin(fields["limit"], { name: "limit", min: 1, max: 100, fallback: 100 });
  const observer = readObserver(fields["observer"], context);
  const order = typeof sort === "string" && Object.hasOwn(orders, sort) ? orders[sort] : undefined;
  if (!order) throw hivemindRefusal("Unsupported sort, valid sorts: rank, new, subs");
  const word = typeof query === "string" ? query.toLowerCase() : "";
  const found = communities(context).filter(({ props }) =>
    `${props.title} ${props.about}`.toLowerCase().includes(word),
  );
  const sorted = found.toSorted(order);
  const start = last === undefined || last === null || last === "" ? undefined : existingCommunity(last, context);
  const from = start ? sorted.indexOf(start) + 1 : 0;
  return sorted.slice(from, from + limit).map((community) => ({
    ...summary(community, context),
    admins: roles(community).flatMap(([name, role]) => (role === "admin" ? [name] : [])),
    context: observer === undefined ? {} : membership(community, observer),
  }));
}

function communities({ ledger, hivemind }: ApiContext): readonly Community[] {
  return [...ledger.committed().accounts.values()].flatMap(({ name }) => hivemind.findCommunity(name) ?? []);
}

function summary(community: Community, context: ApiContext): Readonly<Record<string, unknown>> {
  const { id, name, createdAt, props, subscribers } = community;
  const pending = allPosts(context).filter(
    (post) => isOpen(post, context) && socialPostOf(post, context)?.community === name,
  );
  const units = pending.reduce((sum, post) => sum + payoutOf(post), 0n);
  const { avatar_url: avatar } = props.settings;
  return {
    id,
    name,
    title: titleOf(community),
    about: props.about,
    lang: props.lang,
    type_id: props.type_id,
    is_nsfw: props.is_nsfw,
    subscribers: subscribers.size,
    created_at: timeText(createdAt).replace("T", " "),
    sum_pending: Number(units / 1000n),
    num_pending: pending.length,
    num_authors: new Set(pending.map(({ author }) => author)).size,
    avatar_url: typeof avatar === "string" ? avatar : "",
  };
}

function titleOf({ props, name }: Community): string {
  return props.title || `@${name}`;
}

function membership(community: Community, account: string): Readonly<Record<string, unknown>> {
  const { role, title } = membershipOf(community, account);
  return { role, subscribed: community.subscribers.has(account), title };
}

/** Name, role and title of everybody who has one, the highest first. */
function roles({ members }: Community): readonly (readonly [name: string, role: string, title: string])[] {
  return [...members]
    .toSorted(([a, { role: ofA }], [b, { role: ofB }]) => roleNumbers[ofB] - roleNumbers[ofA] || (a < b ? -1 : 1))
    .map(([name, { role, title }]) => [name, role, title]);
}

function pageBehind<Row extends readonly [name: string, ...rest: unknown[]]>(
  rows: readonly Row[],
  last: unknown,
  limit: number,
): readonly Row[] {
  const name = last === undefined || last === null || last === "" ? undefined : accountName(last);
  const index = name === undefined ? -1 : rows.findIndex(([one]) => one === name);
  if (name !== undefined && index === -1) throw hivemindRefusal("invalid last");
  return rows.slice(index + 1, index + 1 + limit);
}
