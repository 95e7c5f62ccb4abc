import { contentStems, stem } from "./content-words.ts";
import type { Example, Length } from "./example.ts";
import { question } from "./questions.ts";
import { openings, scene, toSection, type Piece, type Place } from "./sage-scene.ts";
import { countStems, findTarget, type StemCounts, type Target } from "./sage-target.ts";
import { selfFact } from "./self-facts.ts";
import { capital, noun, sentence, type Source } from "./sentences.ts";
import { topics } from "./topics.ts";
import { forgeAccount, forgeWord } from "./word-forge.ts";

const reasons: Readonly<Record<Place, string>> = {
  post: "the post answers this",
  reply: "a reply answers this",
  memory: "I told this person before",
  fact: "this person told me",
  knowledge: "my notes answer this",
};
const unknown = {
  reason: "Nothing here answers this.",
  reply: { body: "I do not know: neither this thread nor my memory says it." },
};
const heard = { reason: "This person tells me of themself.", reply: { body: "Thank you, I will remember that." } };

/** A question to the agent `account`, with a thread, a memory and knowledge that may answer it. */
export function sageExample(account: string, length: Length, source: Source): Example {
  const { choice, half } = source;
  const asker = forgeAccount(choice, half);
  const pieces = scene(account, asker, length, source);
  const { asked, found, told } = ask(pieces, source);
  const sections = [
    ...pieces.map((piece) => toSection(piece, source)),
    { label: `question by @${asker}`, text: address(asked, account, source) },
  ];
  const remember = told ?? null;
  if (asked === told) return { job: "sage", sections, output: { ...heard, remember } };
  if (found === undefined) return { job: "sage", sections, output: { ...unknown, remember } };
  return { job: "sage", sections, output: { ...answer(found), remember }, quote: found.quote };
}

interface Asked {
  readonly asked: string;
  /** What the question points at; `undefined` where nothing speaks of it. */
  readonly found: Target | undefined;
  /** What the asker says of themself besides, or instead of asking. */
  readonly told?: string;
}

/** A question, and the one sentence that it points at, if it shall point at one. */
function ask(pieces: readonly Piece[], source: Source): Asked {
  const { choice } = source;
  const counts = countStems(pieces);
  if (choice.chance(0.05)) {
    const told = selfFact(source);
    return { asked: told, found: undefined, told };
  }
  const target = choice.chance(0.13) ? undefined : findTarget(pieces, counts, source);
  const plain = target === undefined ? askOfNothing(counts, source) : askFor(target, counts, source);
  if (choice.chance(0.24)) return tellBesides(plain, counts, source);
  return choice.chance(0.06) ? { ...plain, asked: beside(plain.asked, remark(counts, source), source) } : plain;
}

/** The question together with something that the asker says of themself. */
function tellBesides(plain: Asked, counts: StemCounts, source: Source): Asked {
  const told = unrelated(() => selfFact(source), counts, source);
  return { ...plain, asked: beside(plain.asked, told, source), told };
}

/** A sentence that is neither a question nor about the asker. */
function remark(counts: StemCounts, source: Source): string {
  for (;;) {
    const text = unrelated(() => sentence(source), counts, source);
    if (!/^(?:I|My|We|Our)\b/i.test(text) && /[.!]$/.test(text)) return text;
  }
}

/** A sentence that mostly shares no word with what could be asked for: then the question alone says what is meant. */
function unrelated(make: () => string, counts: StemCounts, { choice }: Source): string {
  for (;;) {
    const text = make();
    if (choice.chance(0.1) || ![...contentStems(text)].some((one) => counts.has(one))) return text;
  }
}

/** The question and another sentence, in either order. */
function beside(asked: string, other: string, { choice }: Source): string {
  const between = choice.chance(0.85) ? " " : "\n\n";
  const whole = /[?.!]$/.test(asked) ? asked : `${asked}?`;
  if (choice.chance(0.65)) return `${other}${between}${choice.chance(0.6) ? capital(whole) : whole}`;
  return `${choice.chance(0.5) ? capital(whole) : whole}${between}${other}`;
}

function askOfNothing(counts: StemCounts, source: Source): Asked {
  const { choice, half } = source;
  for (;;) {
    const topic = choice.chance(0.5) ? choice.of(topics) : undefined;
    const words = Array.from({ length: choice.whole(1, 2) }, () =>
      topic === undefined ? forgeWord(choice, half) : noun({ ...source, topic }),
    );
    const asked = question(words, choice.chance(0.08) ? choice.of(["answered", "told"]) : "new", source);
    if (![...contentStems(asked)].some((one) => counts.has(one))) return { asked, found: undefined };
  }
}

function askFor(target: Target, counts: StemCounts, source: Source): Asked {
  const { choice } = source;
  const own = new Set([target.subject, target.companion ?? target.subject].map(stem));
  for (;;) {
    const words = [target.subject, ...(target.companion === undefined ? [] : [target.companion])];
    const ordered = choice.chance(0.85) ? words : words.toReversed();
    const asked = question(
      ordered.map((word) => asAsked(word, source)),
      recallOf(target.place, source),
      source,
    );
    // A word of the question itself may stand in a text too; then it would be a second subject.
    if ([...contentStems(asked)].every((one) => own.has(one) || !counts.has(one))) return { asked, found: target };
  }
}

/** Whether the question asks for something new, for what the agent answered before, or for what the asker told it. */
function recallOf(place: Place, { choice }: Source): "new" | "answered" | "told" {
  if (place === "memory" && choice.chance(0.7)) return "answered";
  if (place === "fact" && choice.chance(0.7)) return "told";
  return choice.chance(0.08) ? choice.of(["answered", "told"]) : "new";
}

/** The decision for an answer that stands in a text. */
function answer({ place, subject, quote }: Target): object {
  return {
    reason: `About ${subject}: ${reasons[place]}.`,
    reply: { body: `${openings[place]}: “… ${quote}”` },
  };
}

/** The word as somebody else would write it: in another number or tense, with another capital. */
function asAsked(word: string, { choice }: Source): string {
  if (choice.chance(0.85) || !/^\p{L}+$/u.test(word))
    return /^[A-Z][a-z]/.test(word) && choice.chance(0.3) ? word.toLowerCase() : word;
  const changed = choice.of([
    stemmed,
    stemmed,
    (it: string) => `${it}s`,
    (it: string) => `${stemmed(it)}ing`,
    (it: string) => `${stemmed(it)}ed`,
    capital,
    (it: string) => it.toUpperCase(),
  ])(word);
  return stem(changed) === stem(word) ? changed : word;
}

function stemmed(word: string): string {
  return word.slice(0, stem(word).length);
}

function address(asked: string, account: string, { choice }: Source): string {
  return choice.of([
    `@${account} ${asked}`,
    `@${account} ${asked}`,
    `@${account}, ${asked}`,
    `${asked} @${account}`,
    `hey @${account} ${asked}`,
    `Hi @${account}! ${capital(asked)}`,
    asked,
    capital(asked),
    `${capital(asked)}\n\n@${account}`,
  ]);
}
