import { expect, test } from "vitest";
import { languageName, languageOf } from "../../src/trigger/language.ts";

test.each([
  ["How do savings in HBD work, and what do I have to do to get the interest every month?", "en"],
  ["Hola amigos, hoy quiero compartir con ustedes mi experiencia en esta comunidad maravillosa.", "es"],
  ["Guten Morgen zusammen, heute möchte ich euch zeigen, wie man einen Ofen aus Lehm baut.", "de"],
  ["Bonjour à tous, aujourd'hui je voudrais vous montrer comment construire un four en argile.", "fr"],
  ["Olá pessoal, hoje quero mostrar para vocês como construir um forno de barro em casa.", "pt"],
  ["Привет всем, сегодня я хочу рассказать вам о том, как построить печь из глины своими руками.", "ru"],
  ["大家好，今天我想和大家分享我在这里的经历。", "zh"],
  ["みなさん、こんにちは。今日は窯の作り方を紹介します。", "ja"],
  ["여러분 안녕하세요, 오늘은 점토 오븐을 만드는 방법을 보여드리겠습니다.", "ko"],
  ["مرحبا بالجميع، اليوم أريد أن أشارككم تجربتي في هذا المجتمع الرائع", "ar"],
  ["नमस्ते दोस्तों, आज मैं आपको मिट्टी का चूल्हा बनाने का तरीका दिखाना चाहता हूँ और इसके फायदे भी बताऊँगा।", "hi"],
  ["ok", undefined],
  ["gm!", undefined],
  ["LOL nice one bro", undefined],
  ["https://inleo.io/@alice/a-very-long-link-with-english-words-in-it-that-nobody-wrote", undefined],
  ["![a picture of an oven in the evening sun](https://images.hive.blog/oven.png)", undefined],
  ["12345 67890 !!! 🔥🔥🔥", undefined],
  ["", undefined],
])("%j is in %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test("names of languages are taken in both forms, and what is none is refused", () => {
  expect(["en", "eng", "spa", "zh", "cmn"].map((name) => languageName().parse(name))).toEqual([
    "en",
    "en",
    "es",
    "zh",
    "zh",
  ]);
  expect(["xx", "english", "EN", ""].map((name) => languageName().safeParse(name).success)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("64 KB are judged by their beginning", () => {
  expect(
    languageOf("How do savings in HBD work, and what do I have to do to get the interest every month? ".repeat(750)),
  ).toBe("en");
});
