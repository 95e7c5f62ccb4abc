import type { Fields } from "../../chain/wire/fields.ts";
import { commentKey } from "../state/comment.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { hivemindRefusal } from "./hivemind-error.ts";
import { checkObserver, existingAccount, existingPost, onlyNamed, pageSize, pageStart } from "./hivemind-params.ts";
import { descendantsOf } from "./post-facts.ts";
import { accountLists, isCommunity, isTagged, pageOf, rankings } from "./post-lists.ts";
import { bridgePost } from "./post-view.ts";

const paging = ["sort", "observer", "start_author", "start_permlink", "limit"];

/** hivemind's API: posts and discussions as people see them, as of the head block and never of the pool. */
export function createBridgeApi(context: ApiContext): Api {
  const { ledger } = context;
  return {
    get_post: (params) => {
      const fields = onlyNamed(params, ["author", "permlink", "observer"]);
      checkObserver(fields["observer"], context);
      return bridgePost(existingPost(fields["author"], fields["permlink"], context), context);
    },
    get_discussion: (params) => {
      const fields = onlyNamed(params, ["author", "permlink", "observer"]);
      checkObserver(fields["observer"], context);
      const top = existingPost(fields["author"], fields["permlink"], context);
      const posts = [top, ...descendantsOf(top, ledger)];
      return Object.fromEntries(
        posts.map((post) => [
          commentKey(post.author, post.permlink),
          { ...bridgePost(post, context), replies: post.replies },
        ]),
      );
    },
    get_ranked_posts: (params) => rankedPosts(onlyNamed(params, [...paging, "tag"]), context),
    get_account_posts: (params) => accountPosts(onlyNamed(params, [...paging, "account"]), context),
  };
}

function rankedPosts(fields: Fields, context: ApiContext): readonly object[] {
  const { ledger, communities } = context;
  const order = chosen(fields["sort"], rankings);
  checkObserver(fields["observer"], context);
  const tag = typeof fields["tag"] === "string" ? fields["tag"] : "";
  if (isCommunity(tag) && !communities.has(tag)) throw hivemindRefusal(`Tag ${tag} does not exist`);
  const limit = pageSize(fields["limit"]);
  const start = pageStart(fields, context);
  const posts = order(ledger).filter((post) => isTagged(post, tag, ledger));
  return pageOf(posts, start, limit).map((post) => bridgePost(post, context));
}

function accountPosts(fields: Fields, context: ApiContext): readonly object[] {
  const order = chosen(fields["sort"], accountLists);
  const account = existingAccount(fields["account"], context);
  checkObserver(fields["observer"], context);
  const limit = pageSize(fields["limit"]);
  const start = pageStart(fields, context);
  return pageOf(order(context.ledger, account), start, limit).map((post) => bridgePost(post, context));
}

function chosen<Order>(sort: unknown, orders: Readonly<Record<string, Order>>): Order {
  const order = typeof sort === "string" && Object.hasOwn(orders, sort) ? orders[sort] : undefined;
  if (order === undefined) throw hivemindRefusal(`Unsupported sort, valid sorts: ${Object.keys(orders).join(", ")}`);
  return order;
}
