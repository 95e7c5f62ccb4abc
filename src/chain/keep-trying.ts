import { messageOf, SkepError } from "../shared/errors.ts";
import { pause } from "../shared/wait.ts";
import type { Log } from "../shared/log.ts";
import { RpcError } from "./rpc-error.ts";

export interface KeepTryingOptions {
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Before the second try; doubled each time, up to 5 s, with jitter. */
  readonly backoffMs: number;
}

/** So often nodes may tell of another chain before they are believed: one behind a balancer may have been on a fork for a moment. */
const contradictionsBelieved = 4;
const longestBackoffMs = 5_000; // about as often as at the head, so that nobody waits long after the trouble

/**
 * Repeats a question to the chain until it is answered, for as long as nodes are in trouble or refuse it. Returns
 * `undefined` once the signal fires. Throws what is not the nodes' fault, such as a chain that goes on contradicting ours.
 */
export async function keepTrying<Answer>(
  ask: () => Promise<Answer>,
  { signal, log, backoffMs }: KeepTryingOptions,
): Promise<Answer | undefined> {
  let contradictions = 0;
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted) return undefined;
      const isTrouble = error instanceof RpcError || (error instanceof SkepError && error.code === "chain_unreachable");
      const isContradiction = !isTrouble && error instanceof SkepError && error.code === "chain_rejected";
      if (!isTrouble && !(isContradiction && ++contradictions < contradictionsBelieved)) throw error;
      const waitMs = Math.min(backoffMs * 2 ** failures, longestBackoffMs) * (0.5 + Math.random() / 2);
      log.warn({ because: messageOf(error), waitMs: Math.round(waitMs) }, "chain could not be read");
      await pause(waitMs, signal);
    }
  }
  return undefined;
}
