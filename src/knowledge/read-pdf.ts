import type { Block } from "./block.ts";

/** The text of a PDF, a block a page; pictures of text have none. Throws what the library throws. */
export async function readPdf(bytes: Uint8Array): Promise<Block[]> {
  const { extractText, getDocumentProxy } = await import("unpdf"); // megabytes, of which most projects need nothing
  const { text } = await extractText(await getDocumentProxy(bytes, { verbosity: 0 }));
  return text
    .map((page, index) => ({ headings: [`page ${index + 1}`], text: rejoined(page) }))
    .filter((block) => block.text !== "");
}

/** Lines of a page as running text: words that were cut at a line's end are whole again. */
function rejoined(text: string): string {
  return text
    .replaceAll(/(\p{Ll})-\n(\p{Ll})/gu, "$1$2")
    .replaceAll(/(?<![\n.!?:。！？])\n(?!\n)/g, " ")
    .replaceAll(/[ \t]+/g, " ")
    .trim();
}
