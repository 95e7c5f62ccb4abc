import type { Agent } from "../agent/agent.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { ngramEmbedder } from "../search/ngram-embedder.ts";
import type { Gather } from "../trigger/gather.ts";
import { findOutlet, type Place } from "./find-outlet.ts";
import { gatherPosts, type GatheredPosts } from "./gather-sources.ts";
import { EndOfJob } from "./material.ts";
import type { Rooms } from "./rooms.ts";
import { scheduleOf } from "./schedule-of.ts";

/** What there is to read at a slot, best first, and where what is made of it goes. */
interface SlotMaterial extends GatheredPosts {
  readonly place: Place;
}

/**
 * Finds where the slot's writing goes and reads the posts that it gathers; none where its schedule gathers none. Ends the
 * job where there is nothing to say or nowhere to say it. Throws `chain_unreachable`, to be tried again within the slot.
 */
export async function gatherSlot(
  job: ClaimedJob,
  agent: Agent,
  { agents, reader, store, embedder }: Pick<Rooms, "agents" | "reader" | "store" | "embedder">,
  signal: AbortSignal,
): Promise<SlotMaterial | EndOfJob> {
  const schedule = scheduleOf(job, agent);
  if (!schedule?.outlet) return new EndOfJob("gated", "the agent's file does not say where this slot's writing goes");
  const { outlet, gather, timezone } = schedule;
  const slot = job.happenedAt;
  const place = await findOutlet(outlet, { account: agent.account, slot, timezone }, reader, signal);
  if (place instanceof EndOfJob || !gather) return place instanceof EndOfJob ? place : { posts: [], found: 0, place };
  const ownAccounts = agents.map(({ account }) => account);
  const pickStopped = (people: readonly string[]): Promise<ReadonlySet<string>> => store.people.pickStopped(people);
  // The built-in embedder knows only spelling: words in common tell more than that.
  const meaning = embedder === ngramEmbedder ? {} : { embedder };
  const gathered = await gatherPosts(gather, slot, { reader, ownAccounts, pickStopped, ...meaning }, signal);
  return gathered.posts.length > 0
    ? { ...gathered, place }
    : new EndOfJob("gated", `nothing to say: ${nothingIn(gather, slot)}`);
}

function nothingIn({ sources, since }: Gather, slot: Date): string {
  const places = sources.map((source) => {
    if (source.from === "authors") return source.names.map((name) => `@${name}`).join(", ");
    return source.from === "everywhere" ? "all of Hive" : source.name;
  });
  return `no post to read in ${places.join(", ")} within ${since / 3_600_000} hours before ${slot.toISOString()}`;
}
