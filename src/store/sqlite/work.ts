import type { WorkStore } from "../work-store.ts";
import { prepareClaim } from "./claim.ts";
import type { Connection } from "./connection.ts";
import { prepareFence } from "./fence.ts";
import { prepareLedger } from "./ledger.ts";
import { prepareRecordDecision } from "./record-decision.ts";
import { prepareTurns } from "./turns.ts";

/** The work port over SQLite. */
export function createWorkStore(connection: Connection): WorkStore {
  const { read, write } = connection;
  const claim = prepareClaim(connection);
  const fence = prepareFence(connection);
  const turns = prepareTurns(connection);
  const ledger = prepareLedger(connection);
  const recordDecision = prepareRecordDecision(connection, { ledger, fence });

  const reclaim = connection.prepare<[]>(
    "update inbox set state = 'waiting', lease_until = null, interruptions = interruptions + 1 where state = 'claimed'",
  );

  const gates = connection.prepare<[string, number]>("update inbox set gates = ? where id = ?");

  return {
    reclaim: () => write(() => void reclaim.run()),
    claim: (options) => write(() => claim(options)),
    renew: (job, leaseUntil) => write(() => fence.renew(job, leaseUntil)),
    readTurns: (jobId) => read(() => turns.read(jobId)),
    recordTurn: (job, turn) =>
      write(() => {
        if (!fence.holds(job)) return false;
        turns.record(job.id, turn);
        return true;
      }),
    recordGates: (job, report) => write(() => fence.holds(job) && gates.run(report, job.id).changes === 1),
    readLedger: (account, since) => read(() => ledger.read(account, since)),
    readVotes: (account, since) => read(() => ledger.readVotes(account, since)),
    recordDecision: (job, record) => write(() => recordDecision(job, record)),
    finish: (job, end, because) => write(() => fence.leave(job, end, because)),
    retry: (job, because, notBefore) => write(() => fence.leave(job, "waiting", because, { notBefore })),
    fail: (job, error, notBefore) => write(() => fence.leave(job, "waiting", error, { notBefore, failures: 1 })),
    park: (job, error) => write(() => fence.leave(job, "parked", error)),
  };
}
