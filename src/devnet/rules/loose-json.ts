/**
 * Whether hived takes this text as JSON. Its check is loose: it reads one value and ignores what follows, and lets a
 * comma stand before a closing bracket; but keys must be in double quotes, and words other than true, false and null
 * are none. Measured on hived 1.28.5.
 */
export function isLooseJson(json: string): boolean {
  const end = valueEnd(json, skipBlanks(json, 0), 0);
  return end !== undefined;
}

const maxDepth = 1000; // hived has a limit of its own; none of its size was measured
const blanks = new Set([" ", "\t", "\n", "\r"]);
const scalar = /(?:true|false|null|-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)/y;
// A quote ends a string unless an odd number of backslashes stands before it.
const quoted = /"(?:[^"\\]|\\[^])*"/y;

/** Where the value that starts here ends, or `undefined` when there is none. */
function valueEnd(json: string, start: number, depth: number): number | undefined {
  if (depth > maxDepth) return undefined;
  if (json[start] === "{") return collectionEnd(json, start + 1, "}", depth);
  if (json[start] === "[") return collectionEnd(json, start + 1, "]", depth);
  return matchEnd(json[start] === '"' ? quoted : scalar, json, start);
}

function collectionEnd(json: string, start: number, close: string, depth: number): number | undefined {
  let at = skipBlanks(json, start);
  while (json[at] !== close) {
    const end = close === "}" ? memberEnd(json, at, depth) : valueEnd(json, at, depth + 1);
    if (end === undefined) return undefined;
    at = skipBlanks(json, end);
    if (json[at] === ",") at = skipBlanks(json, at + 1);
    else if (json[at] !== close) return undefined;
  }
  return at + 1;
}

function memberEnd(json: string, start: number, depth: number): number | undefined {
  const keyEnd = matchEnd(quoted, json, start);
  if (keyEnd === undefined) return undefined;
  const colon = skipBlanks(json, keyEnd);
  if (json[colon] !== ":") return undefined;
  return valueEnd(json, skipBlanks(json, colon + 1), depth + 1);
}

function skipBlanks(json: string, start: number): number {
  let at = start;
  while (blanks.has(json[at] ?? "")) at += 1;
  return at;
}

function matchEnd(pattern: RegExp, json: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(json) ? pattern.lastIndex : undefined;
}
