import { join } from "node:path";
import { expect, test } from "vitest";
import { describeSeenNode, readNodeNotes } from "../../src/cli/node-notes.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { tellHealth } from "../../src/runtime/tell-health.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("what the bot met with at its nodes can be read from beside it, each API family apart", async () => {
  await using devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }] });
  await devnet.faults.add({ kind: "unavailable", methods: ["bridge"] });
  const rpc = createRpcClient({ nodes: [devnet.url], attempts: 2, backoffMs: 1 });
  const signal = new AbortController().signal;
  await rpc.call("condenser_api.get_dynamic_global_properties", [], signal);
  await expect(rpc.call("bridge.get_post", { author: "alice", permlink: "x" }, signal)).rejects.toThrow("503");

  const path = join(await temporaryFolder(), "skep.db");
  await using store = openSqliteStore(path);
  await using beside = openSqliteStore(path, { readonly: true });
  expect(await readNodeNotes(beside)).toBeUndefined();
  const drain = new AbortController();
  const telling = tellHealth(() => rpc.health(), { store, clock: systemClock }, { drain: drain.signal, abort: signal });
  await expect.poll(() => readNodeNotes(beside)).toBeDefined();
  drain.abort();
  await telling;

  const notes = await readNodeNotes(beside);
  const [seen] = notes?.nodes ?? [];
  if (!seen) throw new Error("no node was told of");
  expect(seen).toMatchObject({ node: devnet.url, families: [{ failures: 0 }, { family: "bridge", failures: 2 }] });
  expect(describeSeenNode(seen, new Date())).toMatch(/^bridge failed 2 times in a row: .*503.*; condenser_api \d+ ms$/);
});

test("a node that is barred, or asked for a pause, is said to be", () => {
  const node = { node: "http://one", families: [] };
  expect(describeSeenNode(node, new Date(0))).toBe("was not asked yet");
  expect(describeSeenNode({ ...node, barred: "is on another chain" }, new Date(0))).toBe(
    "is never asked again: is on another chain",
  );
  expect(describeSeenNode({ ...node, pausedUntil: new Date(5_000) }, new Date(0))).toBe("asked for a pause of 5 s");
});
