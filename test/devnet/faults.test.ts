import { Client, PrivateKey, type Operation } from "@hiveio/dhive";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refBlockOf } from "../../src/chain/wire/block-id.ts";
import { wireTime } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import type { Fault } from "../../src/devnet/faults/fault.ts";
import { call } from "./call.ts";
import { comment, reply } from "./operations.ts";

let devnet: Devnet;
beforeEach(async () => {
  const accounts = [{ name: "alice" }, { name: "bob" }];
  devnet = await createDevnet({ interval: "manual", accounts, controlPort: 0, irreversibleLag: 10 });
  devnet.broadcastAs("alice", [comment("alice", { permlink: "root" })]);
  devnet.mine();
});
afterEach(() => devnet.close());

/** What came of a request: an answer, its status and page, or why there was none. */
async function ask(
  method = "condenser_api.get_hardfork_version",
  params: unknown = [],
  patienceMs = 20_000,
): Promise<string> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 7, method, params });
  try {
    const response = await fetch(devnet.url, { method: "POST", body, signal: AbortSignal.timeout(patienceMs) });
    const text = await response.text();
    const retry = response.headers.get("retry-after");
    return [response.status, ...(retry === null ? [] : [`retry ${retry}`]), text].join(" ");
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? name;
  }
}

const right = '200 {"jsonrpc":"2.0","result":"1.28.0","id":7}';

describe("a fault between a client and the node", () => {
  const seen: readonly (readonly [Fault, string | RegExp])[] = [
    [{ kind: "cut" }, "UND_ERR_SOCKET"],
    [{ kind: "hang" }, "TimeoutError"],
    [{ kind: "rate-limit" }, /^429 retry 1 <html>/],
    [{ kind: "rate-limit", retryAfter: 7 }, /^429 retry 7 <html>/],
    [{ kind: "rate-limit", retryAfter: null }, /^429 <html>/],
    [{ kind: "unavailable" }, /^503 <html>/],
    [{ kind: "not-json" }, /^502 <html>/],
    [{ kind: "truncate" }, "UND_ERR_SOCKET"],
    [{ kind: "wrong-id" }, '200 {"jsonrpc":"2.0","result":"1.28.0","id":1007}'],
    [{ kind: "latency", ms: 1 }, right],
    [{ kind: "latency", ms: 60_000 }, "TimeoutError"],
  ];

  test.for(seen)("%j is seen as it is, and is over when it is cleared", async ([fault, outcome]) => {
    const { id } = await devnet.faults.add(fault);
    const isEndless = outcome === "TimeoutError";
    expect(await ask(undefined, undefined, isEndless ? 300 : undefined)).toMatch(outcome);
    expect(devnet.faults.list()).toMatchObject([{ id, fault, strikes: 1 }]);
    expect(await devnet.faults.clear(id)).toBe(true);
    expect(await devnet.faults.clear(id)).toBe(false);
    expect(await ask()).toBe(right);
  });

  test("a closed port refuses connections, and opens again at the same address", async () => {
    expect(await ask()).toBe(right);
    await devnet.faults.add({ kind: "refuse" });
    expect(await ask()).toBe("ECONNREFUSED");
    await devnet.faults.clear();
    expect(await ask()).toBe(right);
  });

  test("strikes only the methods it names, so many times, and every so many-th one", async () => {
    await devnet.faults.add({ kind: "unavailable", methods: ["bridge", "condenser_api.get_accounts"], times: 2 });
    expect(await ask()).toBe(right);
    expect(await ask("bridge.get_post", {})).toMatch(/^503/);
    expect(await ask("call", ["condenser_api", "get_accounts", [[]]])).toMatch(/^503/);
    expect(await ask("bridge.get_post", {})).toMatch(/^200/);
    await devnet.faults.clear();
    await devnet.faults.add({ kind: "cut", every: 3 });
    const outcomes = [];
    for (let each = 0; each < 7; each += 1) outcomes.push((await ask()) === right);
    expect(outcomes).toEqual([false, true, true, false, true, true, false]);
  });

  test("strikes a share by a chance that the seed fixes", async () => {
    const run = async (seed: number): Promise<readonly boolean[]> => {
      await devnet.faults.add({ kind: "cut", share: 0.5, seed });
      const outcomes = [];
      for (let each = 0; each < 40; each += 1) outcomes.push((await ask()) === right);
      await devnet.faults.clear();
      return outcomes;
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
    expect(first.filter(Boolean).length).toBeGreaterThan(8);
    expect(first.filter(Boolean).length).toBeLessThan(32);
  });

  test("is refused with every complaint when it is no fault", async () => {
    await expect(devnet.faults.add({ kind: "lag", blocks: 0, share: 2 } as never)).rejects.toThrow(
      /this is no fault: [^]*blocks[^]*share/,
    );
    await expect(devnet.faults.add({ kind: "latency", ms: 1, sometimes: true } as never)).rejects.toThrow("sometimes");
    await expect(devnet.faults.add({ kind: "cut", methods: ["no method"] })).rejects.toThrow("expected an API");
    expect(devnet.faults.list()).toEqual([]);
  });
});

describe("a fault behind the door", () => {
  const head = async (): Promise<number> => {
    const { result } = await call(devnet.url, "condenser_api.get_dynamic_global_properties", []);
    return (result as { head_block_number: number }).head_block_number;
  };
  const block = async (number: number): Promise<unknown> =>
    (await call(devnet.url, "block_api.get_block", { block_num: number })).result;

  test("a backend that lags answers every other request as of some blocks ago", async () => {
    devnet.mine(2);
    devnet.broadcastAs("bob", [reply("bob")]);
    devnet.mine();
    await devnet.faults.add({ kind: "lag", blocks: 3, every: 2 });
    expect([await head(), await head(), await head()]).toEqual([2, 5, 2]);
    await devnet.faults.clear();
    await devnet.faults.add({ kind: "lag", blocks: 1 });
    expect(await block(5)).toEqual({});
    const range = await call(devnet.url, "block_api.get_block_range", { starting_block_num: 4, count: 5 });
    expect((range.result as { blocks: unknown[] }).blocks).toHaveLength(1);
    const post = await call(devnet.url, "bridge.get_post", { author: "bob", permlink: "re" });
    expect(post.error?.message).toContain("does not exist");
    const [account] = (await call(devnet.url, "condenser_api.get_accounts", [["bob"]])).result as {
      post_count: number;
    }[];
    expect(account?.post_count).toBe(0);
    await devnet.faults.clear();
    expect(await block(5)).toMatchObject({ block: { transactions: [{}] } });
  });

  test("a backend that lags still has the newer transactions in its pool", async () => {
    const { id } = devnet.broadcastAs("bob", [reply("bob")]);
    devnet.mine();
    await devnet.faults.add({ kind: "lag", blocks: 1 });
    const find = await call(devnet.url, "transaction_status_api.find_transaction", { transaction_id: id });
    expect(find.result).toEqual({ status: "within_mempool" });
  });

  test("hivemind can be down while hived is up", async () => {
    await devnet.faults.add({ kind: "hivemind-down" });
    const down = '200 {"jsonrpc":"2.0","error":{"code":-32700,"message":"Unable to send request to endpoint."},"id":7}';
    expect(await ask("bridge.get_post", { author: "alice", permlink: "root" })).toBe(down);
    expect(await ask("condenser_api.get_content", ["alice", "root"])).toBe(down);
    expect(await ask()).toBe(right);
    expect(await head()).toBe(2);
  });
});

describe("a broadcast", () => {
  const transaction = (): unknown => {
    const client = new Client(devnet.url, { chainId: devnet.chainId, addressPrefix: "STM" });
    const { id, timestamp } = devnet.head();
    const operations = [comment("bob", { permlink: "new" }) as Operation];
    const expiration = wireTime(new Date(timestamp.getTime() + 60_000));
    const unsigned = { ...refBlockOf(id), expiration, operations, extensions: [] };
    return client.broadcast.sign(unsigned, PrivateKey.fromString(devnet.keyOf("bob", "posting")));
  };
  const broadcast = async (trx: unknown): Promise<string> => ask("condenser_api.broadcast_transaction", [trx]);

  test("can be accepted while its answer is lost", async () => {
    const trx = transaction();
    await devnet.faults.add({ kind: "lose-answer", times: 1 });
    expect(await ask()).toBe(right); // reads are spared
    expect(await broadcast(trx)).toBe("UND_ERR_SOCKET");
    expect(await broadcast(trx)).toContain("Duplicate transaction check failed");
    devnet.mine();
    expect(await ask("bridge.get_post", { author: "bob", permlink: "new" })).toMatch(/^200 .*"result"/);
  });

  test("can be accepted and never come into a block, after which it can be sent again", async () => {
    const trx = transaction();
    await devnet.faults.add({ kind: "lose-transaction", times: 1 });
    expect(await broadcast(trx)).toBe('200 {"jsonrpc":"2.0","result":{},"id":7}');
    expect(await broadcast(trx)).toContain("Duplicate transaction check failed");
    devnet.mine();
    expect(await ask("bridge.get_post", { author: "bob", permlink: "new" })).toContain("does not exist");
    expect(await broadcast(trx)).toBe('200 {"jsonrpc":"2.0","result":{},"id":7}');
    devnet.mine();
    expect(await ask("bridge.get_post", { author: "bob", permlink: "new" })).toMatch(/^200 .*"result"/);
  });

  test("is refused by a backend that does not have the block it refers to yet", async () => {
    const trx = transaction();
    await devnet.faults.add({ kind: "lag", blocks: 1, times: 1 });
    expect(await broadcast(trx)).toContain("transaction tapos exception");
    expect(await broadcast(trx)).toBe('200 {"jsonrpc":"2.0","result":{},"id":7}');
  });
});

describe("the control address", () => {
  async function control(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { "content-type": "application/json" },
  ): Promise<{ status: number; answer: unknown }> {
    const response = await fetch(`${devnet.controlUrl}${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body), headers }),
    });
    return { status: response.status, answer: await response.json() };
  }

  test("puts faults into force, lists them with their strikes, and ends them, the closed port too", async () => {
    expect(await control("POST", "/faults", { kind: "refuse" })).toEqual({
      status: 200,
      answer: { id: 1, strikes: 0, kind: "refuse" },
    });
    expect(await ask()).toBe("ECONNREFUSED");
    expect(await control("DELETE", "/faults/1")).toEqual({ status: 200, answer: { cleared: true } });
    await control("POST", "/faults", { kind: "unavailable", times: 1 });
    expect(await ask()).toMatch(/^503/);
    expect((await control("GET", "/faults")).answer).toEqual([{ id: 2, strikes: 1, kind: "unavailable", times: 1 }]);
    await control("DELETE", "/faults");
    expect((await control("GET", "/faults")).answer).toEqual([]);
  });

  test("makes blocks, moves time, misses slots and forks", async () => {
    const { number, timestamp } = devnet.head();
    await control("POST", "/blocks", { count: 3 });
    expect(devnet.head().number).toBe(number + 3);
    await control("POST", "/forks", { depth: 2 });
    expect(devnet.head().number).toBe(number + 4);
    await control("POST", "/missed-slots", { count: 9 });
    await control("POST", "/blocks");
    expect(devnet.head().timestamp.getTime() - timestamp.getTime()).toBe((5 + 9) * 3000);
    await control("POST", "/time", { seconds: 3600 });
    expect(devnet.head().timestamp.getTime() - timestamp.getTime()).toBe((5 + 9) * 3000 + 3_600_000);
  });

  test("says what is wrong with a request", async () => {
    expect(await control("POST", "/faults", { kind: "lag" })).toMatchObject({
      status: 400,
      answer: { error: expect.stringContaining("blocks") as string },
    });
    expect(await control("POST", "/faults", "{")).toMatchObject({
      status: 400,
      answer: { error: "the request is no JSON" },
    });
    expect(await control("POST", "/forks", { depth: 100 })).toMatchObject({ status: 400 });
    expect(await control("POST", "/blocks", { count: 1e9 })).toMatchObject({ status: 400 });
    expect(await control("POST", "/nothing", {})).toMatchObject({ status: 404 });
    expect(await control("PUT", "/faults", {})).toMatchObject({ status: 404 });
  });

  test("does nothing for a page in a browser", async () => {
    const fault = { kind: "cut" };
    expect(await control("POST", "/faults", fault, { "content-type": "text/plain" })).toMatchObject({ status: 403 });
    const json = { "content-type": "application/json" };
    expect(await control("POST", "/faults", fault, { ...json, origin: "http://x.example" })).toMatchObject({
      status: 403,
    });
    expect(devnet.faults.list()).toEqual([]);
  });

  test("is there only when it is asked for, and never on a node that others can reach", async () => {
    await using quiet = await createDevnet({ interval: "manual" });
    expect(quiet.controlUrl).toBeUndefined();
    await expect(createDevnet({ host: "0.0.0.0", controlPort: 0 })).rejects.toThrow("only one on loopback");
  });
});
