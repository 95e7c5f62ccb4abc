import { z } from "zod";
import type { CustomJson } from "./operation.ts";

/** What people do to each other through custom_json: hivemind's own protocol, of which the chain knows nothing. */
export type SocialAction = Follow | Reblog;

export interface Follow {
  readonly type: "follow";
  readonly follower: string;
  readonly following: readonly string[];
  /** `"blog"` follows, `"ignore"` mutes; none takes it back. */
  readonly what: readonly string[];
}

export interface Reblog {
  readonly type: "reblog";
  readonly account: string;
  readonly author: string;
  readonly permlink: string;
  /** Whether it is taken back. */
  readonly isUndone: boolean;
}

const follow = z.looseObject({
  follower: z.string(),
  following: z.union([z.string().transform((name) => [name]), z.array(z.string())]),
  what: z.array(z.string()).transform((what) => what.filter((each) => each !== "")),
});
const reblog = z.looseObject({
  account: z.string(),
  author: z.string(),
  permlink: z.string(),
  delete: z.literal("delete").optional().catch(undefined),
});
const command = z.tuple([z.enum(["follow", "reblog"]), z.unknown()]);
const ids = new Set(["follow", "reblog"]); // hivemind takes a reblog under either

/**
 * Reads a follow, a mute or a reblog as hivemind does; `undefined` for everything else and for what it would not honour:
 * another format, or an account that did not sign. Never throws.
 */
export function socialActionIn({ id, json, requiredPostingAuths }: CustomJson): SocialAction | undefined {
  if (!ids.has(id)) return undefined;
  const parsed = command.safeParse(parseJson(json));
  if (!parsed.success) return undefined;
  const [name, fields] = parsed.data;
  const [signer] = requiredPostingAuths;
  if (name === "follow") {
    const { success, data } = follow.safeParse(fields);
    if (!success || data.follower !== signer) return undefined;
    const { follower, following, what } = data;
    return { type: "follow", follower, following, what };
  }
  const { success, data } = reblog.safeParse(fields);
  if (!success || data.account !== signer) return undefined;
  const { account, author, permlink } = data;
  return { type: "reblog", account, author, permlink, isUndone: data.delete !== undefined };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
