import { z } from "zod";
import { accountNameForm, permlinkForm } from "./account-name.ts";
import { chainTime } from "./answer.ts";
import { parseMetadata } from "./metadata.ts";
import type { Post } from "./post.ts";

/** A post as hivemind's bridge API answers it. */
export const postAnswer = z.looseObject({
  author: z.string().regex(accountNameForm),
  permlink: z.string().regex(permlinkForm),
  parent_author: z.string().default(""),
  parent_permlink: z.string().optional(),
  category: z.string(),
  title: z.string(),
  body: z.string(),
  created: chainTime,
  updated: chainTime.optional().catch(undefined),
  depth: z.int().nonnegative(),
  json_metadata: z.unknown().optional(),
  payout: z.number().catch(0),
  children: z.int().nonnegative().catch(0),
  is_paidout: z.boolean().catch(false),
  max_accepted_payout: z.string().optional().catch(undefined),
  stats: z
    .looseObject({
      total_votes: z.int().catch(0),
      hide: z.boolean().catch(false),
      gray: z.boolean().catch(false),
      is_pinned: z.boolean().optional().catch(undefined),
    })
    .catch({ total_votes: 0, hide: false, gray: false, is_pinned: undefined }),
});

/** Tells the post in our words. A root post's parent permlink is its category, as on chain. */
export function toPost(found: z.output<typeof postAnswer>): Post {
  return {
    author: found.author,
    permlink: found.permlink,
    parentAuthor: found.parent_author,
    parentPermlink: found.parent_permlink ?? found.category,
    category: found.category,
    title: found.title,
    body: found.body,
    createdAt: found.created,
    ...(found.updated && { updatedAt: found.updated }),
    depth: found.depth,
    metadata: parseMetadata(found.json_metadata),
    payout: found.payout,
    votes: found.stats.total_votes,
    replies: found.children,
    isPaidOut: found.is_paidout,
    declinesPayout: found.max_accepted_payout?.startsWith("0.000 ") === true,
    isHidden: found.stats.hide || found.stats.gray,
  };
}
