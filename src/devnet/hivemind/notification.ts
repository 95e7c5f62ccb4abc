import { isMutedBy } from "./relations.ts";
import type { SocialContext } from "./social-context.ts";

/** hivemind's numbers for the kinds; they stand in the ids (hive/indexer/notify_type.py). */
const typeNumbers = {
  set_role: 2,
  set_props: 3,
  set_title: 4,
  mute_post: 5,
  unmute_post: 6,
  pin_post: 7,
  unpin_post: 8,
  flag_post: 9,
  error: 10,
  subscribe: 11,
  reply: 12,
  reply_comment: 13,
  reblog: 14,
  follow: 15,
  mention: 16,
  vote: 17,
} as const;

export type NotificationType = keyof typeof typeNumbers;

/** One thing that an account is told. */
export interface Notification extends Omit<NewNotification, "score"> {
  /** Rises with time; more than 53 bits. */
  readonly id: bigint;
  readonly block: number;
  /** Seconds since 1970. */
  readonly at: number;
  /** 0 to 100. */
  readonly score: number;
}

export interface NewNotification {
  readonly type: NotificationType;
  readonly from: string;
  readonly to: string;
  /** hivemind's usual one by default. */
  readonly score?: number;
  /** The key of the post it is about. */
  readonly post?: string;
  readonly community?: string;
  /** What else is to be said, such as a role. */
  readonly payload?: string;
}

const usualScore = 35;
// Ids count the seconds from the hour in which the chain began; taken from recorded ones.
const idEpoch = Date.UTC(2016, 2, 24, 16) / 1000;

/** Tells an account something; the same thing about a post only once a block. */
export function notify(context: SocialContext, { score = usualScore, ...news }: NewNotification): void {
  const { social, block, now } = context;
  const told = social.notifications.get(news.to) ?? [];
  social.notifications.set(news.to, told);
  const inBlock = told.slice(told.findLastIndex((one) => one.block !== block) + 1);
  const isTold = ({ type, from, post }: Notification): boolean =>
    post !== undefined && post === news.post && type === news.type && from === news.from;
  if (inBlock.some(isTold)) return;
  const number = (typeNumbers[news.type] << 22) | context.nextNumber(news.type);
  told.push({ ...news, id: (BigInt(now - idEpoch) << 28n) | BigInt(number), block, at: now, score });
}

/** Tells an account what another did, unless that is itself, has no reputation, or is muted by it. The score is made of
 * the reputation unless it is given. */
export function notifyOfPerson(context: SocialContext, news: NewNotification): void {
  const { social, findAccount } = context;
  const reputation = reputationScore(findAccount(news.from)?.reputation ?? 0);
  if (news.from === news.to || reputation <= 0 || isMutedBy(social.relations, news.to, news.from)) return;
  notify(context, { score: reputation, ...news });
}

/** What hivemind makes of a reputation: like people's score, but by steps of 7.5 instead of 9, so that it ends at 100. */
function reputationScore(reputation: number): number {
  return Math.min(100, Math.round(25 + ((reputation - 25) * 7.5) / 9));
}
