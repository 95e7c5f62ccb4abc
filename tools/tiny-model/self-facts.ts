import { phrase } from "./phrase.ts";
import { fill, withArticles, type Source } from "./sentences.ts";

/** What people say of themselves. Slots as in sentences.ts. */
const patterns = [
  "I [keep|have|own|grow|love|collect|like|sell|raise] [{q} of|many|some|two|three|old|my own|] {N}",
  "I [keep|have|own|bought|built|found|lost|made|need|want] [a|an old|a new|my own|a second] {n}[ in {m}| at home| last year| in May|]",
  "I [live|work|grew up|was born|study] [in|near] {m}[ with my {n}|]",
  "I am [a|an old|a young] {n} [from|in|near] {m}",
  "I am [from {m}|{m} from {m}|new on Hive|a {n} by trade|a teacher|a farmer|a nurse|a baker|a student]",
  "I [work|worked|earn my money] as a {n}[ in {m}| for years|]",
  "My name is {m}",
  "My [{n}|dog|cat|son|daughter|wife|husband|brother|sister|horse|boat] is [called|named] {m}",
  "My {n} is [{a}|very {a}|{a} and {a}|made of {n}]",
  "My {n} [has|costs|weighs|holds] {q}",
  "My [{n}|son|daughter|mother|father|brother|friend] [likes|keeps|hates|needs|makes|{p}] {N}",
  "My favourite {n} is [the {a} {n}|{m}|{x}|the {n}]",
  "I [prefer|hate|fear|miss|cannot stand] {a} {N}",
  "I [always|never|often|rarely] {v} the {n} [in the morning|at night|at home|on Mondays|]",
  "We [keep|have|sell|make|grow|own] {N}[ in {m}| at home| here|]",
];

/** A sentence in which somebody tells of themself. It begins with I, My or We. */
export function selfFact(source: Source): string {
  const { choice, half } = source;
  const text = withArticles(phrase(patterns, choice, half, (slot) => fill(slot, source)));
  return text + choice.of([".", ".", ".", ".", "!"]);
}
