import { isFields } from "../../chain/wire/fields.ts";
import { refusal, type Assertion } from "../assertion.ts";
import type { Api, ApiMethod } from "../api/api-context.ts";
import { assertException, NodeError, type ExceptionKind } from "../node-error.ts";
import { variantType } from "../rules/field.ts";
import type { ParsedBody } from "./parse-body.ts";
import { RawJson, type Piece } from "./raw-json.ts";

/** All APIs by name, such as `block_api`. */
export type Apis = ReadonlyMap<string, Api>;

type RequestId = number | string | null;

const lookup: ExceptionKind = { ...assertException, rpcCode: -32002 };
const place = { file: "json_rpc_plugin.cpp", method: "find_api_method" };
const noApi: Assertion = {
  expression: "api_itr != data._registered_apis.end()",
  format: "Could not find API ${api}",
  kind: lookup,
  place,
};
const noMethod: Assertion = {
  expression: "method_itr != api_itr->second.end()",
  format: "Could not find method ${method}",
  kind: lookup,
  place,
};

/** Answers one request or a batch, in order, with JSON in pieces; `apisFor` says who answers a request. Never throws. */
export async function answerRequests(
  { requests, isBatch }: ParsedBody,
  apisFor: (request: unknown) => Apis,
): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  for (const request of requests) {
    const answer = await answerOne(request, apisFor(request)); // in order: a later one may need an earlier
    if (pieces.length > 0) pieces.push(",");
    for (const piece of answer) pieces.push(piece);
  }
  return isBatch ? ["[", ...pieces, "]"] : pieces;
}

/** The answer for anything that was thrown. */
export function errorAnswer(error: unknown, id: RequestId): string {
  const { code, message, data } = error instanceof NodeError ? error : internalError(error);
  return JSON.stringify({ jsonrpc: "2.0", error: { code, message, ...(data === undefined ? {} : { data }) }, id });
}

async function answerOne(request: unknown, apis: Apis): Promise<readonly Piece[]> {
  const id = idOf(request);
  try {
    const { method, params } = readRequest(request, apis);
    const result: unknown = await method(params);
    const pieces = result instanceof RawJson ? result.pieces : [JSON.stringify(result) ?? "null"];
    return ['{"jsonrpc":"2.0","result":', ...pieces, `,"id":${JSON.stringify(id)}}`];
  } catch (error) {
    return [errorAnswer(error, id)];
  }
}

function readRequest(request: unknown, apis: Apis): { readonly method: ApiMethod; readonly params: unknown } {
  if (!isFields(request)) throw new NodeError(-32600, "Invalid request: expected an object");
  const { jsonrpc, id, method, params } = request;
  if (jsonrpc !== "2.0") throw new NodeError(-32600, 'jsonrpc value is not "2.0"');
  if (id !== undefined && id !== null && !isId(id)) {
    throw new NodeError(-32600, 'Only integer value or string is allowed for member "id"');
  }
  if (method === undefined) throw new NodeError(-32600, 'A member "method" does not exist');
  if (typeof method !== "string") throw new NodeError(-32600, 'A member "method" should be a string');
  return method === "call"
    ? unpackCall(params, apis)
    : { method: findMethod(method.split("."), apis), params: params ?? {} };
}

// The oldest form: { method: "call", params: [api, method, args] }.
function unpackCall(params: unknown, apis: Apis): { readonly method: ApiMethod; readonly params: unknown } {
  if (!Array.isArray(params) || params.length < 2 || params.length > 3) {
    throw new NodeError(-32002, 'A member "params" should be an array of an API, a method and its arguments');
  }
  const [api, method, args]: unknown[] = params;
  return { method: findMethod([api, method], apis), params: args ?? {} };
}

function findMethod([apiName, methodName, ...rest]: readonly unknown[], apis: Apis): ApiMethod {
  const api = typeof apiName === "string" ? apis.get(apiName) : undefined;
  if (!api) throw refusal(noApi, { api: nameOf(apiName) });
  const found = typeof methodName === "string" && rest.length === 0 && Object.hasOwn(api, methodName);
  const method = found ? api[methodName] : undefined;
  if (!method) throw refusal(noMethod, { method: nameOf(methodName) });
  return method;
}

function nameOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 100) : variantType(value);
}

function idOf(request: unknown): RequestId {
  return isFields(request) && isId(request["id"]) ? request["id"] : null;
}

function isId(value: unknown): value is number | string {
  return typeof value === "string" || Number.isInteger(value);
}

// A bug of ours. The answer says which, so that it can be found.
function internalError(error: unknown): NodeError {
  const name = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
  return new NodeError(-32603, `Internal error: ${name.slice(0, 200)}`);
}
