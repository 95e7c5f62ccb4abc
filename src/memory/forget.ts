import type { ForgetStore } from "../store/forget-store.ts";

/** What forgetting one person came to. */
export interface Forgotten {
  readonly memories: number;
  /** Jobs of which nothing but a skeleton is left. */
  readonly jobs: number;
  /** Jobs that wait, are in hand, or have a transaction under way: they are forgotten by calling again once they ended. */
  readonly underWay: number;
}

/** Small bites, so that the loops have their turn. */
const atOnce = 100;

/** How a prompt shows what somebody said (see context/sections.ts). */
const labelsOf = (person: string): string[] => [
  `[post by @${person}]`,
  `[reply by @${person}]`,
  `[question by @${person}]`,
  `[memory of @${person}]`,
];

/**
 * Deletes for good what one person said: memories with what they are found by, the texts of their jobs, and the prompts
 * of other people's jobs that show their posts. Who asked when, what became of it and their STOP stay.
 */
export async function forgetPerson(store: ForgetStore, person: string): Promise<Forgotten> {
  let memories = 0;
  let jobs = 0;
  for (let isDone = false; !isDone;) {
    const step = await store.forget(person, atOnce);
    memories += step.memories;
    jobs += step.jobs;
    isDone = step.isDone;
  }
  if (memories > 0) await mergeAll(store);
  for (let after: number | undefined = 0; after !== undefined;) {
    after = await store.blankTurns(labelsOf(person), after, atOnce);
  }
  await store.emptyLog();
  return { memories, jobs, underWay: await store.countUnderWay(person) };
}

/** Rewrites the whole index, bite by bite, so that nothing of what was deleted stays in it. */
export async function mergeAll(store: ForgetStore): Promise<void> {
  for (let isDone = false; !isDone;) isDone = await store.mergeIndex();
}
