import type { ClaimedJob } from "../store/work-store.ts";
import type { Rooms } from "./rooms.ts";

/** How long a job is ours without another word: long enough for a machine that is busy, short for one that died. */
export const leaseMilliseconds = 2 * 60_000;
/** Four renewals within one lease: three may come late before it runs out. */
export const renewalMilliseconds = leaseMilliseconds / 4;

/** A job in hand whose lease is renewed until it is let go. */
export interface HeldJob extends AsyncDisposable {
  /** Fires when the job is not ours any more, or with the signal it was held under. */
  readonly signal: AbortSignal;
  /** Whether somebody else took the job over. Whatever is written about it then changes nothing. */
  readonly isLost: boolean;
}

/** When a lease that begins now ends. */
export function leaseUntil({ clock }: Pick<Rooms, "clock">): Date {
  return new Date(clock.now().getTime() + leaseMilliseconds);
}

/**
 * Renews the lease of a job in hand, so that a slow turn of the model is neither lost to another worker nor done twice.
 * A machine that slept may find its job taken: then the signal fires, and the work on it ends without a word.
 */
export function holdJob(
  job: ClaimedJob,
  rooms: Pick<Rooms, "store" | "clock">,
  parent: AbortSignal,
  everyMilliseconds = renewalMilliseconds,
): HeldJob {
  const stop = new AbortController();
  const follow = (): void => stop.abort(parent.reason);
  parent.addEventListener("abort", follow, { once: true });
  if (parent.aborted) follow();
  let isLost = false;
  let renewing: Promise<void> = Promise.resolve();
  const renew = async (): Promise<void> => {
    try {
      if (await rooms.store.work.renew(job, leaseUntil(rooms))) return;
      isLost = true;
      stop.abort(new Error(`job ${job.id} was taken over by another worker`));
    } catch (error) {
      stop.abort(error); // the store is gone: so is the ground to work on
    }
  };
  const timer = setInterval(() => (renewing = renew()), everyMilliseconds);
  return {
    signal: stop.signal,
    get isLost() {
      return isLost;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      parent.removeEventListener("abort", follow);
      await renewing;
    },
  };
}
