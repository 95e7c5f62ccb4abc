import type { JobState } from "../view-store.ts";
import type { ClaimedJob } from "../work-store.ts";
import type { Connection } from "./connection.ts";

/** What only the holder of a claimed job may do with it. To be run inside one transaction. */
export interface Fence {
  /** Whether nobody claimed the job anew and it has not ended. */
  holds(job: ClaimedJob): boolean;
  renew(job: ClaimedJob, leaseUntil: Date): boolean;
  /** Lets go of the job and leaves it in another state; `false` and no change when it is held no more. */
  leave(job: ClaimedJob, state: JobState, because: string, more?: MoreOfLeaving): boolean;
}

interface MoreOfLeaving {
  readonly notBefore?: Date;
  /** To be added to those it had. */
  readonly failures?: number;
}

const held = "id = @id and state = 'claimed' and attempts = @attempts";

/** Prepares the statements. */
export function prepareFence(connection: Connection): Fence {
  const find = connection.prepare<[object]>(`select 1 from inbox where ${held}`);
  const renew = connection.prepare<[object]>(`update inbox set lease_until = @leaseUntil where ${held}`);
  const leave = connection.prepare<[object]>(`
    update inbox set state = @state, because = @because, lease_until = null,
      not_before = coalesce(@notBefore, not_before), failures = failures + @failures
    where ${held}`);
  const changed = ({ changes }: { readonly changes: number }): boolean => changes === 1;

  return {
    holds: ({ id, attempts }) => find.get({ id, attempts }) !== undefined,
    renew: ({ id, attempts }, until) => changed(renew.run({ id, attempts, leaseUntil: until.getTime() })),
    leave: ({ id, attempts }, state, because, { notBefore, failures = 0 } = {}) =>
      changed(leave.run({ id, attempts, state, because, failures, notBefore: notBefore?.getTime() ?? null })),
  };
}
