import { describe, expect, it } from "vitest";
import type { Block } from "../../src/chain/block.ts";
import { followBlocks } from "../../src/chain/block-follower.ts";
import type { ChainReader } from "../../src/chain/chain-reader.ts";
import type { ChainWriter } from "../../src/chain/chain-writer.ts";
import { encodeOperation } from "../../src/chain/encode.ts";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { checkPostingKey } from "../../src/chain/posting-key.ts";
import { createRpcClient, type RpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";

const never = new AbortController().signal;

interface Rooms {
  readonly devnet: Devnet;
  readonly rpc: RpcClient;
  readonly reader: ChainReader;
  readonly writer: ChainWriter;
}

async function onDevnet(use: (rooms: Rooms) => Promise<void>, irreversibleLag = 0): Promise<void> {
  await using devnet = await createDevnet({
    interval: "manual",
    irreversibleLag,
    accounts: [{ name: "sage" }, { name: "alice" }, { name: "hive-167922" }],
  });
  devnet.mine(5);
  const rpc = createRpcClient({ nodes: [devnet.url] });
  const reader = createChainReader(rpc);
  const keys = new Map([["sage", devnet.keyOf("sage", "posting")]]);
  await use({ devnet, rpc, reader, writer: createLiveWriter({ rpc, reader, keys, chainId: devnet.chainId }) });
}

function post(author: string, permlink: string, parent: readonly [author: string, permlink: string]): Operation {
  const [parentAuthor, parentPermlink] = parent;
  const text = { title: "", body: `The words of ${author}.`, jsonMetadata: "{}" };
  return { type: "comment", parentAuthor, parentPermlink, author, permlink, ...text };
}

function alicePosts(devnet: Devnet): void {
  devnet.broadcastAs("alice", [encodeOperation(post("alice", "root", ["", "hive-167922"]))]);
  devnet.mine();
}

function declined(author: string, permlink: string): Operation {
  const payout = { maxAcceptedPayout: "0.000 HBD", percentHbd: 10_000, allowVotes: true, allowCurationRewards: true };
  return { type: "commentOptions", author, permlink, ...payout, beneficiaries: [] };
}

async function nextBlocks({ rpc }: Rooms, from: number, to: number): Promise<Block[]> {
  const blocks: Block[] = [];
  const stop = new AbortController();
  for await (const batch of followBlocks({ rpc, from, signal: stop.signal })) {
    blocks.push(...batch);
    if (blocks.length > to - from) stop.abort();
  }
  return blocks;
}

describe("the chain room on a dev chain", () => {
  it("writes a reply with declined payout that comes back in a block by its signature", () =>
    onDevnet(async (rooms) => {
      const { devnet, reader, writer } = rooms;
      alicePosts(devnet);
      const reply = [post("sage", "re-root", ["alice", "root"]), declined("sage", "re-root")];
      const signed = await writer.sign("sage", reply, never);
      await expect(writer.broadcast(signed, never)).resolves.toEqual({ outcome: "accepted" });
      await expect(writer.broadcast(signed, never)).resolves.toEqual({ outcome: "accepted" });
      const [{ number } = { number: 0 }] = devnet.mine();
      const blocks = await nextBlocks(rooms, 1, number);
      const landed = blocks
        .flatMap(({ transactions }) => transactions)
        .filter(({ signatures }) => signatures.includes(signed.signature));
      expect(landed.map(({ operations }) => operations)).toEqual([reply]);
      const thread = await reader.readThread("sage", "re-root", never);
      expect(thread.map(({ author, permlink, depth }) => [author, permlink, depth])).toEqual([
        ["alice", "root", 0],
        ["sage", "re-root", 1],
      ]);
    }));

  it("refers to an irreversible block where the head is not one", () =>
    onDevnet(async ({ devnet, writer }) => {
      alicePosts(devnet);
      const vote: Operation = { type: "vote", voter: "sage", author: "alice", permlink: "root", weight: 100 };
      const signed = await writer.sign("sage", [vote], never);
      expect(JSON.parse(signed.wire)).toMatchObject({ ref_block_num: devnet.head().number - 3 });
      await expect(writer.broadcast(signed, never)).resolves.toEqual({ outcome: "accepted" });
    }, 3));

  it("is told in words why something is refused, and when it is too early", () =>
    onDevnet(async ({ writer }) => {
      const send = async (operation: Operation) =>
        writer.broadcast(await writer.sign("sage", [operation], never), never);
      await expect(send(post("sage", "re-x", ["alice", "nothing"]))).resolves.toMatchObject({
        outcome: "rejected",
        because: expect.stringContaining("not found"),
      });
      await expect(send(post("sage", "one", ["", "x"]))).resolves.toEqual({ outcome: "accepted" });
      await expect(send(post("sage", "two", ["", "x"]))).resolves.toMatchObject({ outcome: "deferred", seconds: 300 });
    }));

  it("reads who is who", () =>
    onDevnet(async ({ devnet, reader }) => {
      await expect(reader.chainId(never)).resolves.toBe(devnet.chainId);
      const accounts = await reader.accounts(["sage", "nobody"], never);
      expect(accounts).toHaveLength(1);
      const [sage] = accounts;
      expect(sage && checkPostingKey(sage, devnet.keyOf("sage", "posting"))).toBeUndefined();
      expect(sage && checkPostingKey(sage, devnet.keyOf("sage", "active"))).toContain("its active key");
      expect(sage?.votingMana).toBe(1);
      await expect(reader.resourceCredits("sage", never)).resolves.toMatchObject({ share: 1 });
      await expect(reader.findPost("alice", "nothing", never)).resolves.toBeUndefined();
    }));

  it("catches up over many blocks", () =>
    onDevnet(async (rooms) => {
      rooms.devnet.mine(3000);
      const end = rooms.devnet.head().number;
      const start = performance.now();
      const blocks = await nextBlocks(rooms, 1, end);
      process.stderr.write(
        `caught up over ${Math.round(blocks.length / ((performance.now() - start) / 1000))} blocks/s\n`,
      );
      expect(blocks.map(({ number }) => number)).toEqual(Array.from({ length: end }, (_, index) => index + 1));
    }));
});
