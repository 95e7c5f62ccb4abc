import { SkepError } from "../shared/errors.ts";

/** `"3s"`, `"0.5s"`, `"500ms"` or a bare number of seconds. Throws `config_invalid`. */
export function parseSeconds(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(s|ms)?$/.exec(text.trim()) ?? [];
  if (digits === undefined) throw new SkepError("config_invalid", `"${text}" is no time such as 3s or 500ms`);
  return unit === "ms" ? Number(digits) / 1_000 : Number(digits);
}
