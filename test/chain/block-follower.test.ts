import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type Cursor, followBlocks, type FollowOptions } from "../../src/chain/block-follower.ts";
import type { CatchUpProgress } from "../../src/chain/catch-up-progress.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { answerFromChain, makeBlocks, type WireBlock } from "../support/fake-chain.ts";
import { type Reply, type RpcRequest, type RpcServer, startRpcServer } from "../support/rpc-server.ts";

const blocks = makeBlocks(400);
const quick = { backoffMs: 4, blockSeconds: 0.05 };
const servers: RpcServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

/** A node on which a block becomes irreversible each time somebody asks where the chain ends. */
async function growingNode(
  { start, growth = 1, chain = blocks }: { start: number; growth?: number; chain?: readonly WireBlock[] },
  twist: (request: RpcRequest, right: (has?: number) => Reply, index: number) => Reply = (_, right) => right(),
): Promise<RpcServer> {
  let end = start;
  const server = await startRpcServer((request, index) => {
    if (request.method.includes("properties")) end = Math.min(end + growth, chain.length);
    return twist(request, (has = end) => answerFromChain(request, chain, { end, has: Math.min(has, end) }), index);
  });
  servers.push(server);
  return server;
}

/** Follows until a block with this number came, and returns the numbers of all that came. */
async function follow(nodes: readonly RpcServer[], until: number, options: Partial<FollowOptions>): Promise<number[]> {
  const rpc = createRpcClient({ nodes: nodes.map(({ url }) => url), backoffMs: 1, timeoutMs: 10_000 });
  const stop = new AbortController();
  const numbers: number[] = [];
  for await (const batch of followBlocks({ rpc, signal: stop.signal, ...quick, ...options })) {
    numbers.push(...batch.map(({ number }) => number));
    if ((numbers.at(-1) ?? 0) >= until) stop.abort();
  }
  return numbers;
}

function cursorAt(number: number): Cursor {
  return { number, id: blocks[number - 1]?.block_id ?? "" };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe("following blocks", () => {
  it("begins after the current irreversible block when there is no cursor", async () => {
    const numbers = await follow([await growingNode({ start: 9 })], 15, {});
    expect(numbers).toEqual(range(11, 15));
  });

  it("begins after the cursor, and catches up in ranges before it polls", async () => {
    const node = await growingNode({ start: 350 });
    const numbers = await follow([node], 353, { after: cursorAt(20) });
    expect(numbers).toEqual(range(21, numbers.at(-1) ?? 0));
    const asked = node.requests.map(({ params }) => params).filter((params) => !Array.isArray(params));
    expect(asked).toEqual(
      expect.arrayContaining([21, 71, 121, 171].map((start) => ({ starting_block_num: start, count: 50 }))),
    );
    expect(asked.some((params) => (params as { count: number }).count === 100)).toBe(true);
  });

  it("begins where it is told to", async () => {
    expect(await follow([await growingNode({ start: 5 })], 8, { from: 1 })).toEqual(range(1, 8));
  });

  it("follows the head of an accelerated chain", async () => {
    let end = 10;
    const node = await startRpcServer((request) => answerFromChain(request, blocks, { end }));
    servers.push(node);
    const timer = setInterval(() => (end += 1), 100);
    const numbers = await follow([node], 40, { blockSeconds: 0.1 }).finally(() => clearInterval(timer));
    expect(numbers).toEqual(range(11, numbers.at(-1) ?? 0));
    process.stderr.write(`${node.requests.length} requests for ${numbers.length} blocks at the head\n`);
  });

  it("waits for blocks that a node does not have yet", async () => {
    let empties = 0;
    const node = await growingNode({ start: 10 }, (request, right) => {
      if (request.method.includes("properties") || ++empties % 4 === 0) return right();
      return right(0);
    });
    expect(await follow([node], 20, { from: 1 })).toEqual(range(1, 20));
  });

  it("moves on over a line on which only small ranges come back in time", async () => {
    const node = await growingNode({ start: 150 }, ({ params }, right) => {
      const { count = 0 } = params as { readonly count?: number };
      return count > 6 ? "hang" : right();
    });
    const rpc = createRpcClient({ nodes: [node.url], timeoutMs: 150, backoffMs: 1 });
    const stop = new AbortController();
    const numbers: number[] = [];
    for await (const batch of followBlocks({ rpc, signal: stop.signal, ...quick, after: cursorAt(100) })) {
      numbers.push(...batch.map(({ number }) => number));
      if (numbers.length >= 40) stop.abort();
    }
    expect(numbers).toEqual(range(101, numbers.at(-1) ?? 0));
  });

  it("tells how far it has come while it catches up", async () => {
    const told: number[] = [];
    const onProgress = ({ done, total }: CatchUpProgress): void => void told.push(done / total);
    await follow([await growingNode({ start: 380 })], 381, { after: cursorAt(1), onProgress });
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
    expect(told.at(-1)).toBe(1);
  });

  it("ends by itself after the block it was told to end with", async () => {
    const rpc = createRpcClient({ nodes: [(await growingNode({ start: 60 })).url] });
    const numbers: number[] = [];
    for await (const batch of followBlocks({ rpc, signal: new AbortController().signal, from: 3, to: 62, ...quick })) {
      numbers.push(...batch.map(({ number }) => number));
    }
    expect(numbers).toEqual(range(3, 62));
  });

  it("asks another node when one stays behind", async () => {
    const behind = await growingNode({ start: 10 }, (_, right) => right(5));
    const numbers = await follow([behind, await growingNode({ start: 400 })], 14, { from: 1 });
    expect(numbers).toEqual(range(1, numbers.at(-1) ?? 0));
  });

  it("asks another node when one leaves a block out, or tells of another chain", async () => {
    const gap = await growingNode({ start: 10, chain: blocks.filter((_, index) => index !== 6) });
    const other = await growingNode({ start: 10, chain: makeBlocks(400, "fork") });
    const numbers = await follow([gap, other, await growingNode({ start: 400 })], 14, { after: cursorAt(4) });
    expect(numbers).toEqual(range(5, numbers.at(-1) ?? 0));
  });

  it("stops with a clear text when all nodes tell of another chain", async () => {
    const nodes = [await growingNode({ start: 10 }), await growingNode({ start: 10 })];
    const following = follow(nodes, 14, { after: { number: 4, id: "00000004".padEnd(40, "a") } });
    await expect(following).rejects.toMatchObject({ code: "chain_rejected" });
    await expect(following).rejects.toThrow("that is another chain");
    expect(nodes.every(({ requests }) => requests.some(({ method }) => method.includes("range")))).toBe(true);
  });

  it("goes on when the only node told of another chain for a moment", async () => {
    const fork = makeBlocks(400, "fork");
    let strange = 5;
    const node = await growingNode({ start: 10 }, (request, right) =>
      request.method.includes("range") && strange-- > 0 ? answerFromChain(request, fork, { end: 30 }) : right(),
    );
    const numbers = await follow([node], 14, { after: cursorAt(4) });
    expect(numbers).toEqual(range(5, numbers.at(-1) ?? 0));
  });

  it("says that the chain ended before the cursor, once, and waits", async () => {
    const said: string[] = [];
    const log = { debug: () => {}, info: () => {}, warn: (_: object, message: string) => void said.push(message) };
    const numbers = await follow([await growingNode({ start: 1 })], 22, { after: cursorAt(20), log });
    expect(numbers).toEqual([21, 22]);
    expect(said).toEqual(["chain ended before the cursor"]);
  });

  it("ends quietly when it is told to, whatever it is doing", async () => {
    const node = await growingNode({ start: 300 }, () => "hang");
    const stop = new AbortController();
    const rpc = createRpcClient({ nodes: [node.url] });
    setTimeout(() => stop.abort(), 30);
    const following = followBlocks({ rpc, signal: stop.signal, after: cursorAt(1) });
    await expect(following.next()).resolves.toEqual({ done: true, value: undefined });
  });

  it("gives exactly the chain, whatever the nodes do on the way", async () => {
    const fault = fc.constantFrom(
      "none",
      "none",
      "none",
      "lag",
      "empty",
      "html",
      "null",
      "cut",
      "error",
      "wrongId",
      "fork",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { minLength: 5, maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (faults, rangeSize, growth) => {
          const fork = makeBlocks(400, "fork");
          const node = await growingNode({ start: 30, growth }, (request, right, index) =>
            faulty(faults[index] ?? "none", request, right, fork),
          );
          const numbers = await follow([node], 45, { after: cursorAt(3), rangeSize });
          expect(numbers).toEqual(range(4, numbers.at(-1) ?? 0));
        },
      ),
      { numRuns: 25 },
    );
  });
});

function faulty(fault: string, request: RpcRequest, right: (has?: number) => Reply, fork: readonly WireBlock[]): Reply {
  const isRange = request.method.includes("range");
  switch (fault) {
    case "lag":
      return right(7);
    case "empty":
      return right(0);
    case "html":
      return { status: 502, body: "<html>" };
    case "null":
      return { status: 200, body: "null" };
    case "cut":
      return "cut";
    case "error":
      return { error: { code: -32003, message: "Assert Exception:x: y" } };
    case "wrongId":
      return { wrongId: {} };
    case "fork":
      return isRange ? answerFromChain(request, fork, { end: 30 }) : right();
    default:
      return right();
  }
}
