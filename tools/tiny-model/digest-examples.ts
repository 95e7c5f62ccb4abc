import { codePoints } from "./code-points.ts";
import type { Example, Length } from "./example.ts";
import { keySentence } from "./cues.ts";
import { filler, layOut, title, postSection } from "./post-text.ts";
import { capital, clause, sentence, type Source } from "./sentences.ts";
import { forgeAccount } from "./word-forge.ts";

const counts = { short: [1, 2], usual: [1, 6], long: [6, 12] } as const;
const longestHeadline = 80;

/** A post, its key sentence and a headline for a digest. */
export function digestItemExample(length: Length, source: Source): Example {
  const { choice, half } = source;
  const [from, to] = counts[length];
  const sentences = Array.from({ length: choice.whole(from, to) }, () => filler(source));
  let key = sentences[0] ?? sentence(source);
  let core = key;
  if (choice.chance(0.6)) {
    const cued = keySentence(source);
    sentences[choice.whole(0, sentences.length - 1)] = cued.text;
    ({ text: key, core } = cued);
  }
  const heading = choice.chance(sentences.length < 3 ? 0.3 : 0.7) ? title(source) : undefined;
  return {
    job: "digest-item",
    sections: [postSection(forgeAccount(choice, half), heading, layOut(sentences, source), source)],
    output: { headline: headlineOf(core), quote: key },
    quote: key,
  };
}

/** A sentence as a headline: no end mark, a capital, cut at a word's end after at most 80 characters. */
export function headlineOf(text: string): string {
  const plain = capital(text.replace(/[.!?]+$/, ""));
  if (codePoints(plain).length <= longestHeadline) return plain;
  const start = codePoints(plain)
    .slice(0, longestHeadline + 1)
    .join("");
  return start.slice(0, start.lastIndexOf(" ")).replace(/[,;:]$/, "");
}

/** The headlines of some posts, and the digest made of them: it speaks of the first, the list speaks of all. */
export function digestExample(source: Source): Example {
  const { choice, half } = source;
  const posts = Array.from({ length: choice.whole(1, 8) }, () => ({
    author: forgeAccount(choice, half),
    headline: headlineOf(choice.of([clause, sentence, title])(source)),
  }));
  const text = posts.map(({ author, headline }) => `@${author}: ${headline}`).join("\n");
  const { author = "", headline = "" } = posts[0] ?? {};
  return {
    job: "inleo-digest",
    sections: [{ label: "headlines", text }],
    output: {
      reason: "These posts have something to say.",
      post: { title: `INLEO digest: ${headline}`, body: `First of today's posts, by @${author}: ${headline}.` },
    },
  };
}
