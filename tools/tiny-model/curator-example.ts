import { codePoints } from "./code-points.ts";
import type { Example, Length } from "./example.ts";
import { keySentence } from "./cues.ts";
import { phrase } from "./phrase.ts";
import { filler, layOut, title, postSection } from "./post-text.ts";
import { fill, sentence, type Source } from "./sentences.ts";
import { spamSentence } from "./spam.ts";
import { forgeAccount } from "./word-forge.ts";

const counts = { short: [1, 4], usual: [2, 7], long: [6, 12] } as const;
/** Quotes in a reason are cut here, so that a reason keeps within its 280 characters. */
const longestQuote = 200;

/** A post, and whether it deserves an upvote. */
export function curatorExample(length: Length, source: Source): Example {
  const { choice, half } = source;
  const { heading, body, output, quote } = choice.chance(0.3)
    ? spamPost(length, source)
    : choice.chance(0.12)
      ? emptyPost(source)
      : goodPost(length, source);
  const section = postSection(forgeAccount(choice, half), heading, body, source);
  return { job: "curator", sections: [section], output, ...(quote === undefined ? {} : { quote }) };
}

interface JudgedPost {
  readonly heading: string | undefined;
  readonly body: string;
  readonly output: object;
  readonly quote?: string;
}

function spamPost(length: Length, source: Source): JudgedPost {
  const { choice } = source;
  const [from, to] = counts[length];
  const others = Array.from({ length: choice.chance(0.4) ? choice.whole(0, 2) : choice.whole(from, to) }, () =>
    choice.chance(0.08) ? keySentence(source).text : filler(source),
  );
  const begging = spamSentence(source);
  others.splice(choice.whole(0, others.length), 0, begging);
  const heading = choice.chance(0.6) ? title(source) : undefined;
  return {
    heading,
    body: layOut(others, source),
    output: { reason: "It begs or advertises.", score: "1", upvote: null },
  };
}

const nearlyNothing = [
  "[nice|good|great|cool|wow|super|awesome|beautiful|amazing|interesting|lovely] [post|one|work|article|photo|job|share|read|stuff|]",
  "[gm|gn|hello|hi|hey|thanks|thank you|ok|yes|no|lol|haha|first|wow|up|bump|hmm|yeah|same|this|test|so true|agreed|cool] [all|everyone|friend|sir|bro|frens|folks|:)|guys|{m}|]",
  "[good|happy] [morning|night|evening|day|weekend|friday|new year] [all|everyone|friends|hive|frens|{m}|]",
  "[keep it up|well done|love it|like it|me too|good luck|see you|so cute|very nice|not bad|thanks for sharing|thank you so much|have a nice day|to the moon|great to see]",
];

function emptyPost(source: Source): JudgedPost {
  const { choice, half } = source;
  const words = phrase(nearlyNothing, choice, half, (slot) => fill(slot, source));
  const cased = choice.chance(0.5) ? words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : words;
  const text = cased + choice.of(["", "", "!", ".", "!!", " 🙏", " 👍", " 🚀", "...", " 😂"]);
  const heading = choice.chance(0.25) ? text.replace(/[.!?]+$/, "") : undefined;
  return { heading, body: text, output: { reason: "It says next to nothing.", score: "2", upvote: null } };
}

const stepOpenings = [
  ["First", "Then", "Finally"],
  ["First", "Next", "At last"],
  ["First", "Second", "Third"],
  ["First", "After that", "Then"],
  ["To begin", "Then", "In the end"],
  ["Start like this:", "Then", "Then"],
] as const;

const worth = {
  little: { score: "5", upvote: { strength: "light" } },
  usual: { score: "7", upvote: { strength: "normal" } },
  withSteps: { score: "9", upvote: { strength: "full" } },
};

function goodPost(length: Length, source: Source): JudgedPost {
  const { choice } = source;
  const [from, to] = counts[length];
  const few = choice.chance(0.25);
  const withSteps = !few && choice.chance(0.3);
  const sentences = Array.from(
    { length: few ? choice.whole(1, 2) : choice.whole(Math.max(3, from), Math.max(3, to)) },
    () => filler(source),
  );
  const steps = withSteps ? stepsText(source) : undefined;
  let key = sentences[0] ?? "";
  if (choice.chance(0.6)) {
    const cued = keySentence(source).text;
    sentences[choice.whole(0, sentences.length - 1)] = cued;
    key = cued;
  }
  const at = steps === undefined ? 0 : choice.whole(1, sentences.length);
  const parts = [sentences.slice(0, at), sentences.slice(at)].map((part) => layOut(part, source, { trimmings: false }));
  const body =
    steps === undefined
      ? layOut(sentences, source)
      : [parts[0], steps, parts[1]].filter((part) => part !== "" && part !== undefined).join("\n\n");
  const heading = choice.chance(few ? 0.3 : 0.75) ? title(source) : undefined;
  const quoted = cut(key, longestQuote);
  return {
    heading,
    body,
    output: {
      reason: `It has something of its own to say: “${quoted}”`,
      ...(withSteps ? worth.withSteps : few ? worth.little : worth.usual),
    },
    quote: quoted,
  };
}

function stepsText(source: Source): string {
  const { choice } = source;
  const steps = Array.from({ length: choice.whole(2, 5) }, () => sentence(source));
  if (choice.chance(0.5)) return steps.map((step, index) => `${index + 1}. ${step}`).join("\n");
  const openings = choice.of(stepOpenings);
  const lower = (text: string): string => text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
  return openings
    .map((opening, index) => `${opening} ${lower(steps[index] ?? sentence(source))}`)
    .join(choice.chance(0.5) ? " " : "\n");
}

/** The text itself, or its beginning up to a word's end and an ellipsis, at most `longest` characters in all. */
export function cut(text: string, longest: number): string {
  if (codePoints(text).length <= longest) return text;
  const start = codePoints(text)
    .slice(0, longest - 1)
    .join("");
  return `${start.slice(0, start.lastIndexOf(" ")).replace(/[,;:]$/, "")}…`;
}
