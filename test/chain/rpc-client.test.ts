import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { SkepError } from "../../src/shared/errors.ts";
import { createRpcClient, type RpcClient } from "../../src/chain/rpc-client.ts";
import { RpcError } from "../../src/chain/rpc-error.ts";
import { type Reply, type RpcServer, startRpcServer } from "../support/rpc-server.ts";

const method = "condenser_api.get_something";
const never = new AbortController().signal;
const servers: RpcServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

async function node(...replies: readonly [Reply, ...Reply[]]): Promise<RpcServer> {
  const server = await startRpcServer((_, index) => replies[Math.min(index, replies.length - 1)] ?? replies[0]);
  servers.push(server);
  return server;
}

function client(nodes: readonly RpcServer[], options: object = {}): RpcClient {
  return createRpcClient({ nodes: nodes.map(({ url }) => url), backoffMs: 1, random: () => 0, ...options });
}

describe("a client with one node", () => {
  it("returns the result of the request it sent", async () => {
    const server = await node({ result: { a: 1 } });
    await expect(client([server]).call(method, [1], never)).resolves.toEqual({ a: 1 });
    expect(server.requests).toMatchObject([{ jsonrpc: "2.0", method, params: [1] }]);
  });

  it.each<[string, Reply, string]>([
    ["a web page", { status: 200, body: "<html>502</html>" }, "answered a web page"],
    ["a web page of a broken gateway", { status: 502, body: "<html>" }, "answered a web page (HTTP 502)"],
    ["null", { status: 200, body: "null" }, "answered null"],
    ["nothing", { status: 200, body: "" }, "answered nothing"],
    ["no JSON", { status: 200, body: "oops" }, 'answered no JSON-RPC: "oops"'],
    ["a list", { status: 200, body: "[]" }, 'answered no JSON-RPC: "[]"'],
    ["neither result nor error", { error: null }, "neither a result nor an error"],
    ["another request's answer", { wrongId: 1 }, "answered request 1"],
    ["a redirect", { status: 301, body: "", headers: { location: "http://127.0.0.1:1/" } }, "redirects (HTTP 301)"],
    [
      "an internal error",
      { error: { code: -32603, message: "Internal Error" } },
      "failed inside (-32603 Internal Error)",
    ],
    ["a lost backend", { status: 503, error: { code: -32700, message: "Unable to send" } }, "failed inside (-32700"],
    [
      "a missing API",
      { error: { code: -32002, message: "Assert Exception:x: Could not find API bridge" } },
      "does not offer this",
    ],
    [
      "no hivemind",
      { error: { code: -32003, message: "Assert Exception:false: Supported by hivemind" } },
      "does not offer this",
    ],
    ["a cut connection", "cut", "cut the connection"],
    ["silence", "hang", "gave no answer within 100 ms"],
  ])("says so when it gets %s", async (_, reply, words) => {
    const server = await node(reply);
    const calling = client([server], { timeoutMs: 100 }).call(method, [], never);
    await expect(calling).rejects.toMatchObject({ code: "chain_unreachable", message: expect.stringContaining(words) });
    await expect(calling).rejects.toThrow(server.url);
  });

  it("says so when nothing listens there", async () => {
    const server = await startRpcServer(() => "hang");
    await server[Symbol.asyncDispose]();
    const calling = client([server]).call(method, [], never);
    await expect(calling).rejects.toMatchObject({ code: "chain_unreachable" });
    await expect(calling).rejects.toThrow(`${server.url} refused the connection`);
  });

  it("asks three times, and no more once it has an answer", async () => {
    const server = await node({ status: 500, body: "" }, "cut", { result: 7 });
    await expect(client([server]).call(method, [], never)).resolves.toBe(7);
    expect(server.requests).toHaveLength(3);
    const dead = await node({ status: 500, body: "" });
    await expect(client([dead]).call(method, [], never)).rejects.toThrow(SkepError);
    expect(dead.requests).toHaveLength(3);
  });

  it("stops reading an answer that is too large", async () => {
    const server = await node({ result: "x".repeat(100_000) });
    const calling = client([server], { maxBytes: 50_000 }).call(method, [], never);
    await expect(calling).rejects.toThrow("answered more than 50000 bytes");
  });

  it("passes on what the node refuses, and does not ask again", async () => {
    const data = { code: 10, name: "assert_exception" };
    const server = await node({ error: { code: -32003, message: "Assert Exception:x: no", data } });
    const error: unknown = await client([server])
      .call(method, [], never)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RpcError);
    expect(error).toMatchObject({ rpcCode: -32003, message: "Assert Exception:x: no", data, isRepeat: false });
    expect(server.requests).toHaveLength(1);
  });

  it("gives up at once when a node wants a longer pause than it may wait", async () => {
    const server = await node({ status: 429, body: "", headers: { "retry-after": "3600" } });
    await expect(client([server]).call(method, [], never)).rejects.toThrow(
      "allows no more requests for now (HTTP 429)",
    );
    expect(server.requests).toHaveLength(1);
  });

  it("waits as long as a node asks, and then asks it again", async () => {
    let openFrom: number | undefined;
    const server = await startRpcServer(() => {
      openFrom ??= Date.now() + 990;
      return Date.now() < openFrom ? { status: 429, body: "", headers: { "retry-after": "1" } } : { result: 1 };
    });
    servers.push(server);
    await expect(client([server]).call(method, [], never)).resolves.toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  it("asks a node again that hung on a second try, beside the request that will never be answered", async () => {
    const server = await node({ status: 500, body: "" }, "hang", "hang", { result: 7 });
    const rpc = client([server], { attempts: 2, againMs: 30 });
    await expect(rpc.call(method, [], never)).resolves.toBe(7);
    expect(server.requests).toHaveLength(4);
    const hanging = await node({ status: 500, body: "" }, "hang");
    const calling = client([hanging], { attempts: 2, againMs: 30, timeoutMs: 300 }).call(method, [], never);
    await expect(calling).rejects.toThrow("gave no answer within 300 ms");
    expect(hanging.requests).toHaveLength(4); // three of them on the second try
  });

  it("asks nothing again once an answer has begun, however slowly it goes on", async () => {
    let asked = 0;
    const server = createServer((_, outgoing) => {
      if (++asked === 1) return outgoing.writeHead(500).end();
      outgoing.writeHead(200).flushHeaders();
      setTimeout(() => outgoing.end('{"jsonrpc":"2.0","id":2,"result":7}'), 200);
      return undefined;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const rpc = createRpcClient({ nodes: [url], backoffMs: 1, attempts: 2, againMs: 30 });
    await expect(rpc.call(method, [], never)).resolves.toBe(7);
    expect(asked).toBe(2);
    server.closeAllConnections();
    server.close();
  });

  it("ends with the reason of its signal", async () => {
    const server = await node("hang");
    const stop = new AbortController();
    const calling = client([server]).call(method, [], stop.signal);
    setTimeout(() => stop.abort(new Error("enough")), 20);
    await expect(calling).rejects.toThrow("enough");
    await expect(client([server]).call(method, [], stop.signal)).rejects.toThrow("enough");
  });
});

describe("a client with several nodes", () => {
  it("goes on to the next, and stays with it while the first one cools down", async () => {
    const [bad, good] = [await node({ status: 500, body: "" }), await node({ result: "good" })];
    const rpc = client([bad, good]);
    for (let time = 0; time < 5; time++) await expect(rpc.call(method, [], never)).resolves.toBe("good");
    expect([bad.requests.length, good.requests.length]).toEqual([1, 5]);
  });

  it("judges API families apart", async () => {
    const first = await startRpcServer((request) =>
      request.method.startsWith("bridge.") ? { status: 503, body: "" } : { result: "first" },
    );
    servers.push(first);
    const rpc = client([first, await node({ result: "second" })]);
    await expect(rpc.call("bridge.get_post", {}, never)).resolves.toBe("second");
    await expect(rpc.call("block_api.get_block", {}, never)).resolves.toBe("first");
  });

  it("returns to a node whose cool-down is over", async () => {
    let now = Date.UTC(2026, 0, 1);
    const [first, second] = [
      await node({ status: 500, body: "" }, { result: "first" }),
      await node({ result: "second" }),
    ];
    const rpc = client([first, second], { clock: { now: () => new Date(now) } });
    await expect(rpc.call(method, [], never)).resolves.toBe("second");
    now += 1_001;
    await expect(rpc.call(method, [], never)).resolves.toBe("first");
  });

  it("leaves a node alone that asked for a pause, whatever it is to be asked", async () => {
    const [busy, free] = [
      await node({ status: 429, body: "", headers: { "retry-after": "60" } }, { result: "busy" }),
      await node({ result: "free" }),
    ];
    const rpc = client([busy, free]);
    await expect(rpc.call(method, [], never)).resolves.toBe("free");
    await expect(rpc.call("bridge.get_post", [], never)).resolves.toBe("free");
    expect(busy.requests).toHaveLength(1);
  });

  it("does not fall back on a node that asked for a pause when the other fails", async () => {
    const [busy, dead] = [await node({ status: 429, body: "", headers: { "retry-after": "60" } }), await node("cut")];
    await expect(client([busy, dead]).call(method, [], never)).rejects.toThrow("HTTP 429");
    expect([busy.requests.length, dead.requests.length]).toEqual([1, 4]);
  });

  it("names every node and what it did when none answers", async () => {
    const nodes = [await node("cut"), await node({ status: 200, body: "null" })];
    const calling = client(nodes).call(method, [], never);
    await expect(calling).rejects.toThrow(`${nodes[0]?.url} cut the connection; ${nodes[1]?.url} answered null`);
  });

  it("asks the next when the answer cannot be read", async () => {
    const rpc = client([await node({ result: [] }), await node({ result: [1] })]);
    await expect(rpc.call(method, [], never, firstOf)).resolves.toBe(1);
  });

  it("throws the reader's own verdict when all nodes agree on it", async () => {
    const rpc = client([await node({ result: [] }), await node({ result: [] })]);
    await expect(rpc.call(method, [], never, firstOf)).rejects.toMatchObject({
      code: "chain_rejected",
      message: "empty",
    });
    const divided = client([await node({ result: [] }), await node("cut")]);
    await expect(divided.call(method, [], never, firstOf)).rejects.toMatchObject({ code: "chain_unreachable" });
  });

  it("says that a refusal came after another node's failure", async () => {
    const rpc = client([await node("cut"), await node({ error: { code: -32003, message: "no" } })]);
    await expect(rpc.call(method, [], never)).rejects.toMatchObject({ isRepeat: true });
  });
});

const ours = "be".repeat(32);

/** A node on this chain that answers anything else with a word. */
async function nodeOn(chainId: string, word: string): Promise<RpcServer> {
  const server = await startRpcServer(({ method: asked }) =>
    asked.endsWith("get_version") ? { result: { chain_id: chainId } } : { result: word },
  );
  servers.push(server);
  return server;
}

describe("a client that knows its chain", () => {
  it("never takes an answer from a node that is on another one", async () => {
    const [other, right] = [await nodeOn("ab".repeat(32), "wrong"), await nodeOn(ours, "right")];
    const rpc = client([other, right], { chainId: ours });
    for (let time = 0; time < 3; time++) await expect(rpc.call(method, [], never)).resolves.toBe("right");
    expect([other.requests.length, right.requests.length]).toEqual([1, 4]);
    expect(rpc.health()).toMatchObject([
      { node: other.url, barred: `is on chain ${"ab".repeat(32)} instead of ${ours}` },
      {},
    ]);
  });

  it("says what to do when all nodes are on another one", async () => {
    const rpc = client([await nodeOn("ab".repeat(32), "wrong")], { chainId: ours });
    await expect(rpc.call(method, [], never)).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining("--chain-id"),
    });
  });

  it("asks another node as long as one does not tell its chain", async () => {
    const silent = await node({ status: 503, body: "" });
    const rpc = client([silent, await nodeOn(ours, "right")], { chainId: ours });
    await expect(rpc.call(method, [], never)).resolves.toBe("right");
  });
});

describe("the health of nodes", () => {
  it("tells of each API family how it does, and why not", async () => {
    const server = await startRpcServer(({ method: asked }) =>
      asked.startsWith("bridge.") ? { status: 503, body: "<html>" } : { result: 1 },
    );
    servers.push(server);
    const rpc = client([server]);
    await rpc.call("block_api.get_block", {}, never);
    await rpc.call("bridge.get_post", {}, never).catch(() => {});
    expect(rpc.health()).toMatchObject([
      {
        node: server.url,
        families: [
          { family: "block_api", failures: 0 },
          { family: "bridge", failures: 3, because: "answered a web page (HTTP 503)", restsUntil: expect.any(Date) },
        ],
      },
    ]);
  });
});

it("keeps large answers apart that come at the same time, although their memory is used again", async () => {
  const server = await startRpcServer(({ params }) => ({ result: String(params).repeat(400_000) }));
  servers.push(server);
  const rpc = client([server]);
  const wrong: string[] = [];
  const askAgain = async (word: string): Promise<void> => {
    for (let time = 0; time < 8; time++) {
      const answer = await rpc.call(method, word, never);
      if (answer !== word.repeat(400_000)) wrong.push(word);
    }
  };
  await Promise.all(["a", "bb", "c", "dd", "e", "ff"].map(askAgain));
  expect(wrong).toEqual([]);
});

describe("an answer that comes gzipped", () => {
  it("is unpacked", async () => {
    const rpc = client([await packing('{"jsonrpc":"2.0","id":1,"result":"unpacked"}')]);
    await expect(rpc.call(method, [], never, (result) => result, { gzip: true })).resolves.toBe("unpacked");
  });

  it("is not unpacked beyond the limit", async () => {
    const rpc = client([await packing(JSON.stringify({ id: 1, result: "x".repeat(100_000) }))], { maxBytes: 50_000 });
    await expect(rpc.call(method, [], never, (result) => result, { gzip: true })).rejects.toThrow(
      "answered more than 50000 bytes",
    );
  });
});

describe("making a client", () => {
  it.each([[[]], [["api.hive.blog"]], [["ftp://x"]], [["https://api.hive.blog", ""]]])(
    "refuses the nodes %j",
    (nodes) => {
      expect(() => createRpcClient({ nodes })).toThrow(expect.objectContaining({ code: "config_invalid" }));
    },
  );
});

async function packing(json: string): Promise<RpcServer> {
  const server = createServer((_, outgoing) => {
    outgoing.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const packed: RpcServer = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  servers.push(packed);
  return packed;
}

function firstOf(result: unknown): unknown {
  if (Array.isArray(result) && result.length > 0) return result[0] as unknown;
  throw new SkepError("chain_rejected", "empty");
}
