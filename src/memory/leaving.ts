import { z } from "zod";

/** What an answer leaves once it has landed, as an outbox row carries it. */
export interface Leaving {
  readonly agent: string;
  readonly person: string;
  /** `author/permlink` of what was asked. */
  readonly subject: string;
  /** `author/permlink` of the root post it was asked under. */
  readonly thread: string;
  readonly asked: string;
  readonly answered: string;
  /** What the asker told of themself; empty for nothing. */
  readonly fact: string;
  /** When it was decided. */
  readonly at: Date;
  /** Ids of the memories that had been recalled. */
  readonly used: readonly number[];
  /** How long it is kept, in milliseconds. */
  readonly keep: number;
  /** At most so many memories of one person. */
  readonly perAuthor: number;
}

/** So much of a text is kept: the start of it is what is recalled. */
const longestAsked = 500;
const longestAnswered = 1_500;

/** Turns what was asked and answered into what an outbox row carries. Long texts are bounded. */
export function leavingText(leaving: Leaving): string {
  const asked = cut(leaving.asked, longestAsked);
  return JSON.stringify({ ...leaving, asked, answered: cut(leaving.answered, longestAnswered) });
}

const stored = z.object({
  agent: z.string(),
  person: z.string(),
  subject: z.string(),
  thread: z.string(),
  asked: z.string(),
  answered: z.string(),
  at: z.coerce.date(),
  // Rows of before there were facts do not have these.
  fact: z.string().default(""),
  used: z.array(z.number()).default([]),
  keep: z.number().default(365 * 24 * 3_600_000),
  perAuthor: z.number().default(200),
});

/** Reads back what an outbox row carries; `undefined` when it carries nothing. */
export function reviveLeaving(json: string): Leaving | undefined {
  return json === "" ? undefined : stored.parse(JSON.parse(json));
}

/** The beginning of a text; no character is cut in half. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
