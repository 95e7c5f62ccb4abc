import { afterEach, expect, it } from "vitest";
import { followBlocks } from "../../src/chain/block-follower.ts";
import { createRpcClient, type RpcClient } from "../../src/chain/rpc-client.ts";
import { confirmBlock } from "../../src/chain/second-opinion.ts";
import { answerFromChain, makeBlocks } from "../support/fake-chain.ts";
import { type RpcServer, startRpcServer } from "../support/rpc-server.ts";

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

it("keeps a follower from handing over blocks that one node has invented", async () => {
  const rpc = await clientOf(invented, real);
  const following = followBlocks({ rpc, from: 10, signal: never, backoffMs: 5, blockSeconds: 0.05 });
  await expect(following.next()).rejects.toMatchObject({ code: "chain_rejected" });
});
