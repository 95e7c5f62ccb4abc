import type { ChainReader } from "../chain/chain-reader.ts";
import type { Post } from "../chain/post.ts";
import { SkepError } from "../shared/errors.ts";
import type { Outlet } from "../trigger/outlet.ts";
import { slots } from "../trigger/slots.ts";
import { findSubject } from "./find-subject.ts";
import { EndOfJob, type Material } from "./material.ts";
import { findContainer } from "./read-threads.ts";

/** Where what is written at a slot goes. */
export type Place = Pick<Material, "post" | "depth" | "isPaidOut" | "category" | "thread">;

/** Whose slot it is. */
interface SlotOf {
  readonly account: string;
  readonly slot: Date;
  readonly timezone: string;
}

const dayAndAHalf = 36 * 3_600_000;

/**
 * Finds on chain where an outlet leads now. Answers the end of the job where it leads nowhere any more; throws
 * `chain_unreachable` while it may still lead somewhere.
 */
export async function findOutlet(
  outlet: Outlet,
  slotOf: SlotOf,
  reader: ChainReader,
  signal: AbortSignal,
): Promise<Place | EndOfJob> {
  if (outlet.kind === "post") return { depth: 0, isPaidOut: false, category: outlet.category };
  if (outlet.kind === "thread") {
    const container = await findContainer(outlet.container, reader, signal);
    return container ? below(container) : new EndOfJob("gone", `@${outlet.container} has no container to write in`);
  }
  if (outlet.to === "today") return findPostOfToday(slotOf, reader, signal);
  const post = await findSubject({ subject: `${outlet.to.author}/${outlet.to.permlink}` }, { reader }, signal);
  return post instanceof EndOfJob ? post : below(post);
}

/** The account's own newest post since midnight, by the clock of the schedule. It may yet come, or be approved. */
async function findPostOfToday(
  { account, slot, timezone }: SlotOf,
  reader: ChainReader,
  signal: AbortSignal,
): Promise<Place> {
  const [midnight] = slots("0 0 * * *", timezone, new Date(slot.getTime() - dayAndAHalf), slot).slice(-1);
  const [post] = await reader.readAuthor(account, { since: midnight ?? slot, limit: 1 }, signal);
  if (post) return below(post);
  throw new SkepError("chain_unreachable", `@${account} has published no post of today yet that the slot could answer`);
}

function below({ author, permlink, depth, isPaidOut, category }: Post): Place {
  return { post: { author, permlink }, thread: `${author}/${permlink}`, depth, isPaidOut, category };
}
