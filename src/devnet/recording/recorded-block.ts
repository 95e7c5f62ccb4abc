import { createHash } from "node:crypto";
import { blockNumberOf } from "../../chain/wire/block-id.ts";
import { type Fields, isFields } from "../../chain/wire/fields.ts";
import { SkepError } from "../../shared/errors.ts";
import { blockSeconds, noBlockId } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";

/** A block of another chain, as block_api or condenser_api answered it there. */
export interface RecordedBlock {
  readonly number: number;
  readonly id: string;
  readonly previous: string;
  readonly at: Seconds;
  /** With all the fields it came with. */
  readonly fields: Fields;
  readonly transactions: readonly Fields[];
  /** One for each transaction. */
  readonly transactionIds: readonly string[];
}

/** Reads one block. Throws `config_invalid` when it is none. */
export function readRecordedBlock(value: unknown): RecordedBlock {
  if (!isFields(value)) throw noBlock("no object");
  const { block_id: id, previous, timestamp, transactions, transaction_ids: ids } = value;
  if (typeof id !== "string" || !/^[0-9a-f]{40}$/.test(id)) throw noBlock("it has no block_id");
  if (typeof previous !== "string" || typeof timestamp !== "string") throw noBlock("it has no previous or timestamp");
  const at = Date.parse(`${timestamp}Z`) / 1000;
  if (!Number.isInteger(at)) throw noBlock(`its timestamp is ${timestamp}`);
  if (!Array.isArray(transactions) || !transactions.every(isFields)) throw noBlock("it has no transactions");
  const isNamed =
    Array.isArray(ids) && ids.length === transactions.length && ids.every((one) => typeof one === "string");
  if (!isNamed) throw noBlock("it does not name each of its transactions");
  return { number: blockNumberOf(id), id, previous, at, fields: value, transactions, transactionIds: ids };
}

/**
 * Brings blocks into their order, each once, and puts an empty block wherever one was not recorded: a listener would wait
 * for it forever. Throws `config_invalid` when two blocks that follow each other do not belong to one chain.
 */
export function asRange(blocks: readonly RecordedBlock[]): readonly RecordedBlock[] {
  const sorted = [...new Map(blocks.map((block) => [block.number, block])).values()].toSorted(
    (a, b) => a.number - b.number,
  );
  return sorted.flatMap((block, index) => {
    const before = sorted[index - 1];
    if (before?.number === block.number - 1 && before.id !== block.previous) {
      throw noBlock(`block ${block.number} does not stand on block ${before.number} of the recording`);
    }
    return before ? [...gapBetween(before, block), block] : [block];
  });
}

/** The id of the last one is known, since the next block names it. */
function gapBetween(before: RecordedBlock, after: RecordedBlock): RecordedBlock[] {
  const missing = after.number - before.number - 1;
  const filled: RecordedBlock[] = [];
  for (let index = 1; index <= missing; index++) {
    const id = index === missing ? after.previous : madeUpId(before.number + index, after.previous);
    filled.push(emptyBlock({ id, previous: filled.at(-1)?.id ?? before.id, at: before.at + index * blockSeconds }));
  }
  return filled;
}

function emptyBlock({ id, previous, at }: Pick<RecordedBlock, "id" | "previous" | "at">): RecordedBlock {
  const fields = {
    previous,
    timestamp: new Date(at * 1000).toISOString().slice(0, 19),
    witness: "",
    transaction_merkle_root: noBlockId,
    extensions: [],
    witness_signature: "",
    transactions: [],
    block_id: id,
    signing_key: "",
    transaction_ids: [],
  };
  return { number: blockNumberOf(id), id, previous, at, fields, transactions: [], transactionIds: [] };
}

function madeUpId(number: number, seed: string): string {
  const digest = createHash("sha256").update(`${seed}/${number}`).digest();
  digest.writeUInt32BE(number);
  return digest.toString("hex", 0, 20);
}

function noBlock(message: string): SkepError {
  return new SkepError("config_invalid", `no block: ${message}`);
}
