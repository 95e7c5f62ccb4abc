import type { Relation } from "../hivemind/relations.ts";
import type { CommentState } from "../state/comment.ts";
import { accountLists, type AccountList } from "./account-lists.ts";
import { rawReputation } from "./account-view.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { activeVote, discussionView } from "./content-view.ts";
import { hivemindRefusal } from "./hivemind-error.ts";
import { existingAccount, existingPost, hivemindArguments, numberWithin, pageStart } from "./hivemind-params.ts";
import { socialPostOf, votesOn } from "./post-facts.ts";
import { orderOf, pageAfter, rankedPosts, rankings, type Ranking } from "./post-lists.ts";

/** The older names under which condenser_api answers what hivemind knows. */
export function createCondenserSocialApi(context: ApiContext): Api {
  return {
    get_active_votes: (params) => {
      const { author, permlink } = hivemindArguments(params, ["author", "permlink"], 2);
      const post = existingPost(author, permlink, context);
      return votesOn(post, context.ledger).map((vote) => activeVote(vote, context));
    },
    get_reblogged_by: (params) => {
      const { author, permlink } = hivemindArguments(params, ["author", "permlink"], 2);
      const post = existingPost(author, permlink, context);
      return [...(socialPostOf(post, context)?.reblogs.keys() ?? [])].toSorted();
    },
    get_account_reputations: (params) => accountReputations(params, context),
    ...followMethods(context),
    ...discussionMethods(context),
  };
}

/** The same list as `reputation_api` answers it. */
export function createReputationApi(context: ApiContext): Api {
  return { get_account_reputations: (params) => ({ reputations: accountReputations(params, context) }) };
}

function accountReputations(params: unknown, { ledger }: ApiContext): readonly object[] {
  const fields = hivemindArguments(params, ["account_lower_bound", "limit"]);
  const from = fields["account_lower_bound"];
  const limit = numberWithin(fields["limit"], { name: "limit", min: 1, max: 1000, fallback: 1000 });
  return [...ledger.committed().accounts.values()]
    .filter(({ name }) => typeof from !== "string" || name >= from)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name, reputation }) => ({ account: name, reputation: rawReputation(reputation) }));
}

function followMethods(context: ApiContext): Api {
  const { hivemind } = context;
  return {
    get_followers: (params) => {
      const { account, type, page } = followPage(params, context, (relation, name) =>
        hivemind.social().relations.to(relation, name),
      );
      return page.map((follower) => ({ follower, following: account, what: [type] }));
    },
    get_following: (params) => {
      const { account, type, page } = followPage(params, context, (relation, name) =>
        hivemind.social().relations.of(relation, name),
      );
      return page.map((following) => ({ follower: account, following, what: [type] }));
    },
    get_follow_count: (params) => {
      const account = existingAccount(hivemindArguments(params, ["account"], 1)["account"], context);
      const { relations } = hivemind.social();
      return {
        account,
        following_count: relations.of("follow", account).length,
        follower_count: relations.to("follow", account).length,
      };
    },
  };
}

function followPage(
  params: unknown,
  context: ApiContext,
  list: (relation: Relation, account: string) => readonly string[],
): { readonly account: string; readonly type: string; readonly page: readonly string[] } {
  const fields = hivemindArguments(params, ["account", "start", "follow_type", "limit"], 1);
  const account = existingAccount(fields["account"], context);
  const type = fields["follow_type"] || "blog";
  if (type !== "blog" && type !== "ignore") {
    throw hivemindRefusal("Unsupported follow type, valid types: blog, ignore");
  }
  const limit = numberWithin(fields["limit"], { name: "limit", min: 1, max: 1000, fallback: 1000 });
  const names = list(type === "blog" ? "follow" : "mute", account);
  const start = fields["start"] ? existingAccount(fields["start"], context) : undefined;
  // The page begins behind `start`; from the top where that is not in the list.
  const from = start === undefined ? 0 : names.indexOf(start) + 1;
  return { account, type, page: names.slice(from, from + limit) };
}

const query = ["tag", "limit", "truncate_body", "start_author", "start_permlink", "filter_tags", "observer"];

function discussionMethods(context: ApiContext): Api {
  return {
    get_discussions_by_trending: (params) => ranked(params, rankings.trending, context),
    get_discussions_by_hot: (params) => ranked(params, rankings.hot, context),
    get_discussions_by_created: (params) => ranked(params, rankings.created, context),
    get_discussions_by_blog: (params) => listed(params, accountLists.blog, context),
    get_discussions_by_feed: (params) => listed(params, accountLists.feed, context),
  };
}

function ranked(params: unknown, ranking: Ranking, context: ApiContext): readonly object[] {
  const fields = hivemindArguments(params, query);
  const limit = readLimit(fields["limit"]);
  const start = pageStart(fields, context);
  const tag = typeof fields["tag"] === "string" ? fields["tag"] : "";
  const posts = rankedPosts(ranking, { tag, observer: undefined }, context);
  return views(pageAfter(posts, start, orderOf(ranking, tag, context)).slice(0, limit), fields, context);
}

function listed(params: unknown, list: AccountList, context: ApiContext): readonly object[] {
  const fields = hivemindArguments(params, query, 1);
  const account = existingAccount(fields["tag"], context);
  const start = pageStart(fields, context);
  const posts = list({ account, observer: undefined, start }, context);
  return views(
    posts.slice(0, readLimit(fields["limit"])).map(({ post }) => post),
    fields,
    context,
  );
}

function readLimit(value: unknown): number {
  return numberWithin(value, { name: "limit", min: 1, max: 100, fallback: 20 });
}

function views(
  posts: readonly CommentState[],
  fields: Readonly<Record<string, unknown>>,
  context: ApiContext,
): readonly object[] {
  const length = numberWithin(fields["truncate_body"], {
    name: "truncate_body",
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    fallback: 0,
  });
  return posts.map((post) => {
    const view = discussionView(post, context);
    return length === 0 ? view : { ...view, body: view.body.slice(0, length) };
  });
}
