import { sentencesOf } from "../shared/sentences.ts";

/** What a piece that still is too long is aimed at on the next try, as a share of what would just fit. */
const caution = 0.9;

/**
 * Cuts a text into pieces of at most `budget` tokens each, exact by the model's own tokenizer: between paragraphs where
 * that is possible, else between sentences, else anywhere between two characters. Joined again they hold all of its words
 * in order. Throws a RangeError for a budget below one token, and never returns an empty piece.
 */
export async function chunksOf(
  text: string,
  budget: number,
  countTokens: (text: string) => Promise<number>,
): Promise<string[]> {
  if (budget < 1) throw new RangeError(`no text fits into ${budget} tokens`);
  const whole = text.trim();
  if (whole === "") return [];
  const tokens = await countTokens(whole);
  if (tokens <= budget) return [whole];
  const room = Math.max(1, Math.floor(whole.length * (budget / tokens) * caution));
  const pieces: string[] = [];
  // A piece that is denser than the whole is cut once more; each round makes it shorter.
  for (const piece of packed(whole, Math.min(room, whole.length - 1)))
    pieces.push(...(await chunksOf(piece, budget, countTokens)));
  return pieces;
}

/** Neighbouring parts of a text put together, up to `room` UTF-16 units a piece. */
function packed(text: string, room: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const { part, joint } of partsOf(text, room)) {
    if (piece !== "" && piece.length + joint.length + part.length > room) {
      pieces.push(piece);
      piece = part;
    } else piece = piece === "" ? part : `${piece}${joint}${part}`;
  }
  return piece === "" ? pieces : [...pieces, piece];
}

interface Part {
  readonly part: string;
  /** What stands between it and the part before. */
  readonly joint: string;
}

function partsOf(text: string, room: number): Part[] {
  const paragraphs = text.split(/\n{2,}/).map((part): Part => ({ part: part.trim(), joint: "\n\n" }));
  return paragraphs.flatMap((paragraph) => {
    if (paragraph.part.length <= room) return paragraph.part === "" ? [] : [paragraph];
    return sentencesOf(paragraph.part).flatMap((sentence, index) =>
      slicesOf(sentence, room).map((part, slice) => ({
        part,
        joint: slice > 0 ? "" : index === 0 ? paragraph.joint : " ",
      })),
    );
  });
}

function slicesOf(sentence: string, room: number): string[] {
  const slices: string[] = [];
  for (let rest = sentence; rest !== "";) {
    const end = /^[\uDC00-\uDFFF]/.test(rest.slice(room)) ? room + 1 : room; // no character is cut in half
    slices.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return slices;
}
