import { expect, test } from "vitest";
import { followBlocks } from "../../src/chain/block-follower.ts";
import type { BroadcastOutcome } from "../../src/chain/chain-writer.ts";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";

test("the chain room reads a question on the dev chain, answers it, and finds its answer in an irreversible block", async () => {
  await using devnet = await createDevnet({
    interval: 50,
    accounts: [{ name: "alice" }, { name: "sage.agent" }],
    communities: [{ name: "hive-167922", title: "INLEO" }],
  });
  const stop = new AbortController();
  const { signal } = stop;
  const rpc = createRpcClient({ nodes: [devnet.url] });
  const reader = createChainReader(rpc);
  const keys = new Map([["sage.agent", devnet.keyOf("sage.agent", "posting")]]);
  const writer = createLiveWriter({ rpc, reader, keys, chainId: await reader.chainId(signal) });
  const fields = { parent_author: "", parent_permlink: "hive-167922", author: "alice", permlink: "q", title: "Q" };
  devnet.broadcastAs("alice", [["comment", { ...fields, body: "@sage.agent, what is it?", json_metadata: "{}" }]]);

  const outcomes: BroadcastOutcome[] = [];
  let answer: { readonly id: string } | undefined;
  for await (const blocks of followBlocks({ rpc, from: 1, signal, blockSeconds: 0.05 })) {
    const transactions = blocks.flatMap((block) => block.transactions);
    if (transactions.some(({ operations }) => operations.some(isBy("alice")))) {
      const signed = await writer.sign("sage.agent", [reply], signal);
      outcomes.push(await writer.broadcast(signed, signal), await writer.broadcast(signed, signal));
      answer = signed;
    }
    if (transactions.some(({ id }) => id === answer?.id)) stop.abort();
  }

  expect(outcomes).toEqual([{ outcome: "accepted" }, { outcome: "accepted" }]);
  const { signal: later } = new AbortController();
  expect(await reader.readThread("sage.agent", "re-q", later)).toMatchObject([
    { author: "alice", title: "Q", category: "hive-167922", replies: 1 },
    { author: "sage.agent", body: "This.", depth: 1 },
  ]);
  expect(await reader.findPost("sage.agent", "re-q-2", later)).toBeUndefined();
});

const reply: Operation = {
  type: "comment",
  parentAuthor: "alice",
  parentPermlink: "q",
  author: "sage.agent",
  permlink: "re-q",
  title: "",
  body: "This.",
  jsonMetadata: "{}",
};

function isBy(author: string): (operation: Operation) => boolean {
  return (operation) => operation.type === "comment" && operation.author === author;
}
