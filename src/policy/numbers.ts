/** What a text says in figures: how much, and whether that is a percentage. */
export interface NumberClaim {
  /** As it stands in the text. */
  readonly text: string;
  /** Everything that it can mean, in a form that can be compared: `1.000` is one or a thousand. */
  readonly readings: readonly string[];
}

// Where the digits of scripts with figures of their own begin.
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];
const figure =
  /(?<![\p{L}\d])\d{1,20}(?:[.,'’_\u00A0\u202F ]\d{1,20}){0,8}(?:\s?(?:%|percent\b|per\s?cent\b|prozent\b|por\s?ciento\b|pour\s?cent\b)|\s?(?:thousand|million|billion|trillion)\b|(?:bn|mln|[kKMB])(?![\p{L}\d]))?/giu;
const grouped = /^(\d{1,3}(?:[.,'’_\u00A0\u202F ]\d{3})+)([.,]\d+)?$/;
const decimal = /^\d+(?:[.,]\d+)?$/;
// One is left out: it is a pronoun too.
const units = "zero . two three four five six seven eight nine ten eleven twelve".split(" ");
const tens = ". . twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const spelled: ReadonlyMap<string, number> = new Map([
  ...units.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, value): [string, number] => [word, value * 10]),
]);
const spelledWord = /\b[a-z]{3,7}\b/gi;
const powers: readonly (readonly [RegExp, number])[] = [
  [/(?:thousand|k)$/i, 3],
  [/(?:million|mln|M)$/, 6],
  [/(?:billion|bn|B)$/, 9],
  [/trillion$/i, 12],
];
const percentSign = /(?:%|percent|per\s?cent|prozent|por\s?ciento|pour\s?cent)$/i;

/**
 * Every number of a text, in figures of any script or in English words from two to ninety: `1,000`, `1 000`, `62k`,
 * `5 percent`, `٣`. Dates and times count as the numbers that they are made of.
 */
export function numbersIn(text: string): NumberClaim[] {
  const plain = asciiDigits(text);
  const inFigures = Array.from(plain.matchAll(figure), ([found]) => claimsIn(found)).flat();
  const inWords = Array.from(plain.matchAll(spelledWord), ([word]) => {
    const value = spelled.get(word.toLowerCase());
    return value === undefined ? [] : [{ text: word, readings: [String(value)] }];
  }).flat();
  return [...inFigures, ...inWords];
}

/** Whether a word, in small letters, is a number. */
export function isNumberWord(lower: string): boolean {
  return spelled.has(lower);
}

/** Figures and their marks as ASCII has them. */
function asciiDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll("٪", "%")
    .replaceAll("٫", ".")
    .replaceAll("٬", ",")
    .replaceAll(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = zeros.find((start) => code >= start && code < start + 10);
      return zero === undefined ? digit : String(code - zero);
    });
}

function claimsIn(found: string): NumberClaim[] {
  const digits = /^[\d.,'’_\u00A0\u202F ]*\d/.exec(found)?.[0] ?? found;
  const unit = found.slice(digits.length).trim();
  const isPercent = percentSign.test(unit);
  const power = powers.find(([form]) => form.test(unit))?.[1] ?? 0;
  const readings = readingsOf(digits).map((reading) => times(reading, power) + (isPercent ? "%" : ""));
  if (readings.length > 0) return [{ text: found, readings }];
  // A date, a version or a list: each part for itself, the unit with the last one.
  const parts = digits.split(/\D/);
  return parts.flatMap((part, index) =>
    claimsIn(index === parts.length - 1 ? `${part}${found.slice(digits.length)}` : part),
  );
}

/** None where the marks between the digits make no number of them. */
function readingsOf(digits: string): string[] {
  const readings: string[] = [];
  const [, whole, rest = ""] = grouped.exec(digits) ?? [];
  // Three digits after a comma are thousands; after a point they may be either: Hive's own amounts have three decimals.
  if (decimal.test(digits) && (whole === undefined || !digits.includes(",") || digits.startsWith("0")))
    readings.push(digits.replace(",", "."));
  if (whole !== undefined) readings.push(whole.replaceAll(/\D/g, "") + rest.replace(",", "."));
  return readings.map((reading) => reading.replace(/^0+(?=\d)/, "").replace(/\.0+$|(\.\d*?[1-9])0+$/, "$1"));
}

function times(reading: string, power: number): string {
  return power === 0 ? reading : String(Number((Number(reading) * 10 ** power).toPrecision(15)));
}
