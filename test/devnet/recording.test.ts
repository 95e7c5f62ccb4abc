import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { loadRecording } from "../../src/devnet/recording/load-recording.ts";
import { describeRecorded } from "../support/fixtures.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { call } from "./call.ts";
import { comment, reply, vote } from "./operations.ts";

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

function file(text: string): string {
  const path = join(folder, "blocks.jsonl");
  writeFileSync(path, text);
  return path;
}

interface Block {
  readonly block_id: string;
  readonly previous: string;
  readonly timestamp: string;
  readonly transaction_ids: readonly string[];
  readonly transactions: readonly object[];
}

async function blockOf({ url }: Devnet, number: number): Promise<Block | undefined> {
  const { result } = await call(url, "block_api.get_block", { block_num: number });
  return (result as { block?: Block }).block;
}

/** A chain of some blocks and what its `onBlock` told. */
async function recordedLines(): Promise<readonly string[]> {
  const lines: string[] = [];
  await using devnet = await createDevnet({
    interval: "manual",
    accounts: [{ name: "alice" }, { name: "bob" }],
    onBlock: ({ json }) => void lines.push(`{"block":${json}}`),
  });
  devnet.broadcastAs("alice", [comment("alice", { permlink: "root", body: "Größe 🐝" })]);
  devnet.mine();
  devnet.broadcastAs("bob", [reply("bob"), vote("bob", 10_000)]);
  devnet.mine();
  devnet.broadcastAs("bob", [["transfer", { from: "bob", to: "alice", amount: "1.000 HBD", memo: "" }]]);
  devnet.mine(2);
  const { result } = await call(devnet.url, "block_api.get_block", { block_num: 2 });
  expect(JSON.parse(lines[1] ?? "")).toEqual(result);
  return lines;
}

describe("a recording", () => {
  test("is read from lines of blocks, from answers of a node in one document, and from a state file", async () => {
    const lines = await recordedLines();
    const blocks = lines.map((line) => (JSON.parse(line) as { block: object }).block);
    const expected = loadRecording(file(`${lines.join("\n")}\n`));
    expect(expected.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    for (const text of [
      JSON.stringify({ blocks }),
      JSON.stringify({ blocks }, undefined, 2),
      JSON.stringify(blocks),
      JSON.stringify({ jsonrpc: "2.0", id: 1, result: { blocks } }),
      blocks
        .toReversed()
        .map((block) => JSON.stringify(block))
        .join("\n"),
      ['{"genesis":{}}', ...lines, '{"account":{}}'].join("\n"),
    ]) {
      expect(loadRecording(file(text))).toEqual(expected);
    }
  });

  test("has an empty block for every one that was not recorded, linked to its neighbours", async () => {
    const lines = await recordedLines();
    const range = loadRecording(file([lines[0], lines[4]].join("\n")));
    expect(range.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(range.slice(1).map(({ previous }) => previous)).toEqual(range.slice(0, -1).map(({ id }) => id));
    expect(range[2]?.transactions).toEqual([]);
  });

  test("is refused where there is no block in it, or blocks of two chains", async () => {
    const lines = await recordedLines();
    expect(() => loadRecording(file("[]"))).toThrow("no block in it");
    expect(() => loadRecording(file('{"block":{"transactions":[]}}'))).toThrow("no block: it has no block_id");
    expect(() => loadRecording(file("nonsense"))).toThrow("blocks.jsonl");
    expect(() => loadRecording(join(folder, "nowhere"))).toThrow("nowhere");
    const stranger = (lines[2] ?? "").replace(/"previous":"\w{16}/, `"previous":"${"0".repeat(16)}`);
    expect(() => loadRecording(file([lines[1], stranger].join("\n")))).toThrow("block 3 does not stand on block 2");
  });
});

describe("a chain that replays a recording", () => {
  test("gives out the blocks one at a time, at their own numbers, ids and times, then goes on by itself", async () => {
    const lines = await recordedLines();
    const blocks = loadRecording(file(lines.slice(1).join("\n")));
    await using devnet = await createDevnet({ interval: "manual", replay: { blocks } });
    expect(devnet.head().number).toBe(2);
    expect(await blockOf(devnet, 3)).toBeUndefined();
    devnet.mine(3);
    for (const line of lines.slice(1)) {
      const { block } = JSON.parse(line) as { block: Block };
      expect(await blockOf(devnet, Number.parseInt(block.block_id.slice(0, 8), 16))).toEqual(block);
    }
    expect(await blockOf(devnet, 1)).toBeUndefined();
    const [next] = devnet.mine();
    expect(await blockOf(devnet, 6)).toMatchObject({ block_id: next?.id, previous: blocks.at(-1)?.id });
  });

  test("shows the people and posts of the recording, and what was there before it as empty posts", async () => {
    const lines = await recordedLines();
    const blocks = loadRecording(file(lines.slice(2).join("\n")));
    await using devnet = await createDevnet({ interval: "manual", replay: { blocks } });
    devnet.mine(2);
    const { result: post } = await call(devnet.url, "condenser_api.get_content", ["alice", "root"]);
    expect(post).toMatchObject({ body: "(written before the recording)", children: 1, net_votes: 1 });
    const { result: answer } = await call(devnet.url, "condenser_api.get_content", ["bob", "re"]);
    expect(answer).toMatchObject({ parent_author: "alice", body: "Text" });
  });

  test("takes transactions of its own people into the recorded blocks", async () => {
    const lines = await recordedLines();
    const blocks = loadRecording(file(lines.slice(1).join("\n")));
    await using devnet = await createDevnet({ interval: "manual", accounts: [{ name: "sage" }], replay: { blocks } });
    const { id } = devnet.broadcastAs("sage", [reply("sage", { permlink: "answer" })]);
    devnet.mine();
    const block = await blockOf(devnet, 3);
    expect(block?.block_id).toBe(blocks[1]?.id);
    expect(block?.transaction_ids).toEqual([...(blocks[1]?.transactionIds ?? []), id]);
    expect(block?.transactions[1]).toMatchObject({ operations: [{ value: { author: "sage", permlink: "answer" } }] });
    const { result } = await call(devnet.url, "condenser_api.get_transaction", [id]);
    expect(result).toMatchObject({ block_num: 3, transaction_num: 1 });
    devnet.mine(4);
    const { result: post } = await call(devnet.url, "condenser_api.get_content", ["sage", "answer"]);
    expect(post).toMatchObject({ author: "sage" });
  });

  test("pays out what was recorded once its seven days are over", async () => {
    const blocks = loadRecording(file((await recordedLines()).join("\n")));
    await using devnet = await createDevnet({ interval: "manual", replay: { blocks } });
    devnet.mine(4);
    const [, last] = devnet.advance(7 * 86_400);
    const { result } = await call(devnet.url, "condenser_api.get_ops_in_block", [last?.number, true]);
    const names = (result as { op: [string, object] }[]).map(({ op: [name] }) => name);
    expect(names).toContain("author_reward");
    expect(names).toContain("comment_payout_update");
  });

  test("can let the recording happen now", async () => {
    const blocks = loadRecording(file((await recordedLines()).join("\n")));
    const genesisTime = new Date("2030-01-01T00:00:00Z");
    await using devnet = await createDevnet({ interval: "manual", genesisTime, replay: { blocks, times: "now" } });
    devnet.mine(2);
    expect(devnet.head().timestamp).toEqual(new Date("2030-01-01T00:00:06Z"));
    expect(await blockOf(devnet, 3)).toMatchObject({ timestamp: "2030-01-01T00:00:06", block_id: blocks[2]?.id });
  });

  test("is not kept in a state file and has no scenario", async () => {
    const blocks = loadRecording(file((await recordedLines()).join("\n")));
    await expect(createDevnet({ replay: { blocks }, stateFile: join(folder, "s") })).rejects.toThrow("no state file");
    await expect(createDevnet({ replay: { blocks: [] } })).rejects.toThrow("no block to replay");
  });
});

const real = "mirrornet_blocks_97477292_97477298.json";

describeRecorded(real, "a range that a real node gave", () => {
  const path = join(process.env["SKEP_FIXTURES"] ?? "../shared", "fixtures", real);

  test("is replayed as it was recorded, operations without a rule among them, with its gaps filled", async () => {
    const blocks = loadRecording(path);
    const { blocks: recorded } = JSON.parse(readFileSync(path, "utf8")) as { blocks: Block[] };
    await using devnet = await createDevnet({ interval: "manual", replay: { blocks } });
    devnet.mine(6);
    expect(devnet.head().number).toBe(97_477_298);
    for (const block of recorded) {
      expect(await blockOf(devnet, Number.parseInt(block.block_id.slice(0, 8), 16))).toEqual(block);
    }
    const { result } = await call(devnet.url, "block_api.get_block_range", {
      starting_block_num: 97_477_290,
      count: 9,
    });
    expect(result).toEqual({ blocks: [] });
    const { result: seven } = await call(devnet.url, "block_api.get_block_range", {
      starting_block_num: 97_477_292,
      count: 50,
    });
    const range = (seven as { blocks: Block[] }).blocks;
    expect(range).toHaveLength(7);
    expect(range.slice(1).map(({ previous }) => previous)).toEqual(range.slice(0, -1).map(({ block_id: id }) => id));
  });

  test("brings its posts into every view, a thread of INLEO among them", async () => {
    await using devnet = await createDevnet({ interval: "manual", replay: { blocks: loadRecording(path) } });
    devnet.mine(6);
    const thread = { author: "taskmaster4450le", permlink: "re-taskmaster4450le-2ubr8wqyh" };
    const { result } = await call(devnet.url, "bridge.get_post", thread);
    expect(result).toMatchObject({ ...thread, json_metadata: { app: "leothreads/0.3" } });
    const { result: legacy } = await call(devnet.url, "condenser_api.get_block", [97_477_292]);
    const { transactions } = legacy as { transactions: { operations: [string, object][] }[] };
    const names = new Set(transactions.flatMap(({ operations }) => operations.map(([name]) => name)));
    expect([...names].toSorted()).toContain("claim_reward_balance");
    const { result: ops } = await call(devnet.url, "condenser_api.get_ops_in_block", [97_477_292, false]);
    expect((ops as object[]).length).toBeGreaterThan(10);
  });
});
