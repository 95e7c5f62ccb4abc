/** Notices when a process has fallen silent. */
export interface Pulse {
  /** Something was heard of it. */
  readonly heard: () => void;
  readonly stop: () => void;
}

/** Calls `onSilence` once nothing was heard for `limit` milliseconds. */
export function watchPulse(limit: number, onSilence: () => void): Pulse {
  let last = performance.now();
  let overdue = false;
  const look = (): void => {
    const silent = performance.now() - last > limit;
    // Believed at the second look only: where it was this process that slept, unread messages come in between.
    if (silent && overdue) onSilence();
    overdue = silent;
  };
  const timer = setInterval(look, Math.min(1000, limit)).unref();
  return { heard: () => (last = performance.now()), stop: () => clearInterval(timer) };
}
