/** Why something failed, in terms of what the caller can do about it. */
export type ErrorCode =
  | "config_invalid" // the operator must edit a file or a setting; the message says which
  | "chain_unreachable" // try again, or another node
  | "chain_rejected" // the same transaction will never be accepted as it is
  | "model_unavailable" // cannot load or run the model
  | "model_output_invalid" // the model broke the decision schema
  | "account_alarm" // somebody else may command an account: look, then resume
  | "store_unavailable" // stop, nothing is lost: the disk is full or read-only, or another program holds the database
  | "store_corrupt"; // stop the process

/** What a {@link SkepError} may carry besides its message. */
export interface SkepErrorOptions {
  readonly cause?: unknown;
  /** Facts for logs and `--json`. Never a key, never a whole prompt. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Base class of every error this package throws on purpose. The code names the remedy. */
export class SkepError extends Error {
  override readonly name: string = "SkepError";
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: SkepErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
