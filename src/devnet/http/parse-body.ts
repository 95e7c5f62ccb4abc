import { isFields } from "../../chain/wire/fields.ts";
import { messageOf } from "../../shared/errors.ts";
import { ensure, type Assertion } from "../assertion.ts";
import { NodeError, nodeError, type ExceptionKind } from "../node-error.ts";

/** The requests in a body: one that stands alone, or a batch. */
export interface ParsedBody {
  readonly requests: readonly unknown[];
  readonly isBatch: boolean;
}

const endOfFile: ExceptionKind = { rpcCode: -32000, code: 11, name: "eof_exception", what: "End Of File" };
const parseError: ExceptionKind = { rpcCode: -32000, code: 4, name: "parse_error_exception", what: "Parse Error" };

const maxNesting = 100;
const tooDeep: Assertion = {
  expression: `open_object < ${maxNesting} && open_array < ${maxNesting}`,
  format: "object graph too deep",
  kind: { rpcCode: -32000, code: 10, name: "assert_exception", what: "Assert Exception" },
  place: { file: "json.cpp", method: "check_string_depth" },
};

/** Reads the body of an HTTP request. Throws the `NodeError` that hived gives when there is no request in it. */
export function parseBody(body: string): ParsedBody {
  if (body.trim() === "") throw nothing();
  ensureShallow(body);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw isCutOff(error, body) ? cutOff() : unreadable(body);
  }
  if (!Array.isArray(parsed)) return { requests: [parsed], isBatch: false };
  if (parsed.length === 0) throw new NodeError(-32000, "Array is invalid");
  return { requests: parsed, isBatch: true };
}

/** The method that a request names, as `api.method`; empty where it names none. */
export function methodOf(request: unknown): string {
  if (!isFields(request)) return "";
  const { method, params } = request;
  if (method === "call" && Array.isArray(params)) return params.slice(0, 2).filter(isText).join(".");
  return typeof method === "string" ? method : "";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

// hived counts brackets before it parses, those inside of texts too.
function ensureShallow(body: string): void {
  let objects = 0;
  let arrays = 0;
  for (let index = 0; index < body.length; index += 1) {
    const character = body.charCodeAt(index);
    if (character === 0x7b) objects += 1;
    else if (character === 0x7d) objects -= 1;
    else if (character === 0x5b) arrays += 1;
    else if (character === 0x5d) arrays -= 1;
    else continue;
    ensure(objects < maxNesting && arrays < maxNesting, tooDeep, { "object depth": objects, "array depth": arrays });
  }
}

function nothing(): NodeError {
  const place = { file: "sstream.cpp", method: "peek" };
  return nodeError({ kind: endOfFile, format: "stringstream", values: {}, place });
}

/** Whether JSON that cannot be parsed could have gone on. */
function isCutOff(error: unknown, body: string): boolean {
  const message = messageOf(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  return message.includes("end of JSON input") || Number(position) === body.length;
}

function cutOff(): NodeError {
  const end = "11 eof_exception: End Of File\nstringstream\n    {}\n    sstream.cpp:109 peek";
  const place = { file: "json.cpp", method: "objectFromStream" };
  return nodeError({ kind: parseError, format: "Unexpected EOF: ${e}", values: { e: end }, place });
}

function unreadable(body: string): NodeError {
  return nodeError({
    kind: parseError,
    format: "Unexpected input: ${str}",
    values: { str: body.slice(0, 100) },
    place: { file: "json.cpp", method: "from_string" },
  });
}
