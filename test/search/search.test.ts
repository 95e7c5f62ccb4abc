import fc from "fast-check";
import { expect, it } from "vitest";
import { ngramVector } from "../../src/search/ngram-embedder.ts";
import { rank, type Candidate } from "../../src/search/rank.ts";
import { labelTerm, questionTerms, sharedTerm, termsOf, termText } from "../../src/search/terms.ts";
import { cosineTo, packVector } from "../../src/search/vector.ts";
import { wordsOf } from "../../src/search/words.ts";

const candidate = (id: number, text: string): Candidate => ({ id, ...searchable(text) });
const searchable = (text: string) => ({ terms: termsOf(text), vector: packVector(ngramVector(text)) });
const best = (question: string, texts: readonly string[]): string | undefined =>
  texts[
    rank(
      searchable(question),
      texts.map((text, id) => candidate(id, text)),
    )[0]?.id ?? -1
  ];

it.each([
  ["Chinese, two characters of more", "我养了一只猫咪", "猫咪", "我住在北京"],
  ["Chinese, one character", "我养了一只狗", "狗", "今天下雨"],
  ["Japanese", "東京で寿司屋をやっています", "寿司屋", "大阪に住んでいます"],
  ["Korean, with another particle", "나는 강아지를 키운다", "강아지는", "우표를 모은다"],
  ["Thai", "ฉันชอบกินข้าวมันไก่", "ข้าวมันไก่", "บ้านอยู่เชียงใหม่"],
  ["Arabic, with and without vowel marks", "كَلْبِي اسمه رعد", "كلبي", "أعيش في طنجة"],
  ["Hebrew, with and without points", "שמי דָּוִד", "דוד", "אני גר בחיפה"],
  ["Hindi", "मैं दिल्ली में रहता हूँ", "दिल्ली", "मुझे चाय पसंद है"],
  ["combining marks", "cafe\u0301 owner", "café", "tea shop"],
  ["an emoji", "I love 🐝 and honey", "🐝?", "I love 🐈 and milk"],
  ["a flag", "Flug nach 🇮🇸", "🇮🇸", "Flug nach 🇳🇴"],
  ["full width", "ＨＩＶＥ power", "hive", "steam engine"],
  ["a typo", "My dog is called Bartholomew", "bartolomhew", "My cat is called Felix"],
  ["an inflection", "I repair bicycles", "bicycle repairing", "I collect stamps"],
])("finds again: %s", (_, told, asked, other) => {
  expect(best(asked, [other, told])).toBe(told);
  expect(best(asked, [told, other])).toBe(told);
});

it("answers nothing that has neither a word nor an angle in common", () => {
  expect(rank({ terms: termsOf("xyzzy") }, [candidate(1, "something else")])).toEqual([]);
});

it("prefers the newer of two that fit alike, and ranks without vectors too", () => {
  const { terms } = searchable("bees");
  expect(
    rank({ terms }, [
      { id: 3, terms },
      { id: 7, terms },
      { id: 5, terms },
    ]).map(({ id }) => id),
  ).toEqual([7, 5, 3]);
});

it("packs a vector so that angles stay", () => {
  const [one, other] = [ngramVector("bees in the garden"), ngramVector("the gardener has a bee")];
  const exact = one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
  expect(cosineTo(packVector(one))(packVector(other))).toBeCloseTo(exact, 2);
  expect(packVector(one)).toHaveLength(388);
  expect(cosineTo(packVector(one))(packVector(new Float32Array(384)))).toBe(0);
  expect(cosineTo(packVector(one))(packVector(new Float32Array(2)))).toBe(0);
});

it("never throws, and gives sorted, distinct terms that are one ASCII word each", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      const terms = [...termsOf(text)];
      expect(terms).toEqual([...new Set(terms)].toSorted((a, b) => a - b));
      expect(termText(terms)).toMatch(/^[0-9a-z ]*$/);
      expect(wordsOf(text.normalize("NFD"))).toEqual(wordsOf(text.normalize("NFC")));
      for (const term of questionTerms(text)) expect(terms).toContain(term);
      const length = Math.hypot(...ngramVector(text));
      expect(length === 0 || Math.abs(length - 1) < 1e-4).toBe(true);
    }),
  );
});

it("asks for the longest words first, and keeps labels and shared words apart from words", () => {
  expect(questionTerms("a bee and a beekeeper", 1)).toEqual(
    [...termsOf("beekeeper")].filter((term) => questionTerms("beekeeper", 1).includes(term)),
  );
  expect(termsOf("agent sage")).not.toContain(labelTerm("agent sage"));
  const [term = 0] = termsOf("bee");
  expect(sharedTerm("sage", term)).not.toBe(sharedTerm("curator", term));
  expect(sharedTerm("sage", term)).not.toBe(term);
});
