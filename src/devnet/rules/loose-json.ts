/**
 * Whether a text passes hived's old, forgiving parser for JSON, which has the last word where the quick check says no. It
 * wants the text used up to the last blank, but commas may be anywhere or nowhere, and words that begin with n, t or f
 * or with a digit are taken for text. From fc's json.cpp.
 */
export function isLooseJson(json: string): boolean {
  return valueEnd(json, 0, 0) === json.length;
}

const maxDepth = 200; // JSON_MAX_RECURSION_DEPTH; a value and the list it is in count apart
const maxSigned = 2n ** 63n;
const maxUnsigned = 2n ** 64n;

const blanks = /[ \t\r\n]*/y;
const quoted = /"(?:[^"\\]|\\[^])*"/y;
const digits = /-?[\d.]*/y;
const letters = /[nultrefas]+/y;
// A word may hold escapes, and one blank behind it belongs to it.
const word = /(?:[\w.:/-]|\\(?:[^]|$))*[ \t\0\n]?/y;

/** Where the value ends, blanks before it included, or `undefined` when there is none. */
function valueEnd(json: string, start: number, depth: number): number | undefined {
  if (depth >= maxDepth) return undefined;
  const at = skipBlanks(json, start);
  const first = json[at] ?? "";
  if (first === "{") return listEnd(json, at + 1, "}", (from) => memberEnd(json, from, depth + 2), depth);
  if (first === "[") return listEnd(json, at + 1, "]", (from) => valueEnd(json, from, depth + 2), depth);
  if (first === '"') return matchEnd(quoted, json, at);
  if (/[\d.-]/.test(first)) return numberEnd(json, at);
  return /[ntf]/.test(first) ? tokenEnd(json, at) : undefined;
}

function listEnd(
  json: string,
  start: number,
  close: string,
  itemEnd: (at: number) => number | undefined,
  depth: number,
): number | undefined {
  if (depth + 2 > maxDepth) return undefined;
  let at = skipBlanks(json, start);
  while (json[at] !== close) {
    const end = json[at] === "," ? at + 1 : itemEnd(at);
    if (end === undefined) return undefined;
    at = skipBlanks(json, end);
  }
  return at + 1;
}

function memberEnd(json: string, start: number, depth: number): number | undefined {
  const keyEnd = matchEnd(quoted, json, start);
  if (keyEnd === undefined) return undefined;
  const colon = skipBlanks(json, keyEnd);
  return json[colon] === ":" ? valueEnd(json, colon + 1, depth) : undefined;
}

function numberEnd(json: string, start: number): number | undefined {
  const end = matchEnd(digits, json, start) ?? start;
  const text = json.slice(start, end);
  const dots = text.split(".").length - 1;
  if (dots > 1) return undefined;
  if (/[A-Za-z0-9]/.test(json[end] ?? "")) return matchEnd(word, json, end);
  const isNumber = dots === 1 ? /\d/.test(text) : /^-?\d+$/.test(text) && fits(BigInt(text));
  return isNumber ? end : undefined;
}

function fits(value: bigint): boolean {
  return value >= -maxSigned && value < maxUnsigned;
}

function tokenEnd(json: string, start: number): number | undefined {
  const end = matchEnd(letters, json, start) ?? start;
  const isConstant = ["null", "true", "false"].includes(json.slice(start, end));
  return isConstant ? end : matchEnd(word, json, end);
}

function skipBlanks(json: string, start: number): number {
  return matchEnd(blanks, json, start) ?? start;
}

function matchEnd(pattern: RegExp, json: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(json) ? pattern.lastIndex : undefined;
}
