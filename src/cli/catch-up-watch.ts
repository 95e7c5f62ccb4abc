import type { CatchUpProgress } from "../chain/catch-up-progress.ts";
import type { Log } from "../shared/log.ts";
import type { BottomLine } from "./bottom-line.ts";

const width = 24;
const redrawMs = 100;
const lineMs = 5_000;

/** Shows a catch-up on the last line of the terminal, until it is done. */
export function showCatchUp(bottom: BottomLine): (progress: CatchUpProgress) => void {
  const isDue = atMostEvery(redrawMs);
  return (progress) => {
    if (progress.done >= progress.total) bottom.clear();
    else if (isDue()) bottom.show(catchUpText(progress));
  };
}

/** Tells of a catch-up in the log: a line every five seconds, and one when it is done. What is done at once needs no word. */
export function logCatchUp(log: Log): (progress: CatchUpProgress) => void {
  const isDue = atMostEvery(lineMs);
  let isTold = false;
  return ({ done, total, last, blocksPerSecond, secondsLeft }) => {
    const facts = { done, total, last, blocksPerSecond: Math.round(blocksPerSecond) };
    if (done >= total) {
      if (isTold) log.info(facts, "caught up");
      isTold = false;
    } else if (isDue()) {
      isTold = true;
      log.info({ ...facts, secondsLeft: Math.ceil(secondsLeft) }, "catching up");
    }
  };
}

/** A bar, the share that is done, the rate and the time left. */
export function catchUpText({ done, total, blocksPerSecond, secondsLeft }: CatchUpProgress): string {
  const filled = Math.round((done / total) * width);
  const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
  const rate = `${Math.round(blocksPerSecond)} blocks/s, ${Math.ceil(secondsLeft)} s left`;
  return `${bar} ${Math.floor((done / total) * 100)}% of ${total} blocks, ${rate}`;
}

/** Says yes at the first call, and again when so many milliseconds have passed since the last yes. */
function atMostEvery(milliseconds: number): () => boolean {
  let last = -Infinity;
  return () => {
    if (performance.now() - last < milliseconds) return false;
    last = performance.now();
    return true;
  };
}
