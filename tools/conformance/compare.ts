import type { Answer } from "./call.ts";
import { fillText, valueOf, type Names } from "./placeholders.ts";
import type { ExpectedError, ReadStep } from "./scenario.ts";

/** What differs between the recorded error and this answer, or `undefined`. */
export function errorDifference(expected: ExpectedError, answer: Answer, names: Names): string | undefined {
  const { error } = answer;
  if (!error) return `expected the error ${expected.message.slice(0, 120)}, got acceptance`;
  const seen = {
    code: error.code,
    dataName: error.data?.name,
    dataCode: error.data?.code,
    text: error.data?.stack?.[0]?.format,
    assertHash: error.data?.assert_hash,
  };
  for (const key of ["code", "dataName", "dataCode", "text", "assertHash"] as const) {
    if (expected[key] !== undefined && expected[key] !== seen[key]) {
      return `${key}: expected ${expected[key]}, got ${seen[key]} (${error.message.slice(0, 160)})`;
    }
  }
  return messageMatches(fillText(expected.message, names), error.message)
    ? undefined
    : `message: expected ${expected.message}, got ${error.message}`;
}

function messageMatches(expected: string, seen: string): boolean {
  const isCut = expected.endsWith("…");
  const pattern = (isCut ? expected.slice(0, -1) : expected)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(String.raw`\$number`, String.raw`-?\d+`)
    .replaceAll(String.raw`\$hash`, "[0-9a-f]{40}")
    .replaceAll(String.raw`\$time`, String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`);
  return new RegExp(`^${pattern}${isCut ? "" : "$"}`).test(seen);
}

/** What differs between the recorded result and this answer, or `undefined`. `setUpHead` is the last block of the
 * set-up: account histories are counted from the first entry after it. */
export function resultDifference(
  expected: unknown,
  answer: Answer,
  { names, read, setUpHead }: { readonly names: Names; readonly read: ReadStep; readonly setUpHead: number },
): string | undefined {
  if (answer.error) return `expected a result, got ${answer.error.message.slice(0, 200)}`;
  const isHistory = read.method.endsWith(".get_account_history");
  const result = isHistory ? renumbered(answer.result, setUpHead) : answer.result;
  const paths = read.pick?.map((path) => path.split("."));
  const place: Place = { names, volatile: read.volatile, path: "", around: [] };
  return difference(expected, paths ? pick(result, paths) : result, place);
}

/** Without what the set-up wrote, counted from the first entry that is left. */
function renumbered(result: unknown, setUpHead: number): unknown {
  const isBare = Array.isArray(result);
  const lines = (isBare ? result : (result as { history: unknown }).history) as [number, { block: number }][];
  const shown = lines.filter(([, { block }]) => block > setUpHead);
  const first = shown[0]?.[0] ?? 0;
  const shifted = shown.map(([number, line]) => [number - first, line]);
  return isBare ? shifted : { ...(result as object), history: shifted };
}

function pick(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, paths));
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Record<string, unknown>;
  const names = [...new Set(paths.map(([name = ""]) => name))].filter((name) => name in fields);
  return Object.fromEntries(
    names.map((name) => {
      const rests = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
      return [name, rests.some((rest) => rest.length === 0) ? fields[name] : pick(fields[name], rests)];
    }),
  );
}

interface Place {
  readonly names: Names;
  readonly volatile: readonly string[];
  readonly path: string;
  /** The objects around the value, the nearest first. */
  readonly around: readonly Readonly<Record<string, unknown>>[];
}

function difference(expected: unknown, seen: unknown, place: Place): string | undefined {
  if (typeof expected === "object" && expected !== null) return fieldDifference(expected, seen, place);
  const isPlaceholder = typeof expected === "string" && expected.startsWith("$");
  const isSame = isPlaceholder ? placeholderMatches(expected, seen, place) : Object.is(expected, seen);
  return isSame ? undefined : mismatch(expected, seen, place);
}

function fieldDifference(expected: object, seen: unknown, place: Place): string | undefined {
  if (typeof seen !== "object" || seen === null || Array.isArray(expected) !== Array.isArray(seen)) {
    return mismatch(expected, seen, place);
  }
  const wanted = expected as Record<string, unknown>;
  const got = seen as Record<string, unknown>;
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
    const inner = { ...place, path: `${place.path}.${key}`, around: [got, ...place.around] };
    if (!(key in got) || !(key in wanted)) return mismatch(wanted[key], got[key], inner);
    const found = place.volatile.includes(key) ? undefined : difference(wanted[key], got[key], inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mismatch(expected: unknown, seen: unknown, { path }: Place): string {
  return `${path || "the result"}: expected ${brief(expected)}, got ${brief(seen)}`;
}

const patterns: Readonly<Record<string, RegExp>> = {
  $time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
  $epoch: /^\d+$/,
  $number: /^-?\d+$/,
  $hash: /^[0-9a-f]{40}$/,
  $signature: /^[0-9a-f]{130}$/,
  $pub: /^(STM|TST)\w{50}$/,
  $witness: /^[a-z][a-z0-9.-]{2,15}$/,
  $included: /^within_(reversible|irreversible)_block$/,
  $expired: /^expired_(reversible|irreversible)$/,
};

function placeholderMatches(expected: string, seen: unknown, { names, around }: Place): boolean {
  if (expected === "$any") return true;
  if (expected === "$payout") return isPayout(seen);
  if (expected === "$full") return around.find((fields) => "max_rc" in fields)?.["max_rc"] === seen;
  if (expected.startsWith("$rc:")) return isNear(Number(seen), Number(expected.slice(4)));
  const pattern = Object.hasOwn(patterns, expected) ? patterns[expected] : undefined;
  if (pattern) return (typeof seen === "string" || typeof seen === "number") && pattern.test(String(seen));
  return (valueOf(expected, names) ?? expected) === seen; // text may begin with a dollar sign
}

/** An amount of TBD, as text or as an object. */
function isPayout(seen: unknown): boolean {
  if (typeof seen === "string") return /^\d+\.\d{3} (TBD|HBD)$/.test(seen);
  const { amount, precision, nai } = (seen ?? {}) as Record<string, unknown>;
  return typeof amount === "string" && /^\d+$/.test(amount) && precision === 3 && nai === "@@000000013";
}

// Costs depend on the recording node's pools: a factor of two is near enough.
function isNear(seen: number, expected: number): boolean {
  return seen >= expected / 2 && seen <= expected * 2;
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 160);
}
