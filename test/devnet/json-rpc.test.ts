import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { comment } from "./operations.ts";

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
let methods: readonly string[];
beforeAll(async () => {
  devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }, { name: "bob" }] });
  devnet.broadcastAs("alice", [comment("alice")]);
  devnet.mine();
  methods = (await call(devnet.url, "jsonrpc.get_methods", [])).result as readonly string[];
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
    expect(methods).toContain("bridge.get_ranked_posts");
    for (const method of methods.filter((name) => !name.endsWith("_synchronous"))) {
      const request = fc.record({ id: fc.integer(), params: fc.oneof(fc.jsonValue(), likelyParams) });
      await fc.assert(
        fc.asyncProperty(request, async ({ id, params }) => {
          const answer = (await (
            await post(JSON.stringify({ jsonrpc: "2.0", id, method, params }))
          ).json()) as RpcAnswer;
          expect({ method, ...answer }).toMatchObject({ method, jsonrpc: "2.0", id });
          expect({ method, params, isBug: answer.error?.code === -32603 }).toMatchObject({ isBug: false });
        }),
        { numRuns: 25 },
      );
    }
  });

  test("ten thousand levels of nesting are refused at once, whatever the method, in hived's words", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    for (const method of methods) {
      const body = `{"jsonrpc":"2.0","id":1,"method":"${method}","params":${deep}}`;
      expect(await (await post(body)).json()).toMatchObject({
        error: { code: -32000, message: expect.stringContaining("object graph too deep") as string },
      });
    }
    expect(await (await post(deep)).json()).toMatchObject({ error: { code: -32000 } });
    const ninety = `{"jsonrpc":"2.0","id":1,"method":"bridge.get_post","params":{"author":${"[".repeat(90)}${"]".repeat(90)}}}`;
    expect(await (await post(ninety)).json()).toMatchObject({ error: { code: -32602 } });
  });

  test("text that is no JSON and a body over the limit are refused in order", async () => {
    const wrong = (await (await post("{oops")).json()) as RpcAnswer;
    expect(wrong.error).toMatchObject({ code: -32000, message: expect.stringContaining("Parse Error") as string });
    const large = await post(`"${"x".repeat(1024 * 1024)}"`);
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ error: { code: -32600 } });
    expect((await post(`"${"x".repeat(1024 * 1024 - 2)}"`)).status).toBe(200);
  });

  test("a batch of more than a hundred is refused as a whole, as the public nodes' router does", async () => {
    const one = { jsonrpc: "2.0", id: 1, method: "condenser_api.get_version", params: [] };
    expect(await (await post(JSON.stringify(Array.from({ length: 100 }, () => one)))).json()).toHaveLength(100);
    const tooMany = await post(JSON.stringify(Array.from({ length: 101 }, () => one)));
    expect(tooMany.status).toBe(500);
    expect(await tooMany.json()).toEqual({
      jsonrpc: "2.0",
      id: 0,
      error: {
        code: -32600,
        message: "Request parameter error.",
        error: "Batch size too large, maximum allowed is 100.",
      },
    });
  });

  test("a batch in which some are nonsense is answered one by one", async () => {
    const good = { jsonrpc: "2.0", id: "a", method: "condenser_api.get_hardfork_version", params: [] };
    const answers = (await (
      await post(JSON.stringify([good, 5, null, [good], { ...good, id: 2.5 }]))
    ).json()) as RpcAnswer[];
    expect(answers.map(({ id, error }) => [id, error?.code])).toEqual([
      ["a", undefined],
      [null, -32600],
      [null, -32600],
      [null, -32600],
      [null, -32600],
    ]);
  });

  test("a request without an id, or with null for one, is answered as hived does", async () => {
    const request = { jsonrpc: "2.0", method: "condenser_api.get_hardfork_version", params: [] };
    for (const body of [request, { ...request, id: null }]) {
      expect(await (await post(JSON.stringify(body))).json()).toMatchObject({
        id: null,
        result: expect.any(String) as string,
      });
    }
  });

  test("names that every object in JavaScript has are no methods", async () => {
    for (const method of [
      "condenser_api.constructor",
      "condenser_api.__proto__",
      "__proto__.toString",
      "bridge.get_post.x",
    ]) {
      const answer = await post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] }));
      expect(await answer.json()).toMatchObject({ error: { code: -32002 } });
    }
  });
});

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

const parameterNames = (
  "account accounts author permlink observer tag sort limit start start_author start_permlink start_name last_id min_score " +
  "block_num starting_block_num count id transaction_id expiration include_reversible operation_filter_low follow_type " +
  "type name names keys comments only_virtual community role last title account1 account2"
).split(" ");

const likelyValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown[]>(
    "alice",
    "bob",
    "post",
    "created",
    "trending",
    "blog",
    "replies",
    "hive-167922",
    "",
    "0",
    "-1",
  ),
  fc.constantFrom<unknown[]>(
    0,
    1,
    -1,
    2 ** 53,
    -(2 ** 63),
    1e308,
    0.5,
    "1".repeat(40),
    "18446744073709551616",
    ["alice"],
    {},
  ),
);

const likelyParams = fc.oneof(
  fc.dictionary(fc.constantFrom(...parameterNames), likelyValue, { maxKeys: 6 }),
  fc.array(likelyValue, { maxLength: 5 }),
  fc.array(fc.array(likelyValue, { maxLength: 3 }), { maxLength: 2 }),
  transaction.map((trx) => ({ trx })),
  transaction.map((trx) => [trx]),
);
