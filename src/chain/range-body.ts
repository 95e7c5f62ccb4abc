import { blockNumberOf } from "./wire/block-id.ts";
import type { BlockFilter } from "./block-filter.ts";
import { parseBody } from "./json-rpc.ts";
import { type Fields, isFields } from "./wire/fields.ts";

/** A block that was passed over: enough to link and to count it. */
export class PassedBlock {
  readonly id: string;
  readonly previous: string;
  readonly timestamp: string;

  constructor(id: string, previous: string, timestamp: string) {
    this.id = id;
    this.previous = previous;
    this.timestamp = timestamp;
  }
}

const opening = '"blocks":[';
const first = '{"previous":"'; // cannot stand within a text: there its quotes are escaped
const next = `,${first}`;
const farthest = 300; // bytes before the first block and after the last one

/**
 * Parses the answer to `block_api.get_block_range`, but of its blocks only those that the filter lets through; the others
 * come back as {@link PassedBlock}. Reads blocks as hived spells them; whatever is spelled otherwise is parsed as a whole,
 * which only costs time. `undefined` when it is no JSON object.
 */
export function parseRangeBody(body: Buffer, mayMatter: BlockFilter): Fields | undefined {
  const start = body.subarray(0, farthest).indexOf(opening);
  const end = body.lastIndexOf("]");
  if (start === -1 || end < body.length - farthest) return parseBody(body);
  const from = start + opening.length;
  const envelope = parseBody(Buffer.concat([body.subarray(0, from), body.subarray(end)]));
  const result = envelope?.["result"];
  if (!isFields(result) || !Array.isArray(result["blocks"])) return parseBody(body);
  const blocks = splitBlocks(body.subarray(from, end))?.map((bytes) => passOver(bytes, mayMatter) ?? parseBody(bytes));
  if (blocks === undefined || blocks.includes(undefined)) return parseBody(body);
  return { ...envelope, result: { ...result, blocks } };
}

function splitBlocks(list: Buffer): Buffer[] | undefined {
  if (list.length === 0) return [];
  if (!startsWith(list, 0, first)) return undefined;
  const blocks: Buffer[] = [];
  for (let from = 0; from < list.length;) {
    const end = list.indexOf(next, from);
    blocks.push(list.subarray(from, end === -1 ? list.length : end));
    from = end === -1 ? list.length : end + 1;
  }
  return blocks;
}

const headForm = /^\{"previous":"([0-9a-f]{40})","timestamp":"([0-9T:-]{19})",/;
const headLength = 96;
const idKey = '"block_id":"';

function passOver(bytes: Buffer, mayMatter: BlockFilter): PassedBlock | undefined {
  if (mayMatter(bytes)) return undefined;
  const [, previous, timestamp] = headForm.exec(bytes.toString("latin1", 0, headLength)) ?? [];
  const at = bytes.lastIndexOf(idKey) + idKey.length;
  const id = bytes.toString("latin1", at, at + 40);
  if (previous === undefined || timestamp === undefined || !/^[0-9a-f]{40}$/.test(id)) return undefined;
  return blockNumberOf(id) === blockNumberOf(previous) + 1 ? new PassedBlock(id, previous, timestamp) : undefined;
}

function startsWith(bytes: Buffer, from: number, text: string): boolean {
  return bytes.toString("latin1", from, from + text.length) === text;
}
