/** A run of text below the same headings. */
export interface Block {
  /** From the outermost to the innermost; may be empty. */
  readonly headings: readonly string[];
  /** Plain text, paragraphs apart by an empty line. */
  readonly text: string;
}
