import type { Notification, NotificationType } from "../hivemind/notification.ts";
import type { ApiContext } from "./api-context.ts";
import { timeText } from "./chain-properties.ts";

/** What hivemind says: `<src>`, `<payload>` and the like stand for what differs (utilities/notifications.sql). */
const messages: Readonly<Record<NotificationType, string>> = {
  set_role: "<src> set your role to <payload>",
  set_props: "<src> set properties <payload>",
  set_title: "<src> set your title to <payload>",
  mute_post: "<src> muted your post - <payload>",
  unmute_post: "<src> unmuted your post - <payload>",
  pin_post: "<src> pinned your post",
  unpin_post: "<src> unpinned your post",
  flag_post: "<src> flagged a post - <payload>",
  error: "error: <payload>",
  subscribe: "<src> subscribed to <comm>",
  reply: "<src> replied to your post",
  reply_comment: "<src> replied to your comment",
  reblog: "<src> reblogged your post",
  follow: "<src> followed you",
  mention: "<src> mentioned you and <others> others",
  vote: "<src> voted on your post <payload>",
};

/** A notification as bridge.account_notifications answers it. */
export function notificationView(notification: Notification, context: ApiContext): Readonly<Record<string, unknown>> {
  const { id, type, score, at } = notification;
  return {
    id: id.toString(),
    type,
    score,
    date: timeText(at),
    msg: messageOf(notification, context),
    url: urlOf(notification),
  };
}

function messageOf({ type, from, post, community, payload }: Notification, { hivemind }: ApiContext): string {
  const mentions = hivemind.social().posts.get(post ?? "")?.mentions.size ?? 1;
  const values: Readonly<Record<string, string>> = {
    src: `@${from}`,
    payload: payload ?? "",
    comm: hivemind.findCommunity(community ?? "")?.props.title ?? "",
    others: String(Math.max(0, mentions - 1)),
  };
  return messages[type].replaceAll(/<(\w+)>/g, (_, name: string) => values[name] ?? "");
}

function urlOf({ post, community, from }: Notification): string {
  if (post !== undefined) return `@${post}`;
  return community === undefined ? `@${from}` : `c/${community}`;
}
