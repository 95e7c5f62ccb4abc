import { messageOf } from "../shared/errors.ts";

/** Why a fetch failed: it hides that in the cause of its "fetch failed". */
export function reasonOfFetch(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  // Where both address families failed there is a code, but no message.
  if (cause instanceof Error && cause.message === "" && "code" in cause) return String(cause.code);
  return messageOf(cause ?? error);
}
