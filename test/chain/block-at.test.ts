import { expect, it } from "vitest";
import { findBlockAt } from "../../src/chain/block-at.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";

const never = new AbortController().signal;

it("finds the first block that is not before a moment, over missed slots too", async () => {
  const genesisTime = new Date("2026-01-01T00:00:00Z");
  await using devnet = await createDevnet({ interval: "manual", genesisTime, accounts: [{ name: "alice" }] });
  devnet.mine(40);
  devnet.advance(600);
  devnet.mine(40);
  const rpc = createRpcClient({ nodes: [devnet.url] });
  const at = (seconds: number): Promise<number> =>
    findBlockAt(rpc, new Date(genesisTime.getTime() + seconds * 1_000), never);
  const last = devnet.head().number;
  expect(await at(-60)).toBe(1);
  expect(await at(30)).toBe(await at(29));
  expect((await at(31)) - (await at(30))).toBe(1);
  expect(await at(999_999)).toBe(last + 1);
});
