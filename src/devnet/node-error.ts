import { systemClock } from "../shared/clock.ts";
import { wireTime } from "../chain/wire/wire-transaction.ts";
import { cityHash64 } from "./city-hash.ts";

/** What this node answers as a JSON-RPC error. Thrown by rules and methods, turned into an answer in one place. */
export class NodeError extends Error {
  override readonly name = "NodeError";
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** A kind of exception in hived's source. */
export interface ExceptionKind {
  /** The code of the JSON-RPC error. */
  readonly rpcCode: number;
  /** `data.code`. */
  readonly code: number;
  readonly name: string;
  /** In words, the start of every message of this kind. */
  readonly what: string;
}

export const assertException: ExceptionKind = {
  rpcCode: -32003,
  code: 10,
  name: "assert_exception",
  what: "Assert Exception",
};

/** Where in hived's source an error comes from. Some clients sort errors by `method`. */
export interface SourcePlace {
  readonly file: string;
  readonly method: string;
}

/** An error in the form in which hived gives it: fields as recorded from hived 1.28.5. */
export interface NodeErrorParts {
  readonly kind: ExceptionKind;
  /** The text with its `${placeholders}`, which `values` fill. */
  readonly format: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly place: SourcePlace;
  /** Source text of the assertion, where there is one; hived numbers assertions by its hash. */
  readonly expression?: string;
  /** Glued to the end of the message without a blank, as hived does when it throws again. */
  readonly tail?: string;
}

/** Builds the error. */
export function nodeError(parts: NodeErrorParts): NodeError {
  const { kind, expression, place } = parts;
  const text = fill(parts.format, parts.values);
  const context = {
    level: "error",
    file: place.file,
    line: 0,
    method: place.method,
    hostname: "",
    thread_name: "",
    timestamp: wireTime(systemClock.now()),
  };
  const data = {
    code: kind.code,
    name: kind.name,
    message: kind.what,
    stack: [{ context, format: parts.format, data: parts.values }],
    ...assertion(expression),
  };
  const middle = expression === undefined ? "" : `${expression}: `;
  return new NodeError(kind.rpcCode, `${kind.what}:${middle}${text}${parts.tail ?? ""}`, data);
}

function assertion(expression: string | undefined): Readonly<Record<string, unknown>> {
  if (expression === undefined) return { extension: {} };
  return { extension: { assertion_expression: expression }, assert_hash: cityHash64(expression).toString() };
}

function fill(format: string, values: Readonly<Record<string, unknown>>): string {
  return format.replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return typeof value === "string" ? value : JSON.stringify(value);
  });
}
