import type { Agent } from "../agent/agent.ts";
import type { Block } from "../chain/block.ts";
import { eventsOf, type ChainEvent } from "../chain/event.ts";
import type { Operation } from "../chain/operation.ts";
import type { AwaitedTransaction, Cursor, Landed, NewJob } from "../store/listen-store.ts";
import type { Bell } from "./bell.ts";
import { type EditReading, withWholeBodies } from "./listen-edits.ts";
import type { JournalEntry } from "./journal.ts";
import type { Rooms, StopSignals } from "./rooms.ts";
import { findStranger } from "./strangers.ts";

// A transaction may still stand in the block after the one that reached its expiry: two slots of margin.
const expiryMargin = 6_000;

/** Takes irreversible blocks into the inbox, in order, for as long as they come. */
export async function listen(
  blocks: AsyncIterable<readonly Block[]>,
  start: Cursor,
  rooms: Rooms,
  bells: { readonly work: Bell; readonly send: Bell },
  stop: StopSignals,
): Promise<void> {
  const { agents, store, journal } = rooms;
  let cursor = start;
  for await (const batch of blocks) {
    const last = batch.at(-1);
    if (!last) continue;
    const events = await withWholeBodies(batch.flatMap(eventsOf), agents, reading(rooms, stop.drain));
    if (events === undefined) return; // stopped while an edit waited: the cursor stands before these blocks
    const jobs = events.flatMap((event) => jobsFor(event, agents));
    const landed = findLanded(batch, await store.listen.readAwaited());
    const stranger = await findStranger(batch, rooms);
    const accepted = await store.listen.accept({
      after: cursor,
      last: { number: last.number, id: last.id },
      at: last.timestamp,
      jobs,
      landed: landed,
      expiredBefore: new Date(last.timestamp.getTime() - expiryMargin),
    });
    cursor = { number: last.number, id: last.id };
    journal({ fact: "blocks-read", count: batch.length, last: last.number, at: last.timestamp });
    for (const job of accepted) journal(jobAccepted(job));
    if (accepted.length > 0) bells.work.ring();
    if (stranger) throw stranger;
    bells.send.ring(); // receipts to settle, expiries to sign anew
    if (stop.drain.aborted) return;
  }
}

function reading({ reader, clock, journal }: Rooms, signal: AbortSignal): EditReading {
  const say = (message: string): void => journal({ fact: "trouble", loop: "listen", message });
  return { reader, now: clock.now(), say, signal };
}

/** What the journal tells of a new job: not the event itself, which may be a whole post. */
export function jobAccepted({ agent, trigger, subject, person, block }: NewJob): JournalEntry {
  return { fact: "job-accepted", agent, trigger, subject, person, block };
}

/**
 * One job for each agent that the event concerns. What a comment says is about its post, so that an edit makes no second
 * job; anything else is about itself. Pure.
 */
export function jobsFor(event: ChainEvent, agents: readonly Agent[]): NewJob[] {
  const { operation } = event;
  const person = actorOf(operation);
  return agents.flatMap((agent) => {
    const trigger = agent.match(event);
    if (trigger === undefined) return [];
    const job: NewJob = {
      agent: agent.name,
      eventId: event.id,
      subject: operation.type === "comment" ? `${operation.author}/${operation.permlink}` : event.id,
      trigger,
      person,
      event: JSON.stringify(event),
      block: event.block,
      happenedAt: event.timestamp,
      notBefore: new Date(0), // at once: chain time may run ahead of this machine's clock
    };
    return [job];
  });
}

/** Who did it; of several who signed, the first. */
function actorOf(operation: Operation): string {
  switch (operation.type) {
    case "comment":
    case "commentOptions":
    case "deleteComment":
      return operation.author;
    case "vote":
      return operation.voter;
    case "transfer":
      return operation.from;
    case "customJson":
      return operation.requiredPostingAuths[0] ?? operation.requiredAuths[0] ?? "";
    case "other":
      return "";
  }
}

/** Which awaited transactions stand in these blocks: by signature, or by id where the node names it as we do. Pure. */
export function findLanded(blocks: readonly Block[], awaited: readonly AwaitedTransaction[]): Landed[] {
  if (awaited.length === 0) return [];
  const bySignature = new Map(awaited.map((row) => [row.signature, row]));
  const byId = new Map(awaited.map((row) => [row.transactionId, row]));
  return blocks.flatMap((block) =>
    block.transactions.flatMap(({ id, signatures }) => {
      const row = byId.get(id) ?? signatures.map((signature) => bySignature.get(signature)).find(Boolean);
      return row ? [{ outboxId: row.outboxId, transactionId: id, block: block.number, at: block.timestamp }] : [];
    }),
  );
}
