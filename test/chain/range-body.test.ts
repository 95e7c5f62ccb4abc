import { describe, expect, it } from "vitest";
import { decodeBlock } from "../../src/chain/decode-block.ts";
import { PassedBlock, parseRangeBody } from "../../src/chain/range-body.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { makeBlocks } from "../support/fake-chain.ts";
import { describeRecorded, readFixture } from "../support/fixtures.ts";

const nothing = (): boolean => false;

function envelope(blocks: string): Buffer {
  return Buffer.from(`{"jsonrpc":"2.0","result":{"blocks":${blocks}},"id":7}`);
}

function blocksOf(body: Buffer, filter: (bytes: Buffer) => boolean): readonly unknown[] {
  const { result } = parseRangeBody(body, filter) ?? {};
  return (result as { readonly blocks: readonly unknown[] }).blocks;
}

/** Number, id, previous and time of blocks, parsed or passed over. */
function refs(blocks: readonly unknown[]): readonly string[] {
  return blocks.map((block) => {
    if (block instanceof PassedBlock) return `${block.id} ${block.previous} ${block.timestamp}`;
    const { id, previous, timestamp } = decodeBlock(block);
    return `${id} ${previous} ${timestamp.toISOString().slice(0, 19)}`;
  });
}

describeRecorded("mirrornet_blocks_97477292_97477298.json", "recorded blocks of Hive", () => {
  const { blocks } = readFixture<{ blocks: readonly unknown[] }>("mirrornet_blocks_97477292_97477298.json");
  const body = envelope(JSON.stringify(blocks));

  it("are passed over without being parsed, and linked all the same", () => {
    const passed = blocksOf(body, nothing);
    expect(passed.every((block) => block instanceof PassedBlock)).toBe(true);
    expect(refs(passed)).toEqual(refs(blocks));
  });

  it("are parsed where the filter lets them through", () => {
    const some = blocksOf(body, (bytes) => bytes.includes('"ai-summaries"'));
    expect(some.filter((block) => !(block instanceof PassedBlock)).length).toBeGreaterThan(0);
    expect(refs(some)).toEqual(refs(blocks));
  });
});

describe("an answer with a range of blocks", () => {
  const blocks = makeBlocks(5);

  it("is passed over as the dev chain tells it, too", async () => {
    await using devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }] });
    devnet.mine(5);
    const params = { starting_block_num: 2, count: 4 };
    const request = { jsonrpc: "2.0", id: 7, method: "block_api.get_block_range", params };
    const response = await fetch(devnet.url, { method: "POST", body: JSON.stringify(request) });
    const passed = blocksOf(Buffer.from(await response.arrayBuffer()), nothing);
    expect(passed).toHaveLength(4);
    expect(passed.every((block) => block instanceof PassedBlock)).toBe(true);
  });

  it.each([
    ["with blanks", JSON.stringify(blocks, undefined, 2)],
    ["with other keys in front", JSON.stringify(blocks.map(({ previous, ...rest }) => ({ ...rest, previous })))],
  ])("is parsed as a whole where it is written down %s", (_, text) => {
    expect(refs(blocksOf(envelope(text), nothing))).toEqual(refs(blocks));
  });

  it("keeps what stands around the blocks", () => {
    expect(parseRangeBody(envelope("[]"), nothing)).toEqual({ jsonrpc: "2.0", result: { blocks: [] }, id: 7 });
    expect(parseRangeBody(envelope(JSON.stringify(blocks)), nothing)).toMatchObject({ id: 7 });
  });

  it("may be an error, or nothing that can be read", () => {
    const error = { jsonrpc: "2.0", error: { code: -32003, message: 'no "blocks":[ here' }, id: 7 };
    expect(parseRangeBody(Buffer.from(JSON.stringify(error)), nothing)).toEqual(error);
    expect(parseRangeBody(envelope(JSON.stringify(blocks)).subarray(0, -40), nothing)).toBeUndefined();
    expect(parseRangeBody(Buffer.from("<html>"), nothing)).toBeUndefined();
  });
});
