import { francAll } from "franc-min";
import { expressions } from "franc-min/expressions.js";
import { data } from "franc-min/data.js";
import { z } from "zod";
import { ownWords } from "./own-words.ts";

const link = /https?:\/\/\S+|!?\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)|@[a-z0-9.-]+/gi;
const enough = 400; // characters: more makes it no surer, and what repeats itself less sure
const fewestLetters = 50; // below that, Spanish is easily Portuguese
const surely = 0.02; // how far the second best must lie behind

const known: ReadonlySet<string> = new Set(
  [...Object.values(data).flatMap((script) => Object.keys(script)), ...Object.keys(expressions)]
    .filter((code) => /^[a-z]{3}$/.test(code))
    .map(shortest),
);

/**
 * The language of what a post says in its author's own words, as ISO 639-1 where that has it (`en`, `es`, `zh`), else as
 * ISO 639-3; `undefined` where it cannot be told: short texts, and languages that lie too near to each other. Pure.
 */
export function languageOf(text: string): string | undefined {
  const words = ownWords(text).replaceAll(link, " ").slice(0, enough);
  const [best, second] = francAll(words, { minLength: 10 });
  if (!best || best[0] === "und") return undefined;
  const isOnlyOne = second === undefined; // a writing that one language alone has
  const letters = words.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  if (!isOnlyOne && (letters < fewestLetters || best[1] - second[1] < surely)) return undefined;
  return shortest(best[0]);
}

/** A language as an agent file names it; parses to the form that `languageOf` answers. */
export function languageName(): z.ZodType<string, string> {
  return z
    .string()
    .regex(/^[a-z]{2,3}$/, 'must be a language code such as "en" or "es"')
    .transform(shortest)
    .refine((code) => known.has(code), "is not one of the languages that can be told apart");
}

function shortest(code: string): string {
  return Intl.getCanonicalLocales(code)[0] ?? code;
}
