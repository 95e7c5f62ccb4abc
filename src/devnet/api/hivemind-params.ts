import { isFields, type Fields } from "../../chain/wire/fields.ts";
import { hivemindPageLimit } from "../chain-constants.ts";
import { isCommunityName, type Community } from "../hivemind/community.ts";
import { commentKey, type CommentState } from "../state/comment.ts";
import type { ApiContext } from "./api-context.ts";
import { deletedPost, hivemindRefusal } from "./hivemind-error.ts";
import { named } from "./params.ts";

/** Arguments by name or in this order, none other than these; the first `required` must be there. Throws a `NodeError`. */
export function hivemindArguments(params: unknown, names: readonly string[], required = 0): Fields {
  const fields = Array.isArray(params) ? inOrder(params, names) : named(params);
  const stranger = Object.keys(fields).find((name) => !names.includes(name));
  if (stranger !== undefined) throw hivemindRefusal(`got an unexpected keyword argument '${stranger.slice(0, 50)}'`);
  const missing = names.slice(0, required).find((name) => fields[name] === undefined);
  if (missing !== undefined) throw hivemindRefusal(`missing a required argument: '${missing}'`);
  return fields;
}

function inOrder(values: readonly unknown[], names: readonly string[]): Fields {
  const [first] = values;
  // The old APIs also take one object in a list.
  if (values.length === 1 && isFields(first)) return first;
  if (values.length > names.length) throw hivemindRefusal("too many positional arguments");
  return Object.fromEntries(values.map((value, index) => [names[index], value]));
}

/** An account name that is at least well formed. Throws a `NodeError`. */
export function accountName(value: unknown): string {
  if (isBlank(value)) throw hivemindRefusal("invalid account (not specified)");
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

/** Whom the answer is for, where somebody is named. Throws a `NodeError`. */
export function readObserver(value: unknown, context: ApiContext): string | undefined {
  return isBlank(value) ? undefined : existingAccount(value, context);
}

/** A community by its name. Throws a `NodeError`. */
export function existingCommunity(value: unknown, { hivemind }: ApiContext): Community {
  if (isBlank(value)) throw hivemindRefusal("community name cannot be blank");
  const community = typeof value === "string" ? hivemind.findCommunity(value) : undefined;
  if (community) return community;
  const isNamed = typeof value === "string" && isCommunityName(value);
  throw hivemindRefusal(isNamed ? `Community ${value} does not exist` : "given community name is not valid");
}

/** What a number may be, and what hivemind calls it. */
interface NumberRange {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
}

/** A whole number between `min` and `max`, or `fallback` where none is given. Throws a `NodeError`. */
export function numberWithin(value: unknown, { name, min, max, fallback }: NumberRange): number {
  if (value === undefined || value === null) return fallback;
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) throw hivemindRefusal(`${name} must be integer`);
  if (number < min || number > max) throw hivemindRefusal(`${name} = ${number} outside valid range [${min}:${max}]`);
  return number;
}

/** How many posts are wanted: 1 to 20, 20 by default. Throws a `NodeError`. */
export function pageSize(value: unknown): number {
  return numberWithin(value, { name: "limit", min: 1, max: hivemindPageLimit, fallback: hivemindPageLimit });
}

/** The post that is named, as of the head block. Throws a `NodeError` where there is none. */
export function existingPost(author: unknown, permlink: unknown, context: ApiContext): CommentState {
  const name = accountName(author);
  if (isBlank(permlink)) throw hivemindRefusal("permlink cannot be blank");
  return findPost(name, permlink, context);
}

/** The post after which a page begins, where one is named. Throws a `NodeError`. */
export function pageStart(fields: Fields, context: ApiContext): CommentState | undefined {
  const { start_author: author, start_permlink: permlink } = fields;
  const name = isBlank(author) ? "" : accountName(author);
  const isNamed = name !== "" || !isBlank(permlink);
  return isNamed ? findPost(name, permlink ?? "", context) : undefined;
}

function findPost(author: string, permlink: unknown, { ledger }: ApiContext): CommentState {
  if (typeof permlink !== "string") throw hivemindRefusal("permlink must be string");
  const key = commentKey(author, permlink);
  const comment = ledger.committed().comments.find(key);
  if (comment) return comment;
  const times = ledger.committed().deletions.find(key);
  if (times !== undefined) throw deletedPost(author, permlink, times);
  throw hivemindRefusal(`Post ${author}/${permlink.slice(0, 255)} does not exist`);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
