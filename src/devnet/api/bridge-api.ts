import type { Fields } from "../../chain/wire/fields.ts";
import { commentKey, type CommentState } from "../state/comment.ts";
import { accountLists } from "./account-lists.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { createBridgeCommunityApi } from "./bridge-community-api.ts";
import { createBridgePeopleApi } from "./bridge-people-api.ts";
import { hivemindRefusal } from "./hivemind-error.ts";
import {
  existingAccount,
  existingPost,
  hivemindArguments,
  pageSize,
  pageStart,
  readObserver,
} from "./hivemind-params.ts";
import { isHiddenFrom, type Observer } from "./observer.ts";
import { categoryOf, repliesTo } from "./post-facts.ts";
import { isKnownTag, orderOf, pageAfter, rankedPosts, rankings } from "./post-lists.ts";
import { bridgePost } from "./post-view.ts";
import { isCommunityName } from "../hivemind/community.ts";

const paging = ["start_author", "start_permlink", "limit"];
const wholeDiscussion = 2000; // posts, bridge_get_discussion

/** hivemind's API: posts, people and communities as people see them, as of the head block and never of the pool. */
export function createBridgeApi(context: ApiContext): Api {
  return {
    get_post: (params) => {
      const fields = hivemindArguments(params, ["author", "permlink", "observer"], 2);
      const post = existingPost(fields["author"], fields["permlink"], context);
      return bridgePost(post, context, { observer: readObserver(fields["observer"], context) });
    },
    get_post_header: (params) => {
      const fields = hivemindArguments(params, ["author", "permlink"], 2);
      const post = existingPost(fields["author"], fields["permlink"], context);
      const { author, permlink, depth } = post;
      return { author, permlink, category: categoryOf(post, context.ledger), depth };
    },
    get_discussion: (params) => {
      const fields = hivemindArguments(params, ["author", "permlink", "observer"], 2);
      const top = existingPost(fields["author"], fields["permlink"], context);
      return discussion(top, readObserver(fields["observer"], context), context);
    },
    get_ranked_posts: (params) => rankedPage(params, context),
    get_account_posts: (params) => accountPage(params, context),
    ...createBridgePeopleApi(context),
    ...createBridgeCommunityApi(context),
  };
}

/** A post and all below it, by key. What somebody wrote whom the observer mutes is left out with everything below. */
function discussion(top: CommentState, observer: Observer, context: ApiContext): Readonly<Record<string, unknown>> {
  const posts: Record<string, unknown> = {};
  const open = [top];
  const isSeen = ({ author }: CommentState): boolean => !isHiddenFrom(observer, author, context);
  for (let post = open.pop(); post && Object.keys(posts).length < wholeDiscussion; post = open.pop()) {
    if (!isSeen(post)) continue;
    const replies = repliesTo(post, context.ledger).filter(isSeen);
    const keys = replies.map(({ author, permlink }) => commentKey(author, permlink));
    posts[commentKey(post.author, post.permlink)] = { ...bridgePost(post, context, { observer }), replies: keys };
    open.push(...replies.toReversed());
  }
  return posts;
}

function rankedPage(params: unknown, context: ApiContext): readonly object[] {
  const fields = hivemindArguments(params, ["sort", ...paging, "tag", "observer"], 1);
  const limit = pageSize(fields["limit"]);
  const start = pageStart(fields, context);
  const tag = readTag(fields);
  const observer =
    tag === "my" ? existingAccount(fields["observer"], context) : readObserver(fields["observer"], context);
  const ranking = chosen(fields["sort"], rankings);
  const isWord = !["", "all", "my"].includes(tag) && !isCommunityName(tag);
  if (isWord && !isKnownTag(tag, context)) throw hivemindRefusal(`Tag ${tag} does not exist`);
  const posts = rankedPosts(ranking, { tag, observer }, context);
  const page = pageAfter(posts, start, orderOf(ranking, tag, context)).slice(0, limit);
  return page.map((post) => bridgePost(post, context, { observer }));
}

function accountPage(params: unknown, context: ApiContext): readonly object[] {
  const fields = hivemindArguments(params, ["sort", "account", ...paging, "observer"], 2);
  const account = existingAccount(fields["account"], context);
  const start = pageStart(fields, context);
  const limit = pageSize(fields["limit"]);
  const observer = readObserver(fields["observer"], context);
  const list = chosen(fields["sort"], accountLists);
  const page = list({ account, observer, start }, context).slice(0, limit);
  return page.map(({ post, rebloggedBy = [] }) =>
    bridgePost(post, context, { observer, isMutedGray: true, rebloggedBy }),
  );
}

function readTag({ tag }: Fields): string {
  return typeof tag === "string" ? tag.toLowerCase() : "";
}

function chosen<Way>(sort: unknown, ways: Readonly<Record<string, Way>>): Way {
  const way = typeof sort === "string" && Object.hasOwn(ways, sort) ? ways[sort] : undefined;
  if (way === undefined) throw hivemindRefusal(`Unsupported sort, valid sorts: ${Object.keys(ways).join(", ")}`);
  return way;
}
