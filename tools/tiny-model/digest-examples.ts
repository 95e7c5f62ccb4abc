import { codePoints } from "./code-points.ts";
import type { Example, Length } from "./example.ts";
import { keySentence } from "./cues.ts";
import { filler, layOut, title, postSection } from "./post-text.ts";
import { capital, clause, sentence, type Source } from "./sentences.ts";
import { forgeAccount } from "./word-forge.ts";

const counts = { short: [1, 2], usual: [1, 6], long: [6, 12] } as const;
const longestHeadline = 80;
const longestPoint = 100;

/**
 * A post, and what a digest says of it: its key sentence, a headline of that, its first sentence as the summary, the
 * points of its list, and what it is about.
 */
export function digestItemExample(length: Length, source: Source): Example {
  const { choice, half, topic } = source;
  const [from, to] = counts[length];
  const sentences = Array.from({ length: choice.whole(from, to) }, () => filler(source));
  let key = sentences[0] ?? sentence(source);
  let core = key;
  if (choice.chance(0.6)) {
    const cued = keySentence(source);
    sentences[choice.whole(0, sentences.length - 1)] = cued.text;
    ({ text: key, core } = cued);
  }
  const keyPoints = choice.chance(0.22) ? points(source) : [];
  const heading = choice.chance(sentences.length < 3 ? 0.3 : 0.7) ? title(source) : undefined;
  const body = withPoints(sentences, keyPoints, source);
  return {
    job: "digest-item",
    sections: [postSection(forgeAccount(choice, half), heading, body, source)],
    output: { quote: key, headline: headlineOf(core), summary: sentences[0] ?? key, keyPoints, topic: topic.about },
    quote: key,
  };
}

/** What a list in a post says: two or three short lines. */
function points(source: Source): string[] {
  const { choice } = source;
  const line = choice.chance(0.6) ? (): string => capital(clause(source)) : (): string => sentence(source);
  return Array.from({ length: choice.whole(2, 3) }, () => {
    for (;;) {
      const text = line();
      if (codePoints(text).length <= longestPoint) return text;
    }
  });
}

/** The sentences with a list somewhere after the first one. */
function withPoints(sentences: readonly string[], list: readonly string[], source: Source): string {
  const { choice } = source;
  if (list.length === 0) return layOut(sentences, source);
  const at = choice.whole(1, sentences.length);
  const mark = choice.chance(0.7) ? (): string => "- " : (index: number): string => `${index + 1}. `;
  const lines = list.map((text, index) => `${mark(index)}${text}`).join("\n");
  const [before, after] = [sentences.slice(0, at), sentences.slice(at)];
  const parts = [
    layOut(before, source, { trimmings: false }),
    lines,
    ...(after.length > 0 ? [layOut(after, source)] : []),
  ];
  return parts.join("\n\n");
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
