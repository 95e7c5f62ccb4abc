import { isFields, type Fields } from "../../chain/wire/fields.ts";
import { communityActions } from "./community-actions.ts";
import { readCommunity } from "./community-fields.ts";
import { CommunityRefusal, insist } from "./community-refusal.ts";
import { notify } from "./notification.ts";
import type { SocialContext } from "./social-context.ts";

/**
 * Understands `["subscribe", {"community": "hive-167922"}]` and its like as hivemind does (hive/indexer/community.py). Who
 * sends what cannot be is told so by a notification, and nothing else happens.
 */
export function applyCommunity(signer: string, json: unknown, context: SocialContext): void {
  try {
    const [name, fields] = readAction(json);
    const action = Object.hasOwn(communityActions, name) ? communityActions[name] : undefined;
    insist(action !== undefined, "invalid action");
    insistOnFields(fields, ["community", ...action.fields]);
    const community = readCommunity(fields, context);
    try {
      action.apply({ signer, community, fields, context });
    } catch (error) {
      refuse(error, { signer, community: community.name }, context);
    }
  } catch (error) {
    refuse(error, { signer }, context);
  }
}

function readAction(json: unknown): readonly [name: string, fields: Fields] {
  insist(Array.isArray(json), "op json must be list");
  insist(json.length === 2, "op json must have 2 elements");
  const [name, fields]: unknown[] = json;
  insist(typeof name === "string", "op json[0] must be string");
  insist(isFields(fields), "op json[1] must be dict");
  return [name, fields];
}

function insistOnFields(fields: Fields, names: readonly string[]): void {
  const missing = names.filter((name) => !Object.hasOwn(fields, name));
  insist(missing.length === 0, `missing keys: {${quoted(missing)}}`);
  const extra = Object.keys(fields).filter((name) => !names.includes(name));
  insist(extra.length === 0, `extraneous keys: {${quoted(extra)}}`);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(", ");
}

function refuse(
  error: unknown,
  { signer, community }: { readonly signer: string; readonly community?: string },
  context: SocialContext,
): void {
  if (!(error instanceof CommunityRefusal)) throw error;
  const place = community === undefined ? {} : { community };
  notify(context, { type: "error", from: community ?? "", to: signer, payload: error.message, ...place });
}
