import type { Decision } from "../../decision/decision.ts";
import type { Verdict } from "../../policy/guard.ts";
import type { JournalEntry } from "../../runtime/journal.ts";

/** What the journal has told of one job so far. */
export interface JobNotes {
  readonly agent: string;
  readonly subject: string;
  trigger: string;
  person: string;
  block: number;
  model: string;
  turns: number;
  tokens: number;
  milliseconds: number;
  decision: Decision | undefined;
  verdict: Verdict | undefined;
  receipt: { readonly transactionId: string; readonly block: number } | undefined;
  /** Why nothing came of it. */
  because: string;
}

/** Gathers the entries about each job, in whatever order jobs overlap. */
export class JobNotebook {
  readonly #notes = new Map<string, JobNotes>();

  /** Takes an entry in; answers the job it is about, if it is about one. */
  take(entry: JournalEntry): JobNotes | undefined {
    if (!("subject" in entry)) return undefined;
    const notes = this.#of(entry.agent, entry.subject);
    switch (entry.fact) {
      case "job-accepted":
        Object.assign(notes, { trigger: entry.trigger, person: entry.person, block: entry.block });
        break;
      case "turn-started":
        notes.model = entry.model;
        break;
      case "turn-ended":
        notes.turns += 1;
        notes.tokens += entry.completionTokens;
        notes.milliseconds += entry.milliseconds;
        break;
      case "decision-judged":
        Object.assign(notes, { decision: entry.decision, verdict: entry.verdict });
        break;
      case "transaction-confirmed":
        notes.receipt = { transactionId: entry.transactionId, block: entry.block };
        break;
      case "transaction-failed":
      case "transaction-lapsed":
      case "job-ended":
      case "job-parked":
        notes.because = entry.because;
        break;
      default:
    }
    return notes;
  }

  #of(agent: string, subject: string): JobNotes {
    const key = `${agent} ${subject}`;
    const known = this.#notes.get(key);
    if (known) return known;
    const notes: JobNotes = {
      agent,
      subject,
      trigger: "",
      person: "",
      block: 0,
      model: "",
      turns: 0,
      tokens: 0,
      milliseconds: 0,
      decision: undefined,
      verdict: undefined,
      receipt: undefined,
      because: "",
    };
    this.#notes.set(key, notes);
    return notes;
  }
}
