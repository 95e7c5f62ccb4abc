/** Text, or the same in UTF-8. */
export type Piece = string | Uint8Array;

/** A result that is JSON already, in one or more pieces. They go into the answer as they are. */
export class RawJson {
  readonly pieces: readonly Piece[];

  constructor(...pieces: readonly Piece[]) {
    this.pieces = pieces;
  }
}
