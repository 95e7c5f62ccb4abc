/**
 * Whether a text passes hived's quick check for JSON: one value by the book, whatever follows it. Two things make it say no
 * to what is JSON: a null anywhere and a number that no type of hived holds. Then the old parser has the last word.
 */
export function isFastJson(json: string): boolean {
  return wellQuoted.test(json) && valueEnd(json, skipBlanks(json, 0), 0) !== undefined;
}

const maxDepth = 1024; // simdjson's
const maxSigned = 2n ** 63n;
const maxUnsigned = 2n ** 64n;

// Strings are looked for in the whole text before any of it is read: each must end.
const wellQuoted = /^(?:[^"\\]|\\[^]?|"(?:[^"\\]|\\[^])*")*$/;
const quoted = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/uy;
const number = /-?(?:0|[1-9]\d*)(?<fraction>\.\d+)?(?<exponent>[eE][+-]?\d+)?(?=[\s,:[\]{}]|$)/y;
const flag = /(?:true|false)(?=[\s,:[\]{}]|$)/y;
const blanks = /[ \t\r\n]*/y;

/** Where the value that starts here ends, or `undefined` when there is none. */
function valueEnd(json: string, start: number, depth: number): number | undefined {
  if (depth >= maxDepth) return undefined;
  const first = json[start];
  if (first === "{") return listEnd(json, start, "}", (at) => memberEnd(json, at, depth));
  if (first === "[") return listEnd(json, start, "]", (at) => valueEnd(json, at, depth + 1));
  return (first === '"' ? matchEnd(quoted, json, start) : matchEnd(flag, json, start)) ?? numberEnd(json, start);
}

function listEnd(
  json: string,
  start: number,
  close: string,
  itemEnd: (at: number) => number | undefined,
): number | undefined {
  let at = skipBlanks(json, start + 1);
  if (json[at] === close) return at + 1;
  for (;;) {
    const end = itemEnd(at);
    if (end === undefined) return undefined;
    at = skipBlanks(json, end);
    if (json[at] === close) return at + 1;
    if (json[at] !== ",") return undefined;
    at = skipBlanks(json, at + 1);
  }
}

function memberEnd(json: string, start: number, depth: number): number | undefined {
  const keyEnd = matchEnd(quoted, json, start);
  if (keyEnd === undefined) return undefined;
  const colon = skipBlanks(json, keyEnd);
  return json[colon] === ":" ? valueEnd(json, skipBlanks(json, colon + 1), depth + 1) : undefined;
}

function numberEnd(json: string, start: number): number | undefined {
  number.lastIndex = start;
  const match = number.exec(json);
  if (!match) return undefined;
  const [text] = match;
  const isWhole = match.groups?.["fraction"] === undefined && match.groups?.["exponent"] === undefined;
  return (isWhole ? fits(BigInt(text)) : Number.isFinite(Number(text))) ? start + text.length : undefined;
}

function fits(value: bigint): boolean {
  return value >= -maxSigned && value < maxUnsigned;
}

function skipBlanks(json: string, start: number): number {
  return matchEnd(blanks, json, start) ?? start;
}

function matchEnd(pattern: RegExp, json: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(json) ? pattern.lastIndex : undefined;
}
