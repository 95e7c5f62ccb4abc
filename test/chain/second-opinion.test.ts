import { afterEach, describe, expect, it } from "vitest";
import { followBlocks } from "../../src/chain/block-follower.ts";
import { createRpcClient, type RpcClient } from "../../src/chain/rpc-client.ts";
import type { ChainWriter } from "../../src/chain/chain-writer.ts";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { confirmBlock } from "../../src/chain/second-opinion.ts";
import { privateKeyFromSeed } from "../../src/chain/wire/key.ts";
import { answerFromChain, makeBlocks } from "../support/fake-chain.ts";
import { type RpcRequest, type RpcServer, startRpcServer } from "../support/rpc-server.ts";

const [real, invented] = [makeBlocks(60), makeBlocks(60, "invented")];
const never = new AbortController().signal;
const servers: RpcServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

async function clientOf(...chains: readonly (readonly (typeof real)[number][] | "down")[]): Promise<RpcClient> {
  const started = chains.map((chain) =>
    startRpcServer((request) =>
      chain === "down" ? { status: 502, body: "" } : answerFromChain(request, chain, { end: chain.length }),
    ),
  );
  const nodes = await Promise.all(started);
  servers.push(...nodes);
  return createRpcClient({ nodes: nodes.map(({ url }) => url), backoffMs: 1 });
}

const block = { number: 50, id: real[49]?.block_id ?? "" };

it("confirms a block that two nodes tell of, whatever a third one says", async () => {
  await expect(confirmBlock(await clientOf(real, real), block, never)).resolves.toBe(true);
  await expect(confirmBlock(await clientOf(invented, real, real), block, never)).resolves.toBe(true);
});

it("does not confirm a block of which only one node can tell", async () => {
  await expect(confirmBlock(await clientOf(real, "down"), block, never)).resolves.toBe(false);
  await expect(confirmBlock(await clientOf(real, real.slice(0, 49)), block, never)).resolves.toBe(false);
});

it("refuses a block that the other nodes contradict", async () => {
  const confirming = confirmBlock(await clientOf(real, invented), block, never);
  await expect(confirming).rejects.toMatchObject({ code: "chain_rejected" });
  await expect(confirming).rejects.toThrow("nodes tell of different blocks 50");
});

describe("a live writer", () => {
  const vote: Operation = { type: "vote", voter: "sage", author: "alice", permlink: "p", weight: 2500 };
  const writerOver = (rpc: RpcClient): ChainWriter =>
    createLiveWriter({
      rpc,
      reader: createChainReader(rpc),
      keys: new Map([["sage", privateKeyFromSeed("sage posting")]]),
      chainId: "be".repeat(32),
    });

  it("signs nothing while two nodes tell of different irreversible blocks, and waits", async () => {
    const signing = writerOver(await clientOf(real, invented)).sign("sage", [vote], never);
    await expect(signing).rejects.toMatchObject({ code: "chain_unreachable" });
    await expect(signing).rejects.toThrow("nothing is signed while nodes tell of different blocks 60");
  });

  it("signs what refers to a block that a second node confirms, and asks for it once", async () => {
    const writer = writerOver(await clientOf(real, real));
    const { wire } = await writer.sign("sage", [vote], never);
    expect(JSON.parse(wire)).toMatchObject({ ref_block_num: 60 });
    const asked = (): number => servers.flatMap(({ requests }) => requests).filter(isForBlock).length;
    expect(asked()).toBe(2);
    await writer.sign("sage", [{ ...vote, permlink: "q" }], never);
    expect(asked()).toBe(2);
  });

  it("goes on alone while no other node answers, and where there is no other", async () => {
    for (const rpc of [await clientOf(real, "down"), await clientOf(real)])
      await expect(writerOver(rpc).sign("sage", [vote], never)).resolves.toMatchObject({ id: expect.any(String) });
  });
});

const isForBlock = ({ method }: RpcRequest): boolean => method.startsWith("block_api");

it("keeps a follower from handing over blocks that one node has invented", async () => {
  const rpc = await clientOf(invented, real);
  const following = followBlocks({ rpc, from: 10, signal: never, backoffMs: 5, blockSeconds: 0.05 });
  await expect(following.next()).rejects.toMatchObject({ code: "chain_rejected" });
});
