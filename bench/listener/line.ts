import type { Writable } from "node:stream";

/** A line that all answers share. */
export interface Line {
  /** Writes the whole body and ends the stream, no faster than the line carries it. */
  send(body: Buffer, to: Writable): Promise<void>;
}

const pieceBytes = 32_768;

/** A line of so many megabits a second; 0 is as fast as the machine. */
export function createLine(megabits: number): Line {
  const bytesPerMs = (megabits * 1_000_000) / 8 / 1_000;
  let freeAt = 0;
  return {
    async send(body, to) {
      if (megabits === 0) {
        to.end(body);
        return;
      }
      for (let from = 0; from < body.length; from += pieceBytes) {
        const piece = body.subarray(from, from + pieceBytes);
        freeAt = Math.max(freeAt, performance.now()) + piece.length / bytesPerMs;
        const waitMs = freeAt - performance.now();
        if (waitMs > 2) await new Promise((resolve) => setTimeout(resolve, waitMs));
        to.write(piece);
      }
      to.end();
    },
  };
}
