import type { Section } from "../../src/context/section.ts";

/** The jobs that the small model is made for, by the name of their prompt. */
export const jobs = ["sage", "curator", "digest-item", "inleo-digest"] as const;
export type Job = (typeof jobs)[number];

/** One thing to learn or to be scored on: what the model sees and what it should say. */
export interface Example {
  readonly job: Job;
  readonly sections: readonly Section[];
  readonly output: object;
  /** The sentence that the output must quote word for word, where it quotes one. */
  readonly quote?: string;
}

/** How much text an example has: a few sentences, what posts usually have, or a long thread. */
export type Length = "short" | "usual" | "long";
