import { readFile } from "node:fs/promises";
import { SkepError } from "../shared/errors.ts";
import type { Block } from "./block.ts";
import { readHtml } from "./read-html.ts";
import { readMarkdown } from "./read-markdown.ts";
import { readPdf } from "./read-pdf.ts";
import { readText } from "./read-text.ts";
import { kindOf, readableKinds, type KindOfFile } from "./readable.ts";
import type { ReadOrder } from "./reader-protocol.ts";

const readings: Readonly<Record<KindOfFile, (bytes: Uint8Array) => Block[] | Promise<Block[]>>> = {
  markdown: (bytes) => readMarkdown(textOf(bytes)),
  text: (bytes) => readText(textOf(bytes)),
  html: (bytes) => readHtml(textOf(bytes)),
  pdf: readPdf,
};

/** The text of what is ordered. Throws `config_invalid` for what is not of its kind, and as file system and libraries do. */
export async function readDocument(order: ReadOrder): Promise<Block[]> {
  if ("markdown" in order) return readMarkdown(order.markdown);
  const kind = kindOf(order.path);
  if (kind === undefined) throw new SkepError("config_invalid", `is none of ${readableKinds}`);
  return await readings[kind](new Uint8Array(await readFile(order.path)));
}

/** UTF-8, or UTF-16 where the file says so in its first bytes. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new SkepError("config_invalid", "is not text in UTF-8");
  }
}
