import { afterEach, describe, expect, it } from "vitest";
import type { Block } from "../../src/chain/block.ts";
import { followBlocks } from "../../src/chain/block-follower.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { makeBlocks, type WireBlock } from "../support/fake-chain.ts";
import { type Reply, type RpcRequest, type RpcServer, startRpcServer } from "../support/rpc-server.ts";

const chain = makeBlocks(60);
const servers: RpcServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

interface Ends {
  readonly head: number;
  readonly irreversible: number;
}

/** A node that has blocks up to its head, as they are at the time of the request. */
async function node(ends: () => Ends, blocks: (request: RpcRequest) => readonly WireBlock[]): Promise<string> {
  const server = await startRpcServer((request): Reply => {
    const { head, irreversible } = ends();
    if (request.method.includes("properties")) {
      const last = chain[head - 1];
      return {
        result: {
          head_block_number: head,
          head_block_id: last?.block_id,
          time: last?.timestamp,
          last_irreversible_block_num: irreversible,
        },
      };
    }
    const { starting_block_num: start, count } = request.params as { starting_block_num: number; count: number };
    return { result: { blocks: blocks(request).slice(start - 1, Math.min(start - 1 + count, head)) } };
  });
  servers.push(server);
  return server.url;
}

async function take(url: string, from: number, until: number): Promise<Block[]> {
  const stop = new AbortController();
  const taken: Block[] = [];
  const rpc = createRpcClient({ nodes: [url], backoffMs: 1 });
  for await (const blocks of followBlocks({ rpc, from, signal: stop.signal, blockSeconds: 0.05, backoffMs: 5 })) {
    taken.push(...blocks);
    if (taken.some(({ number }) => number >= until)) stop.abort();
  }
  return taken;
}

describe("a block that is not irreversible", () => {
  it("is not given, however far the head has come", async () => {
    let asked = 0;
    let given = 10;
    const late: number[] = [];
    const ends = (): Ends => {
      asked += 1;
      given = 10 + Math.floor(asked / 12);
      return { head: given + 8, irreversible: given };
    };
    const url = await node(ends, () => chain);
    const taken = await take(url, 5, 20);
    for (const { number } of taken) if (number > given) late.push(number);
    expect(late).toEqual([]);
    expect(taken.map(({ id }) => id)).toEqual(chain.slice(4, taken.length + 4).map(({ block_id }) => block_id));
  });

  it("is not taken for the one that replaced it between two questions", async () => {
    let looks = 0;
    const guessed = new Set<number>();
    const ends = (): Ends => ({ head: 10 + Math.floor(looks / 4), irreversible: 10 + Math.floor(looks / 4) });
    const url = await node(ends, ({ params }) => {
      looks += 1;
      const { starting_block_num: start } = params as { starting_block_num: number };
      if (guessed.has(start)) return chain;
      guessed.add(start); // the first answer about each block is of one that a fork takes back
      return chain.map((block, index) =>
        index === start - 1 ? { ...block, block_id: forked(block.block_id) } : block,
      );
    });
    const taken = await take(url, 5, 16);
    const given = taken.filter(({ number }) => number > 10).map(({ id }) => id);
    expect(given).toEqual(chain.slice(10, 10 + given.length).map(({ block_id }) => block_id));
  });
});

function forked(id: string): string {
  return id.slice(0, 8).padEnd(40, "f");
}
