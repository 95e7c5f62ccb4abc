import type { Agent } from "../agent/agent.ts";
import type { Block } from "../chain/block.ts";
import { eventsOf, type ChainEvent } from "../chain/event.ts";
import type { AwaitedTransaction, Cursor, Landed, NewJob } from "../store/listen-store.ts";
import type { Bell } from "./bell.ts";
import type { JournalEntry } from "./journal.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

// A transaction may still stand in the block after the one that reached its expiry: two slots of margin.
const expiryMargin = 6_000;

/** Takes irreversible blocks into the inbox, in order, for as long as they come. */
export async function listen(
  blocks: AsyncIterable<readonly Block[]>,
  start: Cursor,
  { agents, store, journal }: Rooms,
  bells: { readonly work: Bell; readonly send: Bell },
  stop: StopSignals,
): Promise<void> {
  let cursor = start;
  for await (const batch of blocks) {
    const last = batch.at(-1);
    if (!last) continue;
    const jobs = batch.flatMap((block) => eventsOf(block).flatMap((event) => jobsFor(event, agents)));
    const landed = findLanded(batch, await store.listen.readAwaited());
    const accepted = await store.listen.accept({
      after: cursor,
      last: { number: last.number, id: last.id },
      jobs,
      landed: landed,
      expiredBefore: new Date(last.timestamp.getTime() - expiryMargin),
    });
    cursor = { number: last.number, id: last.id };
    journal({ fact: "blocks-read", count: batch.length, last: last.number, at: last.timestamp });
    for (const job of accepted) journal(jobAccepted(job));
    if (accepted.length > 0) bells.work.ring();
    bells.send.ring(); // receipts to settle, expiries to sign anew
    if (stop.drain.aborted) return;
  }
}

/** What the journal tells of a new job: not the event itself, which may be a whole post. */
export function jobAccepted({ agent, trigger, subject, person, block }: NewJob): JournalEntry {
  return { fact: "job-accepted", agent, trigger, subject, person, block };
}

/** One job for each agent that the event concerns. Pure. */
export function jobsFor(event: ChainEvent, agents: readonly Agent[]): NewJob[] {
  const { operation } = event;
  if (operation.type !== "comment") return [];
  return agents.flatMap((agent) => {
    const trigger = agent.match(event);
    if (trigger === undefined) return [];
    const job: NewJob = {
      agent: agent.name,
      eventId: event.id,
      subject: `${operation.author}/${operation.permlink}`,
      trigger,
      person: operation.author,
      event: JSON.stringify(event),
      block: event.block,
      happenedAt: event.timestamp,
      notBefore: new Date(0), // at once: chain time may run ahead of this machine's clock
    };
    return [job];
  });
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
