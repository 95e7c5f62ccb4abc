import { parseDuration } from "../config/units.ts";
import { SkepError } from "../shared/errors.ts";

/**
 * A place on the chain as an operator writes it: a block number, a moment such as `2026-01-31` or
 * `2026-01-31T18:00:00Z` (UTC unless it says otherwise), or how long ago, such as `2h`. Throws `config_invalid`.
 */
export function parseBlockPlace(text: string, flag: string, now: Date): number | Date {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  const ago = parseDuration(text);
  if (ago !== undefined) return new Date(now.getTime() - ago);
  const isDated = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/.test(text);
  const moment = new Date(isDated && text.includes("T") && !/(Z|[+-]\d\d:\d\d)$/.test(text) ? `${text}Z` : text);
  if (isDated && !Number.isNaN(moment.getTime())) return moment;
  const message = `${flag} takes a block number, a moment such as 2026-01-31T18:00 (UTC), or a time ago such as 2h, not "${text}"`;
  throw new SkepError("config_invalid", message);
}
