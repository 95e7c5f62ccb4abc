import { isFields } from "../../chain/wire/fields.ts";
import { assertException, NodeError, nodeError, type ExceptionKind } from "../node-error.ts";
import { refusal, type Assertion } from "../assertion.ts";
import type { Api, ApiMethod } from "../api/api-context.ts";
import { variantType } from "../rules/field.ts";
import { RawJson } from "./raw-json.ts";

/** All APIs by name, such as `block_api`. */
export type Apis = ReadonlyMap<string, Api>;

type RequestId = number | string | null;

/** As behind the public nodes' router. */
const maxBatch = 100;

const lookup: ExceptionKind = { ...assertException, rpcCode: -32002 };
const place = { file: "json_rpc_plugin.cpp", method: "find_api_method" };
const noApi: Assertion = {
  expression: "api_itr != data._registered_apis.end()",
  format: "Could not find API ${api}",
  hash: "13750519470524334703",
  kind: lookup,
  place,
};
const noMethod: Assertion = {
  expression: "method_itr != api_itr->second.end()",
  format: "Could not find method ${method}",
  hash: "7693992138104256440",
  kind: lookup,
  place,
};

const endOfFile: ExceptionKind = { rpcCode: -32000, code: 11, name: "eof_exception", what: "End Of File" };
const parseError: ExceptionKind = { rpcCode: -32000, code: 4, name: "parse_error_exception", what: "Parse Error" };

/** Answers the body of an HTTP request, whatever it holds: one request, a batch, or nonsense. Never throws. */
export async function answerBody(body: string, apis: Apis): Promise<string> {
  if (body.trim() === "") return errorAnswer(emptyBody(), null);
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    return errorAnswer(unreadable(body), null);
  }
  return Array.isArray(request) ? answerBatch(request, apis) : answerOne(request, apis);
}

async function answerBatch(requests: readonly unknown[], apis: Apis): Promise<string> {
  if (requests.length === 0) return errorAnswer(new NodeError(-32000, "Array is invalid"), null);
  if (requests.length > maxBatch) {
    const text = `Batch size too large, maximum allowed is ${maxBatch}.`;
    return errorAnswer(new NodeError(-32600, "Request parameter error.", text), null);
  }
  const answers: string[] = [];
  for (const request of requests) answers.push(await answerOne(request, apis)); // in order: a later one may need an earlier
  return `[${answers.join(",")}]`;
}

async function answerOne(request: unknown, apis: Apis): Promise<string> {
  const id = idOf(request);
  try {
    const { method, params } = readRequest(request, apis);
    const result: unknown = await method(params);
    return `{"jsonrpc":"2.0","result":${result instanceof RawJson ? result.text : (JSON.stringify(result) ?? "null")},"id":${JSON.stringify(id)}}`;
  } catch (error) {
    return errorAnswer(error, id);
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

/** The answer for anything that was thrown. */
function errorAnswer(error: unknown, id: RequestId): string {
  const { code, message, data } = error instanceof NodeError ? error : internalError(error);
  return JSON.stringify({ jsonrpc: "2.0", error: { code, message, ...(data === undefined ? {} : { data }) }, id });
}

// A bug of ours, or JSON too deep to be printed. The answer says which, so that it can be found.
function internalError(error: unknown): NodeError {
  const name = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
  return new NodeError(-32603, `Internal error: ${name.slice(0, 200)}`);
}

function emptyBody(): NodeError {
  return nodeError({
    kind: endOfFile,
    format: "stringstream",
    values: {},
    place: { file: "sstream.cpp", method: "peek" },
  });
}

function unreadable(body: string): NodeError {
  return nodeError({
    kind: parseError,
    format: "Unexpected input: ${str}",
    values: { str: body.slice(0, 100) },
    place: { file: "json.cpp", method: "from_string" },
  });
}
