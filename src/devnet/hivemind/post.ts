import type { Fields } from "../../chain/wire/fields.ts";
import { mentionsOf } from "../../chain/mention-rule.ts";
import { patchedBody } from "../../chain/patch-body.ts";
import { commentKey } from "../state/comment.ts";
import { hasRole, isCommunityName } from "./community.ts";
import { notifyOfPerson } from "./notification.ts";
import { findCommunity, type SocialContext } from "./social-context.ts";
import type { SocialPost } from "./social-post.ts";

/** hivemind's reasons for which a post is muted when it is made. */
const byKindOfCommunity = 1;
const withItsParent = 2;

/** Takes in a post, a reply, or an edit of either, and tells those it answers and mentions; an edit tells them anew. */
export function applyComment(fields: Fields, context: SocialContext): void {
  const { posts } = context.social;
  const key = keyOf(fields, "author", "permlink");
  const parent = posts.get(keyOf(fields, "parent_author", "parent_permlink"));
  const before = posts.get(key);
  const post = before ?? newPost(fields, parent, context);
  posts.set(key, post);
  const [body, mentions] = [String(fields["body"]), post.mentions];
  post.body = before ? patchedBody(post.body, body) : body;
  post.mentions = mentioned(post, context);
  const { author: from } = post;
  if (parent) {
    const type = post.depth === 1 ? "reply" : "reply_comment";
    notifyOfPerson(context, { type, from, to: parent.author, post: key });
  }
  for (const to of post.mentions) notifyOfPerson(context, { type: "mention", from, to, post: key });
  for (const name of mentions) if (!post.mentions.has(name)) forgetMention(key, name, context);
}

/** Forgets a post. What was told about it stays told. */
export function applyDelete(fields: Fields, { social }: SocialContext): void {
  social.posts.delete(keyOf(fields, "author", "permlink"));
}

function newPost(fields: Fields, parent: SocialPost | undefined, context: SocialContext): SocialPost {
  const category = String(fields["parent_permlink"]);
  const community = parent ? parent.community : isCommunityName(category) ? category : undefined;
  const post: SocialPost = {
    author: String(fields["author"]),
    permlink: String(fields["permlink"]),
    depth: parent ? parent.depth + 1 : 0,
    community: community !== undefined && findCommunity(context, community) ? community : undefined,
    body: "",
    mentions: new Set(),
    mutedReasons: [],
    isPinned: false,
    votes: new Map(),
    reblogs: new Map(),
    flaggedBy: new Set(),
  };
  post.mutedReasons = mutedReasons(post, parent, context);
  return post;
}

// In a journal only members may post, in a council only they may comment (process_hive_post_operation).
function mutedReasons(post: SocialPost, parent: SocialPost | undefined, context: SocialContext): readonly number[] {
  const community = post.community === undefined ? undefined : findCommunity(context, post.community);
  const type = community?.props.type_id ?? 1;
  const isClosed = type === 3 || (type === 2 && !parent);
  return [
    ...(community && isClosed && !hasRole(community, post.author, "member") ? [byKindOfCommunity] : []),
    ...(parent && parent.mutedReasons.length > 0 ? [withItsParent] : []),
  ];
}

function mentioned({ author, body }: SocialPost, { findAccount }: SocialContext): ReadonlySet<string> {
  return new Set([...mentionsOf(body)].filter((name) => name !== author && findAccount(name) !== undefined));
}

// Whom an edit does not mention any more was never told.
function forgetMention(key: string, name: string, { social }: SocialContext): void {
  const told = social.notifications.get(name) ?? [];
  social.notifications.set(
    name,
    told.filter(({ type, post }) => type !== "mention" || post !== key),
  );
}

function keyOf(fields: Fields, author: string, permlink: string): string {
  return commentKey(String(fields[author]), String(fields[permlink]));
}
