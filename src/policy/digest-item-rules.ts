import { digestItemLengths, type DigestItem } from "../decision/digest-item.ts";
import { oneLine } from "../shared/one-line.ts";
import { sentencesOf, withoutStump } from "../shared/sentences.ts";
import { claimCheck } from "./claims.ts";
import { wordsIn } from "./plain-form.ts";
import { firstFault, type Surroundings } from "./word-rules.ts";

// What a frontend makes a link, a picture or a video of. A digest leads to its posts and nowhere else.
const address = /[a-z][a-z0-9+.-]{0,30}:\/\/|\bwww\./i;
const wordSegmenter = new Intl.Segmenter("en", { granularity: "word" });

/**
 * Why what a model said of a post is to be asked for again: its quote does not stand in the post word for word, its
 * headline says what the post does not, or one of them breaks a rule for words on chain. `undefined` when it will do.
 */
export function itemFault(
  { quote, headline }: Pick<DigestItem, "quote" | "headline">,
  source: string,
  surroundings: Surroundings,
): string | undefined {
  if (!isVerbatim(quote, source)) return `the quote does not stand in the post word for word: ${quote}`;
  if (leadsAway(`${quote}\n${headline}`)) return "quote and headline must not hold a link";
  const strange = claimCheck(source)(headline);
  if (strange !== undefined) return `the headline says ${strange}, which does not stand in the post`;
  const fault = firstFault([headline, quote], surroundings);
  return fault && `${fault.rule}: ${fault.because}`;
}

/**
 * The same without the sentences of summary and key points that the source does not support, that break a rule for words on
 * chain, or that say what was said already. A summary of which nothing is left is empty.
 */
export function supportedItem(item: DigestItem, source: string, surroundings: Surroundings): DigestItem {
  const check = claimCheck(source);
  const said = new Set([plain(item.quote), plain(item.headline)]);
  const supported = (text: string, maxLength: number): string =>
    sentencesOf(withoutStump(text, maxLength))
      .filter((sentence) => {
        const isNew = !said.has(plain(sentence));
        said.add(plain(sentence));
        const isSound = check(sentence) === undefined && !leadsAway(sentence);
        return isNew && isSound && firstFault([sentence], surroundings) === undefined;
      })
      .join(" ");
  const summary = supported(item.summary, digestItemLengths.summary);
  const keyPoints = item.keyPoints.map((point) => supported(point, digestItemLengths.keyPoint));
  return { ...item, summary, keyPoints: keyPoints.filter((point) => point !== "") };
}

/** Whether a text holds what front ends make a link of. */
export function leadsAway(text: string): boolean {
  return address.test(text);
}

/** Whether a quote stands in a text word for word, in whole words, whatever its line breaks. */
function isVerbatim(quote: string, source: string): boolean {
  const [wanted, whole] = [oneLine(quote), oneLine(source)];
  if (wanted === "" || !whole.includes(wanted)) return false;
  const borders = new Set([whole.length]);
  for (const { index } of wordSegmenter.segment(whole)) borders.add(index);
  for (let at = whole.indexOf(wanted); at !== -1; at = whole.indexOf(wanted, at + 1))
    if (borders.has(at) && borders.has(at + wanted.length)) return true;
  return false;
}

function plain(text: string): string {
  return wordsIn(text).join(" ");
}
