import { byteVocabulary, type Vocabulary } from "./byte-vocabulary.ts";
import { writeGguf } from "./gguf-writer.ts";
import { llamaMetadata, type LlamaShape } from "./llama-metadata.ts";
import { oneHotTensors } from "./one-hot-tensors.ts";

export interface CountingModelOptions {
  /** What it says, by a letter of one byte: each piece is one token, and no piece may occur twice. At most 32 letters. */
  readonly lines: Readonly<Record<string, readonly string[]>>;
  /** Default 4096. */
  readonly contextLength?: number;
}

/** So wide is the one head of keys and values: each letter has a number of its own in it. */
const headWidth = 32;
/** So strong that a letter of which there is one in a hundred tokens weighs about as much as the last token said. */
const attention = 4;
/** What a piece gains from its letter, and as much from being next in a line. */
const sureness = 2;
/** At the end of a line no letter counts any more. */
const certainty = 400;
const lineFeed = 10;
const quotationMark = 34;

/**
 * Writes a GGUF that counts: it says the line of the letter of which there are most in all that it was shown. It looks at
 * all of it again for every token, so that a turn that saw anything of another one changes its words, and is sure of each
 * word by far more than rounding can take away. Attention weighs all tokens alike; its values are the letters. Under a
 * grammar it says its line in each string. Returns the size in bytes. Throws a RangeError for more than 32 letters.
 */
export function writeCountingModel(path: string, { lines, contextLength = 4096 }: CountingModelOptions): number {
  const letters = Object.keys(lines).map((letter) => letter.charCodeAt(0));
  if (letters.length > headWidth) throw new RangeError(`it can count ${headWidth} letters, not ${letters.length}`);
  const vocabulary = byteVocabulary({ pieces: Object.values(lines).flat() });
  const width = Math.ceil((vocabulary.size + letters.length) / headWidth) * headWidth;
  const shape: LlamaShape = {
    width,
    layers: 1,
    heads: width / headWidth,
    keyValueHeads: 1,
    headWidth,
    feedForward: headWidth,
    contextLength,
  };
  // In the hidden state the letters stand behind the tokens.
  const placeOf = (letter: number): number => vocabulary.size + letter;
  const values = new Map(letters.map((byte, letter) => [letter, new Map([[byte, 1]])]));
  const counts = new Map(letters.map((_, letter) => [placeOf(letter), new Map([[letter, attention]])]));
  const next = successors(Object.values(lines), placeOf, vocabulary);
  return writeGguf(
    path,
    llamaMetadata({ name: "counting" }, shape, "F16", vocabulary),
    oneHotTensors(shape, vocabulary.size, {
      "blk.0.attn_v.weight": sparse(values),
      "blk.0.attn_output.weight": sparse(counts),
      "output.weight": sparse(next),
    }),
  );
}

/** Numbers by row and column; those that are not there are zero. */
type Numbers = Map<number, Map<number, number>>;

function sparse(numbers: Numbers): (row: number, width: number) => Float32Array {
  return (row, width) => {
    const values = new Float32Array(width);
    for (const [column, value] of numbers.get(row) ?? []) values[column] = value;
    return values;
  };
}

/** By token: what speaks for it. A piece goes on from the pieces before it in all lines, so that its letter decides each time. */
function successors(
  lines: readonly (readonly string[])[],
  placeOf: (letter: number) => number,
  { firstPiece, control }: Vocabulary,
): Numbers {
  const numbered = lines.map((line, letter) => {
    const first = firstPiece + lines.slice(0, letter).flat().length;
    return line.map((_, index) => first + index);
  });
  const rows: Numbers = new Map([
    [control["<|im_end|>"], new Map()],
    [quotationMark, new Map()],
  ]);
  for (const [letter, line] of numbered.entries()) {
    for (const [index, piece] of line.entries()) {
      const before = index === 0 ? [lineFeed, quotationMark] : numbered.flatMap((other) => other[index - 1] ?? []);
      rows.set(piece, new Map([placeOf(letter), ...before].map((place) => [place, sureness])));
    }
    const last = line.at(-1) ?? lineFeed;
    rows.get(control["<|im_end|>"])?.set(last, certainty);
    rows.get(quotationMark)?.set(last, certainty / 2); // where a grammar does not let the answer end
  }
  return rows;
}
