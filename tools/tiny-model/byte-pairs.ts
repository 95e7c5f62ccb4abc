// GPT-2's way of cutting text before pairs are joined; llama.cpp calls it "gpt-2".
const pieces = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** A joined pair: the bytes of its left and its right part. */
export type Merge = readonly [Buffer, Buffer];

const space = 32;

/**
 * Learns the pairs to join from a text, most frequent first. The space before a word is joined last, with `spaced` of the
 * pieces that words begin with: so a word is cut in the same way wherever it stands, which makes it easy to copy.
 * Digits are never joined.
 */
export function learnMerges(text: string, joined: number, spaced: number): Merge[] {
  const words = countWords(text);
  const pairs = new PairCounts(words);
  const merges: Merge[] = [];
  while (merges.length < joined) {
    const pair = pairs.mostFrequent();
    if (pair === undefined) break;
    const [left = "", right = ""] = pair.split(between);
    merges.push([latin(left), latin(right)]);
    for (const word of pairs.wordsWith(pair)) {
      pairs.take(word);
      word.parts = joinPair(word.parts, left, right);
      pairs.add(word);
    }
  }
  return [...merges, ...spaceMerges(words, spaced)];
}

/** Stands between the two parts of a pair's name; no byte looks like it. */
const between = "\u{10000}";

/** How often each pair of neighbours occurs, and in which words. */
class PairCounts {
  readonly #counts = new Map<string, number>();
  readonly #words = new Map<string, Set<CountedWord>>();

  constructor(words: readonly CountedWord[]) {
    for (const word of words) this.add(word);
  }
  add(word: CountedWord): void {
    for (const pair of pairsOf(word)) {
      this.#counts.set(pair, (this.#counts.get(pair) ?? 0) + word.count);
      this.#words.set(pair, (this.#words.get(pair) ?? new Set()).add(word));
    }
  }
  take(word: CountedWord): void {
    for (const pair of pairsOf(word)) {
      this.#counts.set(pair, (this.#counts.get(pair) ?? 0) - word.count);
      this.#words.get(pair)?.delete(word);
    }
  }
  wordsWith(pair: string): CountedWord[] {
    return [...(this.#words.get(pair) ?? [])];
  }
  mostFrequent(): string | undefined {
    let best: string | undefined;
    let most = 1;
    for (const [pair, count] of this.#counts) if (count > most) [best, most] = [pair, count];
    return best;
  }
}

function pairsOf({ parts }: CountedWord): string[] {
  return parts.slice(1).map((part, index) => `${parts[index]}${between}${part}`);
}

interface CountedWord {
  /** Each part is its bytes, one character for each. */
  parts: string[];
  readonly count: number;
  /** How many of them stood after a space. */
  readonly spaced: number;
}

function countWords(text: string): CountedWord[] {
  const counts = new Map<string, { count: number; spaced: number }>();
  for (const [piece] of text.matchAll(pieces)) {
    if (/\p{N}/u.test(piece)) continue;
    const spaced = piece.length > 1 && piece.startsWith(" ");
    const word = spaced ? piece.slice(1) : piece;
    const counted = counts.get(word) ?? { count: 0, spaced: 0 };
    counts.set(word, { count: counted.count + 1, spaced: counted.spaced + (spaced ? 1 : 0) });
  }
  return [...counts].map(([word, counted]) => ({ parts: bytesOf(word), ...counted }));
}

function joinPair(parts: readonly string[], left: string, right: string): string[] {
  const joined: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const isPair = parts[index] === left && parts[index + 1] === right;
    joined.push(isPair ? left + right : (parts[index] ?? ""));
    if (isPair) index++;
  }
  return joined;
}

function spaceMerges(words: readonly CountedWord[], wanted: number): Merge[] {
  const counts = new Map<string, number>();
  for (const { parts, spaced } of words) counts.set(parts[0] ?? "", (counts.get(parts[0] ?? "") ?? 0) + spaced);
  const frequent = [...counts].filter(([, count]) => count > 1).toSorted((left, right) => right[1] - left[1]);
  return frequent.slice(0, wanted).map(([part]) => [Buffer.from([space]), latin(part)]);
}

/** The bytes of a text, each as one character. */
function bytesOf(text: string): string[] {
  return Array.from(Buffer.from(text), (byte) => String.fromCharCode(byte));
}

function latin(bytes: string): Buffer {
  return Buffer.from(bytes, "latin1");
}

/** Makes a function that cuts text without control marks into tokens: bytes first, then merges in order. */
export function byteEncoder(merges: readonly Merge[]): (text: string) => readonly number[] {
  const ranks = new Map(
    merges.map(([left, right], rank) => [`${left.toString("latin1")}${between}${right.toString("latin1")}`, rank]),
  );
  const tokens = new Map<string, number>(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte]));
  merges.forEach(([left, right], rank) => tokens.set(Buffer.concat([left, right]).toString("latin1"), 256 + rank));
  const known = new Map<string, readonly number[]>();
  const encodePiece = (piece: string): readonly number[] => {
    const parts = joinAll(bytesOf(piece), ranks);
    return parts.map((part) => tokens.get(part) ?? 0);
  };
  return (text) =>
    [...text.matchAll(pieces)].flatMap(([piece]) => {
      const encoded = known.get(piece) ?? encodePiece(piece);
      if (known.size < 200_000) known.set(piece, encoded);
      return encoded;
    });
}

function joinAll(parts: string[], ranks: ReadonlyMap<string, number>): string[] {
  for (;;) {
    let best = Infinity;
    let at = -1;
    for (let index = 0; index + 1 < parts.length; index++) {
      const rank = ranks.get(`${parts[index]}${between}${parts[index + 1]}`) ?? Infinity;
      if (rank < best) [best, at] = [rank, index];
    }
    if (at === -1) return parts;
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
  }
}
