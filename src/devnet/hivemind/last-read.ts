import type { Fields } from "../../chain/wire/fields.ts";
import type { SocialContext } from "./social-context.ts";

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

/** Notes until when somebody has read their notifications: `["setLastRead", {"date": "2026-01-01T00:00:00"}]`. */
export function applyLastRead(signer: string, payload: Fields, { social, now }: SocialContext): void {
  const { date } = payload;
  if (typeof date !== "string" || !timeForm.test(date)) return;
  const at = Date.parse(`${date}Z`) / 1000;
  if (Number.isNaN(at) || at > now) return;
  social.lastRead.set(signer, at);
}
