import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";

const folder = join(process.env["SKEP_FIXTURES"] ?? "../shared", "fixtures", "hived-recorded");
const hasRecordings = existsSync(folder);
if (!hasRecordings) console.warn(`skipped: no recorded answers in ${folder}`);

interface Recording {
  readonly request: unknown;
  readonly response: unknown;
}

interface RpcAnswer {
  readonly jsonrpc: string;
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

let devnet: Devnet;
beforeAll(async () => {
  devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }] });
});
afterAll(() => devnet.close());

async function post(body: string): Promise<Response> {
  return fetch(devnet.url, { method: "POST", body });
}

describe.skipIf(!hasRecordings)("the dev chain answers requests as a real hived node did", () => {
  const names = [
    "rpc-bad-params",
    "rpc-batch",
    "rpc-batch-60",
    "rpc-batch-empty",
    "rpc-empty-body",
    "rpc-method-call-form",
    "rpc-no-id",
    "rpc-no-jsonrpc",
    "rpc-no-params",
    "rpc-params-missing-arg",
    "rpc-unknown-method",
    "read-accounts-unknown",
    "read-block-future-block_api",
    "read-block-future-condenser",
    "read-block-zero",
    "read-tx-status-unknown",
    "read-get-transaction-unknown",
  ];

  test.for(names)("%s", async (name) => {
    const { request, response } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Recording;
    const answer = await post(typeof request === "string" ? request : JSON.stringify(request));
    expect(answer.status).toBe(200);
    expect(comparable(await answer.json())).toEqual(comparable(response));
  });
});

// Where in hived's source an error was made, and its later frames, are not ours to repeat.
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "context");
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      key === "stack" && Array.isArray(item) ? [comparable(item[0])] : comparable(item),
    ]),
  );
}

describe("whatever is sent to it", () => {
  test("an unknown API is named in the error", async () => {
    const answer = await post(JSON.stringify({ jsonrpc: "2.0", id: "x", method: "follow_api.get_all", params: [] }));
    expect(await answer.json()).toMatchObject({
      id: "x",
      error: {
        code: -32002,
        message: "Assert Exception:api_itr != data._registered_apis.end(): Could not find API follow_api",
      },
    });
  });

  test("any JSON is answered with JSON-RPC, an error or a result", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        const answer = (await (await post(body)).json()) as RpcAnswer | RpcAnswer[];
        for (const one of Array.isArray(answer) ? answer : [answer]) expect(one).toMatchObject({ jsonrpc: "2.0" });
      }),
      { numRuns: 200 },
    );
  });

  test("any parameters of any method are answered, and never with an internal error", async () => {
    const request = fc.record({
      jsonrpc: fc.constant("2.0"),
      id: fc.integer(),
      method: fc.constantFrom(...methods),
      params: fc.oneof(fc.jsonValue(), likelyParams),
    });
    await fc.assert(
      fc.asyncProperty(request, async (body) => {
        const answer = (await (await post(JSON.stringify(body))).json()) as RpcAnswer;
        expect(answer).toMatchObject({ jsonrpc: "2.0", id: body.id });
        expect(answer.error?.code).not.toBe(-32603);
      }),
      { numRuns: 1000 },
    );
  });

  test("text that is no JSON, deep nesting and a body over the limit are refused in order", async () => {
    const wrong = (await (await post("{oops")).json()) as RpcAnswer;
    expect(wrong.error).toMatchObject({ code: -32000, message: expect.stringContaining("Parse Error") as string });
    const depth = 200_000;
    const deep = `{"jsonrpc":"2.0","id":1,"method":"bridge.get_post","params":{"author":${"[".repeat(depth)}${"]".repeat(depth)}}}`;
    expect(await (await post(deep)).json()).toMatchObject({ error: { code: -32602 } });
    const large = await post(`"${"x".repeat(1024 * 1024)}"`);
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ error: { code: -32600 } });
  });

  test("a batch of more than a hundred is refused as a whole", async () => {
    const one = { jsonrpc: "2.0", id: 1, method: "condenser_api.get_version", params: [] };
    expect(await (await post(JSON.stringify(Array.from({ length: 100 }, () => one)))).json()).toHaveLength(100);
    expect(await (await post(JSON.stringify(Array.from({ length: 101 }, () => one)))).json()).toMatchObject({
      error: { code: -32600 },
    });
  });
});

const methods = [
  "account_by_key_api.get_key_references",
  "account_history_api.get_account_history",
  "account_history_api.get_ops_in_block",
  "account_history_api.get_transaction",
  "block_api.get_block",
  "block_api.get_block_header",
  "block_api.get_block_range",
  "bridge.get_account_posts",
  "bridge.get_discussion",
  "bridge.get_post",
  "bridge.get_ranked_posts",
  "condenser_api.broadcast_transaction",
  "condenser_api.get_account_history",
  "condenser_api.get_accounts",
  "condenser_api.get_block",
  "condenser_api.get_content",
  "condenser_api.get_content_replies",
  "condenser_api.get_ops_in_block",
  "database_api.find_accounts",
  "database_api.get_comment_pending_payouts",
  "network_broadcast_api.broadcast_transaction",
  "rc_api.find_rc_accounts",
  "transaction_status_api.find_transaction",
];

const operation = fc.tuple(
  fc.constantFrom("comment", "comment_options", "vote", "custom_json", "delete_comment", "transfer", "account_update2"),
  fc.dictionary(
    fc.constantFrom(
      "author",
      "permlink",
      "voter",
      "weight",
      "body",
      "title",
      "json_metadata",
      "extensions",
      "amount",
      "id",
      "json",
    ),
    fc.jsonValue(),
  ),
);

const transaction = fc.record({
  ref_block_num: fc.oneof(fc.nat(70_000), fc.jsonValue()),
  ref_block_prefix: fc.oneof(fc.nat(), fc.jsonValue()),
  expiration: fc.oneof(fc.constant("2026-11-23T00:00:00"), fc.jsonValue()),
  operations: fc.array(fc.oneof(operation, fc.jsonValue()), { maxLength: 3 }),
  extensions: fc.constant([]),
  signatures: fc.array(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{130}$/)), { maxLength: 2 }),
});

const likelyParams = fc.oneof(
  fc.dictionary(
    fc.constantFrom(
      "author",
      "permlink",
      "account",
      "accounts",
      "block_num",
      "starting_block_num",
      "count",
      "limit",
      "sort",
    ),
    fc.jsonValue(),
  ),
  fc.array(fc.jsonValue(), { maxLength: 4 }),
  transaction.map((trx) => ({ trx })),
  transaction.map((trx) => [trx]),
);
