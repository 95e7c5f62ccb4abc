/**
 * Waits for a promise, but not beyond the signal: when that fires first, its reason is thrown. What the promise stands
 * for goes on all the same.
 */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined;
  const fired = new Promise<never>((_, reject) => {
    stop = () => reject(toError(signal.reason));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([fired, promise]); // where both are settled, the signal wins
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
