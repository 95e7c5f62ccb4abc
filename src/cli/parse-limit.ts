import { SkepError } from "../shared/errors.ts";

/** How many rows a list may have. Throws `config_invalid` for what is no whole number from 1. */
export function parseLimit(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new SkepError("config_invalid", `--limit takes a whole number from 1, not "${text}"`);
}
