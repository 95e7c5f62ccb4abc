import { setMaxListeners } from "node:events";
import type { StopSignals } from "../runtime/rooms.ts";

export interface StopRequest extends StopSignals, Disposable {
  /** The same as the first Ctrl-C, without a word. */
  request(): void;
}

/** The first Ctrl-C (or SIGTERM) asks to finish what is in hand, the second ends the process. */
export function stopSignals(say: (text: string) => void): StopRequest {
  const drain = new AbortController();
  const abort = new AbortController();
  setMaxListeners(0, drain.signal, abort.signal); // everything that waits listens to them
  const stop = (): void => {
    if (drain.signal.aborted) process.exit(130);
    say("Finishing what is in hand. Press Ctrl-C again to stop at once; nothing is lost either way.");
    drain.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    drain: drain.signal,
    abort: abort.signal,
    request: () => drain.abort(),
    [Symbol.dispose]() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
