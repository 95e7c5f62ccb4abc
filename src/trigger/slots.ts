import { Cron } from "croner";
import { messageOf } from "../shared/errors.ts";

/** After a long downtime, at most so many slots are of interest. */
export const maxSlots = 100;

/**
 * The moments of a cron expression after `after`, up to and including `until`, oldest first; the newest 100 of them
 * where there are more. Pure: the same arguments always give the same slots. An hour that a timezone skips or repeats
 * is handled by croner: a slot within it comes once.
 */
export function slots(cron: string, timezone: string, after: Date, until: Date): Date[] {
  const nextSecond = new Date(Math.floor(until.getTime() / 1000) * 1000 + 1000);
  const expression = parseCron(cron, timezone);
  const [newest] = expression.previousRuns(1, nextSecond);
  if (newest === undefined || newest <= after) return []; // as nearly always: the rest costs a hundred times as much
  return expression
    .previousRuns(maxSlots, nextSecond)
    .filter((slot) => slot > after && slot <= until)
    .toReversed();
}

/** What is wrong with a cron expression or its timezone; `undefined` when it has moments to come. */
export function cronComplaint(
  cron: string,
  timezone: string,
): { readonly field: "cron" | "timezone"; readonly message: string } | undefined {
  if (!isTimezone(timezone)) return { field: "timezone", message: `there is no timezone "${timezone}"` };
  try {
    const first = parseCron(cron, timezone).nextRun(reference);
    return first === null ? { field: "cron", message: "this moment never comes" } : undefined;
  } catch (error) {
    const detail = messageOf(error).replace(/^Cron\w+: /, "");
    return { field: "cron", message: `is no cron expression such as "0 18 * * *": ${detail}` };
  }
}

// Any fixed moment would do: whether an expression ever fires must not depend on when that is asked.
const reference = new Date("2026-01-01T00:00:00Z");

function parseCron(cron: string, timezone: string): Cron {
  return new Cron(cron, { timezone, mode: "5-or-6-parts" });
}

/** Whether this is the IANA name of a timezone, such as `"Europe/Berlin"`. */
export function isTimezone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
