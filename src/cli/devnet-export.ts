import { closeSync, openSync, writeSync } from "node:fs";
import { messageOf, SkepError } from "../shared/errors.ts";

/** A file that blocks are written into as they come. */
export interface BlockExport extends Disposable {
  write(block: { readonly json: string }): void;
}

/** Begins the file anew. Each line is what block_api.get_block answers; after a fork a number comes again. Throws
 * `config_invalid` when it cannot be written. */
export function openBlockExport(file: string): BlockExport {
  let descriptor: number;
  try {
    descriptor = openSync(file, "w");
  } catch (error) {
    throw new SkepError("config_invalid", `cannot write ${file}: ${messageOf(error)}`, { cause: error });
  }
  return {
    write: ({ json }) => void writeSync(descriptor, `{"block":${json}}\n`),
    [Symbol.dispose]: () => {
      closeSync(descriptor);
    },
  };
}
