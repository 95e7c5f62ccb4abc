import type { Embedder } from "./embedder.ts";
import { hash } from "./hash.ts";
import { wordsOf, type Word } from "./words.ts";

const dimension = 384;
/** Lengths of the runs of letters that are counted. */
const shortest = 3;
const longest = 4;

/**
 * The built-in embedder: runs of three and four letters, hashed into 384 numbers. It knows no meaning, only spelling:
 * typos, endings and another order of words stay near. No weights, nothing to load, the same on every machine.
 */
export const ngramEmbedder: Embedder = {
  identity: "ngrams-1",
  dimension,
  embed: async (texts) => texts.map(ngramVector),
};

/** The vector of one text, of length 1; all zeros for a text without words. */
export function ngramVector(text: string): Float32Array {
  const vector = new Float32Array(dimension);
  const counts = new Map<string, number>();
  const kinds = new Map<string, Word>();
  for (const word of wordsOf(text)) {
    counts.set(word.text, (counts.get(word.text) ?? 0) + 1);
    kinds.set(word.text, word);
  }
  for (const [text, word] of kinds) addWord(vector, word, 1 + Math.log(counts.get(text) ?? 1));
  return unit(vector);
}

function addWord(vector: Float32Array, word: Word, weight: number): void {
  const { text, kind } = word;
  if (kind !== "spaced") {
    add(vector, text, text.length === 1 ? weight / 2 : weight); // a lone character says little
    return;
  }
  const letters = Array.from(text);
  // Long words tell more than short ones, of which every text is full.
  const share = weight * Math.log2(1 + letters.length);
  const framed = ["<", ...letters, ">"];
  const grams = gramsOf(framed);
  add(vector, text, share / 2);
  for (const gram of grams) add(vector, gram, share / Math.sqrt(grams.length));
}

function gramsOf(letters: readonly string[]): string[] {
  const grams: string[] = [];
  for (let length = shortest; length <= longest; length++) {
    for (let start = 0; start + length <= letters.length; start++) {
      grams.push(letters.slice(start, start + length).join(""));
    }
  }
  return grams;
}

/** A feature has one place and one sign, both by its hash: features that share a place cancel out on average. */
function add(vector: Float32Array, feature: string, weight: number): void {
  const value = hash(feature);
  const place = value % dimension;
  vector[place] = (vector[place] ?? 0) + (value & 0x8000_0000 ? -weight : weight);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
