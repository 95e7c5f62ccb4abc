/** Tells the wall-clock time. Passed in wherever time matters, so that tests can move it by hand. */
export interface Clock {
  now(): Date;
}

/** The only place that reads the wall clock. */
export const systemClock: Clock = { now: () => new Date() };
