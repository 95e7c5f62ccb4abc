import type { Logger } from "pino";
import type { CatchUpProgress } from "../chain/catch-up-progress.ts";
import type { Journal, JournalEntry } from "../runtime/journal.ts";

const quiet: ReadonlySet<JournalEntry["fact"]> = new Set([
  "blocks-read",
  "turn-started",
  "transaction-signed",
  "transaction-sent",
]);
const loud: ReadonlySet<JournalEntry["fact"]> = new Set([
  "trouble",
  "job-parked",
  "job-postponed",
  "turn-refused",
  "transaction-failed",
  "transaction-deferred",
  "agent-paused",
]);

/** Writes the journal into the log. Single pieces of generated text are left out; how a catch-up goes is handed on. */
export function logJournal(log: Logger, onCatchUp: (progress: CatchUpProgress) => void): Journal {
  return (entry) => {
    if (entry.fact === "text-generated") return;
    if (entry.fact === "catching-up") return onCatchUp(entry);
    const { fact, ...facts } = entry;
    const message = fact.replaceAll("-", " ");
    if (loud.has(fact)) log.warn(facts, message);
    else if (quiet.has(fact)) log.debug(facts, message);
    else log.info(facts, message);
  };
}
