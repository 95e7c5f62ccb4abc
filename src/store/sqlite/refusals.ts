import type { Connection } from "./connection.ts";

/** Prepares counting the live rows of an outbox row's agent that the chain refused in a row, the newest ones. */
export function prepareRefusals(connection: Connection): (outboxId: number) => number {
  const agentOf = connection
    .prepare<[number], string>("select j.agent from outbox o join inbox j on j.id = o.job_id where o.id = ?")
    .pluck();
  const count = connection
    .prepare<[object], number>(
      `
    select count(*) from outbox o join inbox j on j.id = o.job_id
    where j.agent = @agent and o.live = 1 and o.state = 'failed'
      and o.ended_at > (select coalesce(max(resumed_at), 0) from switch where agent in (@agent, ''))
      and o.ended_at > (
        select coalesce(max(p.ended_at), 0) from outbox p join inbox k on k.id = p.job_id
        where k.agent = @agent and p.live = 1 and p.state = 'confirmed')`,
    )
    .pluck();
  return (outboxId) => count.get({ agent: agentOf.get(outboxId) ?? "" }) ?? 0;
}
