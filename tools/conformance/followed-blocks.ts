import { resultOf } from "./call.ts";

/** One block as a scenario needs to know it. */
export interface FollowedBlock {
  readonly number: number;
  readonly id: string;
  /** As the chain writes it. */
  readonly time: string;
  /** Ids. */
  readonly transactions: readonly string[];
}

/** The blocks of a node, from a little before the first step on. */
export interface FollowedBlocks {
  readonly all: ReadonlyMap<number, FollowedBlock>;
  /** As of the last `catchUp`. */
  head(): { readonly number: number; readonly time: string; readonly irreversible: number };
  /** Reads what is new and says what it was. */
  catchUp(): Promise<readonly FollowedBlock[]>;
  /** The id of any block. Throws when there is none of this number. */
  idOf(number: number): Promise<string>;
}

interface Head {
  readonly head_block_number: number;
  readonly time: string;
  readonly last_irreversible_block_num: number;
}

interface WireBlock {
  readonly block_id: string;
  readonly timestamp: string;
  readonly transaction_ids: readonly string[];
}

const largestRange = 1000;
const before = 2; // of the blocks of the set-up, those that `$time:t1-1` can reach

/** Starts at the head of the node at `url`. */
export async function followBlocks(url: string): Promise<FollowedBlocks> {
  const all = new Map<number, FollowedBlock>();
  let known = await readHead(url);
  let last = Math.max(0, known.number - before);

  async function catchUp(): Promise<readonly FollowedBlock[]> {
    known = await readHead(url);
    const fresh: FollowedBlock[] = [];
    while (last < known.number) {
      const blocks = await readRange(url, last + 1, Math.min(largestRange, known.number - last));
      if (blocks.length === 0) throw new Error(`the node has no block ${last + 1} below its head ${known.number}`);
      for (const block of blocks) all.set(block.number, block);
      fresh.push(...blocks);
      last += blocks.length;
    }
    return fresh;
  }

  async function idOf(number: number): Promise<string> {
    const block = all.get(number) ?? (await readRange(url, number, 1))[0];
    if (!block) throw new Error(`the node has no block ${number}`);
    return block.id;
  }

  await catchUp();
  return { all, head: () => known, catchUp, idOf };
}

async function readHead(url: string): Promise<ReturnType<FollowedBlocks["head"]>> {
  const head = (await resultOf(url, "condenser_api.get_dynamic_global_properties", [])) as Head;
  return { number: head.head_block_number, time: head.time, irreversible: head.last_irreversible_block_num };
}

async function readRange(url: string, from: number, count: number): Promise<readonly FollowedBlock[]> {
  const range = { starting_block_num: from, count };
  const { blocks } = (await resultOf(url, "block_api.get_block_range", range)) as { blocks: readonly WireBlock[] };
  return blocks.map(({ block_id: id, timestamp: time, transaction_ids: transactions }, index) => ({
    number: from + index,
    id,
    time,
    transactions,
  }));
}
