import type { Agent } from "../agent/agent.ts";
import type { Block } from "../chain/block.ts";
import { eventsOf, type ChainEvent } from "../chain/event.ts";
import type { Operation } from "../chain/operation.ts";
import type { AwaitedTransaction, Cursor, Landed, NewJob } from "../store/listen-store.ts";
import { raiseAlarms } from "./alarm.ts";
import type { Bell } from "./bell.ts";
import { openLateEdits } from "./late-edits.ts";
import { forgetWhoAsked, wishesFor } from "./listen-wishes.ts";
import type { JournalEntry } from "./journal.ts";
import { unaskedTriggers } from "./may-at.ts";
import type { Rooms, StopSignals } from "./rooms.ts";
import { withHeadStarts } from "./standing.ts";
import { findStranger } from "./strangers.ts";

// A transaction may still stand in the block after the one that reached its expiry: two slots of margin.
const expiryMargin = 6_000;
/** More than any budget lets be answered before it is stale; a flood beyond it costs a line each. */
const openJobsPerPerson = 50;

/** Takes irreversible blocks into the inbox, in order, for as long as they come. */
export async function listen(
  blocks: AsyncIterable<readonly Block[]>,
  start: Cursor,
  rooms: Rooms,
  bells: { readonly work: Bell; readonly send: Bell },
  stop: StopSignals,
): Promise<void> {
  const { agents, store, journal, knowledge } = rooms;
  let cursor = start;
  const edits = await openLateEdits(rooms, stop.drain);
  await forgetWhoAsked(rooms); // an earlier life may have been interrupted in that
  for await (const batch of blocks) {
    const last = batch.at(-1);
    if (!last) continue;
    const taken = await edits.take(batch.flatMap(eventsOf));
    if (taken === undefined) return; // stopped while an edit waited: the cursor stands before these blocks
    const { events, ...late } = taken;
    const jobs = await withHeadStarts(
      events.flatMap((event) => jobsFor(event, agents)),
      rooms,
    );
    const wishes = events.flatMap((event) => wishesFor(event, agents));
    const landed = findLanded(batch, await store.listen.readAwaited());
    const stranger = await findStranger(batch, rooms);
    const alarm = await raiseAlarms(batch, rooms);
    const accepted = await store.listen.accept({
      after: cursor,
      last: { number: last.number, id: last.id },
      at: last.timestamp,
      jobs,
      wishes,
      mostPerPerson: openJobsPerPerson,
      ...late,
      landed,
      expiredBefore: new Date(last.timestamp.getTime() - expiryMargin),
    });
    cursor = { number: last.number, id: last.id };
    journal({ fact: "blocks-read", count: batch.length, last: last.number, at: last.timestamp });
    for (const { person, wish, subject: said } of wishes) journal({ fact: "wish-heard", person, wish, said });
    for (const job of accepted) journal(jobAccepted(job));
    for (const event of events) knowledge.hear(event);
    if (accepted.length > 0) bells.work.ring();
    await forgetWhoAsked(rooms);
    if (stranger ?? alarm) throw stranger ?? alarm;
    bells.send.ring(); // receipts to settle, expiries to sign anew
    if (stop.drain.aborted) return;
  }
}

/** What the journal tells of a new job: not the event itself, which may be a whole post. */
export function jobAccepted({ agent, trigger, subject, person, block }: NewJob): JournalEntry {
  return { fact: "job-accepted", agent, trigger, subject, person, block };
}

/**
 * One job for each agent that the event concerns. What a comment says is about its post, so that an edit makes no second
 * job; anything else is about itself. A wish to be left alone is for nobody's model. Pure.
 */
export function jobsFor(event: ChainEvent, agents: readonly Agent[]): NewJob[] {
  const { operation } = event;
  const person = actorOf(operation);
  if (wishesFor(event, agents).length > 0) return [];
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
      notBefore: ripeAt(event, trigger, agent),
      rank: unaskedTriggers.has(trigger) ? 1 : 0,
    };
    return [job];
  });
}

/** At once, whatever this machine's clock says; a post that nobody asked about waits until it is old enough for a vote. */
function ripeAt({ timestamp }: ChainEvent, trigger: string, { may, limits }: Agent): Date {
  const isForVote = unaskedTriggers.has(trigger) && may.includes("upvote") && limits.voteAfter > 0;
  return isForVote ? new Date(timestamp.getTime() + limits.voteAfter) : new Date(0);
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
    case "accountChange":
      return operation.account;
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
