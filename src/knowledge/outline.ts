import type { Block } from "./block.ts";

interface Section {
  readonly headings: readonly string[];
  readonly pieces: string[];
}

/** Gathers the text of a document below its headings, in the order in which it stands there. */
export class Outline {
  #above: readonly { readonly depth: number; readonly text: string }[] = [];
  #sections: Section[] = [{ headings: [], pieces: [] }];

  /** A heading: 1 is the outermost. */
  head(depth: number, text: string): void {
    this.#above = [...this.#above.filter((heading) => heading.depth < depth), { depth, text }];
    this.#sections.push({ headings: this.#above.map((heading) => heading.text).filter(Boolean), pieces: [] });
  }

  add(piece: string): void {
    this.#sections.at(-1)?.pieces.push(piece);
  }

  /** What was gathered, without sections that hold no words. */
  blocks(between: string): Block[] {
    return this.#sections
      .map(({ headings, pieces }) => ({
        headings,
        text: pieces
          .join(between)
          .replaceAll(/\n{3,}/g, "\n\n")
          .trim(),
      }))
      .filter(({ text }) => text !== "");
  }
}
