import { SkepError } from "../shared/errors.ts";
import { accountChangeIn } from "./account-change.ts";
import type { Beneficiary, Operation } from "./operation.ts";
import { assetText } from "./wire/asset.ts";
import { type Fields, isFields } from "./wire/fields.ts";

const decoders: ReadonlyMap<string, (fields: Fields) => Operation> = new Map([
  ["comment", decodeComment],
  ["comment_options", decodeCommentOptions],
  ["delete_comment", decodeDeleteComment],
  ["vote", decodeVote],
  ["custom_json", decodeCustomJson],
  ["transfer", decodeTransfer],
]);

/**
 * Turns an operation as a node tells it, in the legacy or the NAI form, into ours. One that Skep has no use for comes
 * back by name. Throws `chain_unreachable` for what no chain can hold: then the node answered nonsense.
 */
export function decodeOperation(input: unknown): Operation {
  const [name, fields] = nameAndFields(input);
  const decode = decoders.get(name);
  return decode?.(fields) ?? accountChangeIn(name, fields) ?? { type: "other", name };
}

function nameAndFields(input: unknown): [string, Fields] {
  const [name, value] = Array.isArray(input)
    ? [input[0] as unknown, input[1] as unknown]
    : [property(input, "type"), property(input, "value")];
  if (typeof name !== "string" || !isFields(value)) throw nonsense("an operation", input);
  return [name.replace(/_operation$/, ""), value];
}

function decodeComment(fields: Fields): Operation {
  return {
    type: "comment",
    parentAuthor: text(fields, "parent_author"),
    parentPermlink: text(fields, "parent_permlink"),
    author: text(fields, "author"),
    permlink: text(fields, "permlink"),
    title: text(fields, "title"),
    body: text(fields, "body"),
    jsonMetadata: text(fields, "json_metadata"),
  };
}

function decodeCommentOptions(fields: Fields): Operation {
  return {
    type: "commentOptions",
    author: text(fields, "author"),
    permlink: text(fields, "permlink"),
    maxAcceptedPayout: asset(fields, "max_accepted_payout"),
    percentHbd: integer(fields, "percent_hbd"),
    allowVotes: flag(fields, "allow_votes"),
    allowCurationRewards: flag(fields, "allow_curation_rewards"),
    beneficiaries: list(fields, "extensions").flatMap(beneficiariesIn),
  };
}

function decodeDeleteComment(fields: Fields): Operation {
  return { type: "deleteComment", author: text(fields, "author"), permlink: text(fields, "permlink") };
}

function decodeVote(fields: Fields): Operation {
  return {
    type: "vote",
    voter: text(fields, "voter"),
    author: text(fields, "author"),
    permlink: text(fields, "permlink"),
    weight: integer(fields, "weight"),
  };
}

function decodeCustomJson(fields: Fields): Operation {
  return {
    type: "customJson",
    requiredAuths: names(fields, "required_auths"),
    requiredPostingAuths: names(fields, "required_posting_auths"),
    id: text(fields, "id"),
    json: text(fields, "json"),
  };
}

function decodeTransfer(fields: Fields): Operation {
  return {
    type: "transfer",
    from: text(fields, "from"),
    to: text(fields, "to"),
    amount: asset(fields, "amount"),
    memo: text(fields, "memo"),
  };
}

/** Other extensions than beneficiaries may come with a hardfork; they are left out. */
function beneficiariesIn(extension: unknown): Beneficiary[] {
  const [kind, value] = Array.isArray(extension)
    ? [extension[0] as unknown, extension[1] as unknown]
    : [property(extension, "type"), property(extension, "value")];
  if ((kind !== 0 && kind !== "comment_payout_beneficiaries") || !isFields(value)) return [];
  return list(value, "beneficiaries").map((one) => {
    if (!isFields(one)) throw nonsense("a beneficiary", one);
    return { account: text(one, "account"), weight: integer(one, "weight") };
  });
}

function text(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== "string") throw nonsense(`text in ${key}`, value);
  return value;
}

function integer(fields: Fields, key: string): number {
  const value = fields[key];
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw nonsense(`an integer in ${key}`, value);
  return value;
}

function flag(fields: Fields, key: string): boolean {
  const value = fields[key];
  if (typeof value !== "boolean") throw nonsense(`true or false in ${key}`, value);
  return value;
}

function list(fields: Fields, key: string): readonly unknown[] {
  const value = fields[key];
  if (!Array.isArray(value)) throw nonsense(`a list in ${key}`, value);
  return value;
}

function names(fields: Fields, key: string): readonly string[] {
  return list(fields, key).map((name) => {
    if (typeof name !== "string") throw nonsense(`account names in ${key}`, name);
    return name;
  });
}

function asset(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value === "string") return value;
  if (!isFields(value)) throw nonsense(`an asset in ${key}`, value);
  return assetText(value);
}

function property(value: unknown, key: string): unknown {
  return isFields(value) ? value[key] : undefined;
}

function nonsense(expected: string, value: unknown): SkepError {
  const found = (JSON.stringify(value) ?? "nothing").slice(0, 100);
  return new SkepError("chain_unreachable", `expected ${expected}, got ${found}`);
}
