import type { Fields } from "../../chain/wire/fields.ts";
import { commentKey } from "../state/comment.ts";
import { notifyOfPerson } from "./notification.ts";
import type { SocialContext } from "./social-context.ts";

const leastRshares = 10_000_000_000;
const leastValue = 0.02; // HBD

/** Tells an author of a vote that is worth at least 0.02 HBD. Reads the virtual operation that follows every vote. */
export function applyVote(fields: Fields, context: SocialContext): void {
  const [voter, author] = [String(fields["voter"]), String(fields["author"])];
  const key = commentKey(author, String(fields["permlink"]));
  const post = context.social.posts.get(key);
  if (!post) return;
  const rshares = Number(fields["rshares"]);
  post.votes.set(voter, rshares);
  const weights = [...post.votes.values()];
  const payout = Number.parseFloat(String(fields["pending_payout"]));
  const value = shareOf(payout, rshares, sum(weights.filter((weight) => weight > 0)));
  const score = scoreOf(shareOf(payout, rshares, sum(weights.map(Math.abs))));
  if (rshares < leastRshares || value < leastValue || score === undefined) return;
  notifyOfPerson(context, {
    type: "vote",
    from: voter,
    to: author,
    post: key,
    score,
    payload: `($${value.toFixed(2)})`,
  });
}

function shareOf(payout: number, rshares: number, all: number): number {
  return all === 0 ? 0 : (payout / all) * rshares;
}

// 25 points for each digit of the value in 0.001 HBD after the first (calculate_notify_vote_score).
function scoreOf(value: number): number | undefined {
  const units = value * 1000;
  return units < 20 ? undefined : Math.min(100, (String(Math.round(units)).length - 1) * 25);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
