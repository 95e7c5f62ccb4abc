import { readSync } from "node:fs";

/** One line of a file that ends in a line break. */
export interface FileLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** The byte after its line break. */
  readonly end: number;
}

const chunkBytes = 1024 * 1024;
const lineBreak = 10;

/** The whole lines of an open file, from its beginning. What stands after the last line break is no line yet. */
export function* fileLines(descriptor: number): Generator<FileLine> {
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  let end = 0;
  let number = 0;
  for (;;) {
    const chunk = Buffer.alloc(chunkBytes);
    const length = readSync(descriptor, chunk, 0, chunkBytes, position);
    if (length === 0) return;
    position += length;
    const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
    let start = 0;
    for (let stop = bytes.indexOf(lineBreak); stop !== -1; stop = bytes.indexOf(lineBreak, start)) {
      number += 1;
      end += stop + 1 - start;
      yield { text: bytes.toString("utf8", start, stop), number, end };
      start = stop + 1;
    }
    rest = bytes.subarray(start);
  }
}
