/** Makes something happen again and again at a steady pace. */
export interface BlockTimer {
  stop(): void;
}

/** Calls `action` every `interval` ms. It does not drift: each call is due a whole number of intervals after the start,
 * and calls that could not be made in time are left out. Keeps no process alive. */
export function startBlockTimer(interval: number, action: () => void): BlockTimer {
  const start = performance.now();
  let timer: NodeJS.Timeout;
  const plan = (): void => {
    const elapsed = performance.now() - start;
    const next = (Math.floor(elapsed / interval) + 1) * interval;
    timer = setTimeout(() => {
      action();
      plan();
    }, next - elapsed);
    timer.unref();
  };
  plan();
  return {
    stop: () => {
      clearTimeout(timer);
    },
  };
}
