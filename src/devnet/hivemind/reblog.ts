import type { Fields } from "../../chain/wire/fields.ts";
import { commentKey } from "../state/comment.ts";
import { notifyOfPerson } from "./notification.ts";
import type { SocialContext } from "./social-context.ts";

/** Shows somebody's post on one's own blog, or takes it off again with `delete: "delete"`. Only in the name of who signed. */
export function applyReblog(signer: string, payload: Fields, context: SocialContext): void {
  const { account, author, permlink } = payload;
  if (account !== signer || typeof author !== "string" || typeof permlink !== "string") return;
  const key = commentKey(author, permlink);
  const post = context.social.posts.get(key);
  if (!post) return;
  if (payload["delete"] === "delete") {
    post.reblogs.delete(signer);
    return;
  }
  if (!post.reblogs.has(signer)) post.reblogs.set(signer, context.now);
  notifyOfPerson(context, { type: "reblog", from: signer, to: author, post: key });
}
