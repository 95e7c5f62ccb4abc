import { codePoints } from "./code-points.ts";
import type { Choice } from "./random-choice.ts";
import { halfOf, type Half } from "./split.ts";

const onsets =
  "b b c d d f g h j k l l m m n n p p r r s s t t v w z bl br c ch cl cr d dr f fl fr g gl gr h j k kl kn l m n p pl pr qu r s sc sh sk sl sm sn sp st str t th tr tw v w wh y z".split(
    " ",
  );
const vowels = "a a e e i i o o u ai ea ee ia ie oa oo ou au".split(" ");
const codas = "      n r l s t n r l s t m d k p x ck nd ng nt rd rk rm rn rt sh ss st th ll lt mp".split(" ");
const endings = " a o y er el en in on us ish ly able ment ness ing tion ard ia".split(" ");
const foreignAlphabets = [
  "абвгдежзиклмнопрстуфхцчшыя",
  "áéíóúñçãõêâàüößøåæ",
  "蜂蜜市场价格社区投票今天我们很好大家新的代币时间文章",
  "αβγδεζηθικλμνοπρστυω",
  "ąćęłńóśźżčšžřěů",
];

/** A word that no dictionary has: mostly speakable, sometimes random letters, sometimes of another alphabet. */
export function forgeWord(choice: Choice, half: Half): string {
  for (;;) {
    const word = choice.chance(0.95) ? speakable(choice) : choice.chance(0.5) ? letters(choice) : foreign(choice);
    if (halfOf(word) === half) return word;
  }
}

function speakable(choice: Choice): string {
  const syllables = choice.of([1, 1, 1, 1, 2, 2, 2, 3]);
  let word = "";
  for (let count = 0; count < syllables; count++) word += choice.of(onsets) + choice.of(vowels) + choice.of(codas);
  if (choice.chance(0.5)) word += choice.of(endings);
  return word.length < 3 ? word + choice.of(onsets) + choice.of(vowels) : word.slice(0, 12);
}

function letters(choice: Choice): string {
  return Array.from({ length: choice.whole(3, 8) }, () => choice.of(codePoints("abcdefghijklmnopqrstuvwxyz"))).join("");
}

function foreign(choice: Choice): string {
  const alphabet = codePoints(choice.of(foreignAlphabets));
  const plain = choice.chance(0.4) ? codePoints("abcdeilmnorstu") : [];
  return Array.from({ length: choice.whole(2, 7) }, () => choice.of([...alphabet, ...plain])).join("");
}

/** A Hive account name. */
export function forgeAccount(choice: Choice, half: Half): string {
  const part = (): string => {
    const word = choice.chance(0.95) ? speakable(choice) : letters(choice);
    return word.slice(0, 8);
  };
  const name = choice.chance(0.15)
    ? `${part()}.${part().slice(0, 6)}`
    : choice.chance(0.1)
      ? `${part()}-${part().slice(0, 6)}`
      : part();
  const numbered = choice.chance(0.1) ? `${name.slice(0, 12)}${choice.whole(1, 99)}` : name;
  const legal = numbered.length < 3 ? `${numbered}abc` : numbered;
  return halfOf(legal) === half ? legal.slice(0, 16) : forgeAccount(choice, half);
}
