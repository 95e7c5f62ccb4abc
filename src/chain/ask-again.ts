import { pause } from "../shared/wait.ts";
import { childAbort } from "./child-abort.ts";

export interface AskAgainOptions {
  /** After so much silence it is asked once more, in milliseconds. */
  readonly everyMs: number;
  /** How often in all. */
  readonly most: number;
  readonly signal: AbortSignal;
}

/**
 * Asks, and while no answer has begun asks again beside it: a request that was lost while a node hung is not waited for
 * once the node is well, nor does one that is only slow lose its place. The first outcome counts; the others are dropped.
 * Throws what `ask` throws first.
 */
export async function askAgain<Answer>(
  ask: (signal: AbortSignal, onBegin: () => void) => Promise<Answer>,
  { everyMs, most, signal }: AskAgainOptions,
): Promise<Answer> {
  const drop = childAbort(signal);
  const begun = childAbort(drop.signal);
  const asked: Promise<Answer>[] = [];
  const first = new Promise<Answer>((resolve, reject) => {
    const once = (): void => {
      const answer = ask(drop.signal, () => begun.abort());
      asked.push(answer);
      answer.then(resolve, reject);
    };
    once();
    void (async () => {
      while (asked.length < most) {
        await pause(everyMs, begun.signal);
        if (begun.signal.aborted) return;
        once();
      }
    })();
  });
  try {
    return await first;
  } finally {
    drop.abort();
    begun.release();
    drop.release();
  }
}
