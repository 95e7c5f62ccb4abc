import type { BroadcastOutcome } from "./chain-writer.ts";
import type { RpcError } from "./rpc-error.ts";
import { type Fields, isFields } from "./wire/fields.ts";

const blockSeconds = 3;
const resourceCreditsSeconds = 600; // 5 days fill them up: in ten minutes 0.14 % of the maximum has come back
const manaSeconds = 1_800; // a full vote costs 2 % of the maximum, which takes 2.4 hours
const longestReason = 300; // a node may echo the whole transaction

/** Refusals that pass by themselves, by the stable part of what the node says, and after how long to try again. */
const waits: readonly { readonly pattern: RegExp; readonly seconds: (match: RegExpExecArray) => number }[] = [
  { pattern: /once every (\d+) second/, seconds: ([, count]) => Number(count) },
  { pattern: /once every (\d+) minute/, seconds: ([, count]) => Number(count) * 60 },
  { pattern: /Can only perform one comment edit per block/, seconds: () => blockSeconds },
  { pattern: /custom json operation\(s\) this block/, seconds: () => blockSeconds },
  { pattern: /transaction tapos exception/, seconds: () => 2 * blockSeconds }, // a node that lags, or a fork: sign anew
  { pattern: /not_enough_rc_exception|has \d+ RC, needs \d+ RC/, seconds: () => resourceCreditsSeconds },
  { pattern: /does not have enough mana/, seconds: () => manaSeconds },
];

/**
 * What a node's refusal of a broadcast means for the transaction. What is not known to pass by itself is rejected. The
 * reason is the part of the node's text that people can read, 300 characters at most; the transaction that a node may echo
 * is not looked at.
 */
export function classifyRefusal({ message, data }: Pick<RpcError, "message" | "data">): BroadcastOutcome {
  const { name, extension }: Fields = isFields(data) ? data : {};
  const expression = isFields(extension) ? textOf(extension["assertion_expression"]) : "";
  const said = `${textOf(name)} ${message} ${expression}`;
  if (said.includes("Duplicate transaction check failed")) return { outcome: "accepted" };
  if (said.includes("transaction expiration exception") && said.includes("get_runtime_expiration")) {
    return { outcome: "expired" };
  }
  const because = readable(message, expression);
  for (const { pattern, seconds } of waits) {
    const match = pattern.exec(said);
    if (match) return { outcome: "deferred", because, seconds: seconds(match), ...lackIn(said) };
  }
  return { outcome: "rejected", because };
}

function lackIn(said: string): { readonly lacksCredits?: number } {
  const [, has, needs] = /has (\d+) RC, needs (\d+) RC/.exec(said) ?? [];
  return has === undefined || needs === undefined ? {} : { lacksCredits: Number(needs) - Number(has) };
}

/** Cuts `what:expression: text` down to the text; where that is empty, to the words in quotes in the expression. */
function readable(message: string, expression: string): string {
  const whole = message.replace(/(rethrow)+\s*$/, "").replace(/Transaction failed to validate using both.*$/, "");
  const known = expression === "" ? -1 : whole.indexOf(`${expression}: `);
  const text = known >= 0 ? whole.slice(known + expression.length + 2) : withoutExpression(whole);
  const quoted = /"([^"]+)"/.exec(expression)?.[1] ?? "";
  const bare = whole.replace(/^Assert Exception:/, "").replace(/:\s*$/, "");
  return (text.trim() || quoted || bare.trim() || "refused without a reason").slice(0, longestReason);
}

// An expression holds operators or calls; a text that only has a colon in it is kept whole.
function withoutExpression(message: string): string {
  const rest = message.replace(/^[\w ]+:(?! )/, "");
  const colon = rest.indexOf(": ");
  return colon >= 0 && /[()<>=&|_]/.test(rest.slice(0, colon)) ? rest.slice(colon + 2) : rest;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
