import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Block } from "../chain/block.ts";
import { decodeBlock } from "../chain/decode-block.ts";
import { messageOf, SkepError } from "../shared/errors.ts";

const recording = z.union([
  z.array(z.unknown()),
  z.looseObject({ blocks: z.array(z.unknown()) }).transform(({ blocks }) => blocks),
]);

/** Blocks from a JSON file: an array, or `{ blocks }`, as block_api tells them. Throws `config_invalid`. */
export async function readRecordedBlocks(file: string): Promise<Block[]> {
  try {
    return recording.parse(JSON.parse(await readFile(file, "utf8"))).map(decodeBlock);
  } catch (error) {
    throw new SkepError("config_invalid", `${file} is no recording of blocks: ${messageOf(error)}`, { cause: error });
  }
}
