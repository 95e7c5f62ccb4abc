import { paintFor } from "../paint.ts";
import type { Page } from "./story.ts";

const widest = 110;

/** A page on a terminal, or plain lines anywhere else. */
export function openPage(stream: NodeJS.WriteStream, noColor: boolean): Page {
  const clear = (): void => {
    if (stream.isTTY) stream.write("\r\u001B[K");
  };
  return {
    paint: paintFor(stream, noColor),
    width: Math.min(stream.columns ?? widest, widest),
    line(text) {
      clear();
      stream.write(`${text}\n`);
    },
    remark(text) {
      if (!stream.isTTY) return;
      clear();
      stream.write(`  ${text}`);
    },
  };
}
