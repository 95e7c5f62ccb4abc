import type { Block } from "./block.ts";

/** Plain text as one block. */
export function readText(text: string): Block[] {
  return [{ headings: [], text: text.replaceAll(/\r\n?/g, "\n") }];
}
