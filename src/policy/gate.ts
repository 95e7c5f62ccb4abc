import { knownBots } from "./known-bots.ts";

/** What is known of a post and its author before the model's time is spent on it. */
export interface Candidate {
  readonly author: string;
  readonly body: string;
  /** From the post's json_metadata. */
  readonly app: string;
  readonly aiTools: boolean;
  readonly tags: readonly string[];
  /** Whether hivemind hides it. */
  readonly isHidden: boolean;
  /** The accounts of all agents of this bot. */
  readonly ownAccounts: readonly string[];
}

/** May this post have the model's time? Pure; returns the reason when not. */
export interface Gate {
  readonly name: string;
  refuse(candidate: Candidate): string | undefined;
}

/** Bots do not answer bots: endless exchanges cost everybody. */
const noBots: Gate = {
  name: "no-bots",
  refuse({ author, app, aiTools, tags, ownAccounts }) {
    if (ownAccounts.includes(author)) return "it was written by an agent of this bot";
    if (app.toLowerCase().startsWith("skep/")) return "it was written by another Skep agent";
    if (aiTools || tags.some((tag) => tag.toLowerCase() === "aiagent")) return "it says that an AI wrote it";
    return knownBots.has(author) ? `@${author} is known as a bot` : undefined;
  },
};

const notHidden: Gate = {
  name: "not-hidden",
  refuse: ({ isHidden }) => (isHidden ? "it is muted or downvoted out of sight" : undefined),
};

const notEmpty: Gate = {
  name: "not-empty",
  refuse: ({ body }) => (body.trim() === "" ? "it is empty" : undefined),
};

const gates: readonly Gate[] = [notEmpty, notHidden, noBots];

/** The first gate that refuses, with its reason; `undefined` when all let it through. */
export function refusal(candidate: Candidate): { readonly gate: string; readonly because: string } | undefined {
  for (const gate of gates) {
    const because = gate.refuse(candidate);
    if (because !== undefined) return { gate: gate.name, because };
  }
  return undefined;
}
