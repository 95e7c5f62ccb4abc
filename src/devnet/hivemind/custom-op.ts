import { isFields, type Fields } from "../../chain/wire/fields.ts";
import { applyCommunity } from "./community-op.ts";
import { applyFollow } from "./follow.ts";
import { applyLastRead } from "./last-read.ts";
import { applyReblog } from "./reblog.ts";
import type { SocialContext } from "./social-context.ts";

// Before this block hivemind also takes a follow without the word in front (hive/indexer/custom_op.py).
const bareFollowEnd = 6_000_000;

type Meaning = (signer: string, json: unknown, context: SocialContext) => void;

/** What the ids of custom_json mean. Whatever is not here is some other application's. */
const meanings: Readonly<Record<string, Meaning>> = {
  follow: (signer, json, context) => {
    const bare = isFields(json) && context.block < bareFollowEnd ? json : {};
    applyFollow(signer, payloadOf(json, "follow") ?? bare, context);
    applyReblog(signer, payloadOf(json, "reblog") ?? {}, context);
  },
  reblog: (signer, json, context) => {
    applyReblog(signer, payloadOf(json, "reblog") ?? {}, context);
  },
  notify: (signer, json, context) => {
    applyLastRead(signer, payloadOf(json, "setLastRead") ?? {}, context);
  },
  community: applyCommunity,
};

/**
 * Understands a custom_json as hivemind does; everything else, and everything malformed, means nothing and is passed over
 * without a word. Just one posting authority must have signed and no active one.
 */
export function applyCustomJson(fields: Fields, context: SocialContext): void {
  const id = String(fields["id"]);
  const meaning = Object.hasOwn(meanings, id) ? meanings[id] : undefined;
  const signer = onlySigner(fields);
  if (meaning && signer !== undefined) meaning(signer, parsed(fields["json"]), context);
}

function onlySigner({ required_auths: active, required_posting_auths: posting }: Fields): string | undefined {
  if (!Array.isArray(active) || active.length > 0 || !Array.isArray(posting) || posting.length !== 1) return undefined;
  const [signer]: unknown[] = posting;
  return typeof signer === "string" ? signer : undefined;
}

function parsed(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    return undefined;
  }
}

/** What stands behind the word in `["word", {...}]`. */
function payloadOf(json: unknown, word: string): Fields | undefined {
  const [first, payload]: unknown[] = Array.isArray(json) && json.length === 2 ? json : [];
  return first === word && isFields(payload) ? payload : undefined;
}
