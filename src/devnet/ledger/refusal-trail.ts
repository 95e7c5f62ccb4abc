import { isFields } from "../../chain/wire/fields.ts";
import { naiOperation } from "../../chain/wire/nai-form.ts";
import type { WireTransaction } from "../../chain/wire/wire-transaction.ts";
import { NodeError } from "../node-error.ts";

const bothFailed = "Transaction failed to validate using both new (hf26) and legacy serialization";

/** One function of hived that a refusal passes through on its way out, with what it adds. */
interface Step {
  readonly file: string;
  readonly method: string;
  readonly level?: "error" | "warn";
  readonly format?: string;
  readonly data: unknown;
}

const encoding = { file: "chain_plugin.cpp", method: "determine_encoding_and_accept_transaction", data: {} };

/** The refusal with its way through hived's source behind it, and the transaction in it, twice to three times. */
export function withTrail(error: NodeError, wire: WireTransaction): NodeError {
  return withSteps(error, [...stepsOf(error, wire), encoding]);
}

/** The same for a transaction whose signatures fit in neither packing. */
export function withTrailOfBoth(error: NodeError, wire: WireTransaction): NodeError {
  const second: Step = { ...encoding, level: "error", format: bothFailed };
  return withSteps(error, [...stepsOf(error, wire), second, encoding], bothFailed);
}

function stepsOf(error: NodeError, wire: WireTransaction): readonly Step[] {
  const shown = { ...wire, operations: wire.operations.map(naiOperation) };
  const application: Step = {
    file: "database.cpp",
    method: "_apply_transaction",
    data: { "full_transaction->get_transaction()": shown },
  };
  return [
    ...(isFirstCheck(error) ? [] : [application]),
    { file: "database.cpp", method: "process_non_fast_confirm_transaction", data: { trx: shown } },
    { file: "chain_plugin.cpp", method: "push_transaction", data: { trx: shown } },
  ];
}

// What hived asks before it looks into a transaction: size, custom operations so far, and whether it has seen this one.
const firstChecks = new Set(["process_non_fast_confirm_transaction", "limit_custom_op_count", "_push_transaction"]);

function isFirstCheck(error: NodeError): boolean {
  const method = contextOf(error)["method"];
  return typeof method === "string" && firstChecks.has(method);
}

function withSteps(error: NodeError, steps: readonly Step[], tail = ""): NodeError {
  const { data } = error;
  if (!isFields(data)) return error;
  const context = contextOf(error);
  const added = steps.map(({ file, method, level = "warn", format = "", data: values }) => {
    return { context: { ...context, level, file, method }, format, data: values };
  });
  return new NodeError(error.code, error.message + tail, { ...data, stack: [...stackOf(data), ...added] });
}

function contextOf({ data }: NodeError): Readonly<Record<string, unknown>> {
  const [first] = isFields(data) ? stackOf(data) : [];
  return isFields(first) && isFields(first["context"]) ? first["context"] : {};
}

function stackOf(data: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(data["stack"]) ? data["stack"] : [];
}
