import type { ClaimedJob, WorkStore } from "../work-store.ts";
import type { Connection } from "./connection.ts";
import { isNotPaused } from "./switch.ts";

interface ClaimedRow extends Omit<ClaimedJob, "happenedAt"> {
  readonly happenedAt: number;
}

/** Prepares taking the job whose turn it is, of those that are due or whose lease ran out: the first in the index. */
export function prepareClaim(
  connection: Connection,
): (options: Parameters<WorkStore["claim"]>[0]) => ClaimedJob | undefined {
  const claim = connection.prepare<[object], ClaimedRow>(`
    update inbox set state = 'claimed', attempts = attempts + 1, lease_until = @leaseUntil
    where id = (
      select id from inbox indexed by inbox_queue
      where state in ('waiting', 'claimed') and iif(state = 'waiting', not_before <= @now, lease_until < @now)
        and agent in (select value from json_each(@agents)) and ${isNotPaused("inbox.agent")}
      order by rank, round, queued_at, id limit 1)
    returning id, agent, event_id as eventId, subject, trigger_kind as "trigger", person, event, block,
      happened_at as happenedAt, attempts, failures, interruptions, because as lastTrouble`);
  return ({ agents, now, leaseUntil }) => {
    const row = claim.get({ agents: JSON.stringify(agents), now: now.getTime(), leaseUntil: leaseUntil.getTime() });
    return row === undefined ? undefined : { ...row, happenedAt: new Date(row.happenedAt) };
  };
}
