import type { CatchUpProgress } from "../chain/catch-up-progress.ts";

/** A line that fills up while blocks are read; on a terminal only. */
export interface ReplayProgress {
  show(progress: CatchUpProgress): void;
  /** Clears the line. */
  end(): void;
}

const width = 24;
const everyMs = 100;

export function replayProgress(stream: NodeJS.WriteStream): ReplayProgress {
  let shown = 0;
  return {
    show({ done, total, blocksPerSecond, secondsLeft }) {
      if (!stream.isTTY || performance.now() - shown < everyMs) return;
      shown = performance.now();
      const filled = Math.round((done / total) * width);
      const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
      const rate = `${Math.round(blocksPerSecond)} blocks/s, ${Math.ceil(secondsLeft)} s left`;
      stream.write(`\r\u001B[K${bar} ${Math.floor((done / total) * 100)}% of ${total} blocks, ${rate}`);
    },
    end() {
      if (shown > 0) stream.write("\r\u001B[K");
      shown = 0;
    },
  };
}
