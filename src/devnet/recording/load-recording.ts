import { readFileSync } from "node:fs";
import { isFields } from "../../chain/wire/fields.ts";
import { messageOf, SkepError } from "../../shared/errors.ts";
import { asRange, readRecordedBlock, type RecordedBlock } from "./recorded-block.ts";

/**
 * Reads a recorded range of blocks: what `--export` wrote, a state file, or answers of a node as they came from
 * get_block and get_block_range, as one JSON document or one a line. Blocks that are missing in between are filled in as
 * empty ones. Throws `config_invalid` when there is no block in it or something in it is none.
 */
export function loadRecording(file: string): readonly RecordedBlock[] {
  let blocks: readonly RecordedBlock[];
  try {
    blocks = documentsIn(file).flatMap(blocksIn).map(readRecordedBlock);
  } catch (error) {
    throw new SkepError("config_invalid", `${file}: ${messageOf(error)}`, { cause: error });
  }
  if (blocks.length === 0) throw new SkepError("config_invalid", `${file}: no block in it`);
  return asRange(blocks);
}

function documentsIn(file: string): readonly unknown[] {
  const whole = readFileSync(file, "utf8").trimEnd();
  const firstLine = whole.slice(0, Math.max(0, whole.indexOf("\n")));
  if (!isJson(firstLine)) return [JSON.parse(whole)];
  return whole.split("\n").map((line): unknown => JSON.parse(line));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The blocks in an answer, however it is wrapped. What a state file says besides blocks holds none. */
function blocksIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(blocksIn);
  if (!isFields(value)) return [value];
  for (const wrapper of ["result", "blocks", "block"]) if (wrapper in value) return blocksIn(value[wrapper]);
  return "genesis" in value || "account" in value ? [] : [value];
}
