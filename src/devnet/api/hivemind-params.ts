import type { Fields } from "../../chain/wire/fields.ts";
import { hivemindPageLimit } from "../chain-constants.ts";
import { commentKey, type CommentState } from "../state/comment.ts";
import type { ApiContext } from "./api-context.ts";
import { deletedPost, hivemindRefusal } from "./hivemind-error.ts";
import { named } from "./params.ts";

/** Arguments by name, none other than these. Throws a `NodeError`. */
export function onlyNamed(params: unknown, names: readonly string[]): Fields {
  const fields = named(params);
  const stranger = Object.keys(fields).find((name) => !names.includes(name));
  if (stranger !== undefined) throw hivemindRefusal(`got an unexpected keyword argument '${stranger.slice(0, 50)}'`);
  return fields;
}

/** An account name that is at least well formed. Throws a `NodeError`. */
export function accountName(value: unknown): string {
  if (value === undefined || value === null || value === "") throw hivemindRefusal("invalid account (not specified)");
  if (typeof value !== "string") throw hivemindRefusal("invalid account name type");
  if (value.length < 3 || value.length > 16) {
    throw hivemindRefusal(`invalid account name length: \`${value.slice(0, 50)}\``);
  }
  if (!/^[a-z0-9.-]+$/.test(value)) throw hivemindRefusal("invalid account char");
  return value;
}

/** The name of an account that exists. Throws a `NodeError`. */
export function existingAccount(value: unknown, { ledger }: ApiContext): string {
  const name = accountName(value);
  if (!ledger.committed().accounts.find(name)) throw hivemindRefusal(`Account ${name} does not exist`);
  return name;
}

/** Checks whom the answer is for, where somebody is named. Throws a `NodeError`. */
export function checkObserver(value: unknown, context: ApiContext): void {
  if (value !== undefined && value !== null && value !== "") existingAccount(value, context);
}

/** How many posts are wanted: 1 to 20, 20 by default. Throws a `NodeError`. */
export function pageSize(value: unknown): number {
  if (value === undefined || value === null) return hivemindPageLimit;
  const limit = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (!Number.isInteger(limit)) throw hivemindRefusal("limit must be integer");
  if (Number(limit) < 1 || Number(limit) > hivemindPageLimit) {
    throw hivemindRefusal(`limit = ${Number(limit)} outside valid range [1:${hivemindPageLimit}]`);
  }
  return Number(limit);
}

/** The post that is named, as of the head block. Throws a `NodeError` where there is none. */
export function existingPost(author: unknown, permlink: unknown, { ledger }: ApiContext): CommentState {
  const name = accountName(author);
  if (permlink === undefined || permlink === null || permlink === "") throw hivemindRefusal("permlink cannot be blank");
  if (typeof permlink !== "string") throw hivemindRefusal("permlink must be string");
  const key = commentKey(name, permlink);
  const comment = ledger.committed().comments.find(key);
  if (comment) return comment;
  const times = ledger.committed().deletions.find(key);
  if (times !== undefined) throw deletedPost(name, permlink, times);
  throw hivemindRefusal(`Post ${name}/${permlink.slice(0, 255)} does not exist`);
}

/** The post after which a page begins, where one is named. Throws a `NodeError`. */
export function pageStart(fields: Fields, context: ApiContext): CommentState | undefined {
  const { start_author: author, start_permlink: permlink } = fields;
  const isNamed = [author, permlink].some((value) => value !== undefined && value !== null && value !== "");
  return isNamed ? existingPost(author, permlink, context) : undefined;
}
