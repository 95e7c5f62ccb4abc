import type { Post } from "../chain/post.ts";
import type { Memory } from "../memory/memory.ts";
import { oneLine } from "../shared/one-line.ts";
import { cleanText } from "./clean-text.ts";
import type { Section } from "./section.ts";

/** A root post or a reply as the model sees it. */
export function postSection(post: Post): Section {
  const body = cleanText(post.body);
  if (post.depth > 0) return { label: `reply by @${post.author}`, text: body };
  return { label: `post by @${post.author}`, text: `${post.title}\n\n${body}` };
}

/** What is asked; always the last section. */
export function questionSection(post: Post): Section {
  return { label: `question by @${post.author}`, text: cleanText(post.body) };
}

/** One remembered exchange. */
export function memorySection({ person, asked, answered }: Memory): Section {
  return { label: `memory of @${person}`, text: `they asked: ${oneLine(asked)}\nyou answered: ${oneLine(answered)}` };
}

/** Something that a person told the agent of themself. */
export function factSection({ person, fact }: { readonly person: string; readonly fact: string }): Section {
  return { label: `memory of @${person}`, text: `they told you: ${oneLine(fact)}` };
}

/** A piece of the operator's documents. `source` is a name of ours, not of a stranger: it stands outside the fence. */
export function knowledgeSection({
  source,
  heading,
  text,
}: {
  readonly source: string;
  readonly heading: string;
  readonly text: string;
}): Section {
  return { label: `knowledge from ${source}`, text: `${heading}\n\n${text}` };
}

/** The headlines that a digest is made of. */
export function headlinesSection(entries: readonly { readonly author: string; readonly headline: string }[]): Section {
  return {
    label: "headlines",
    text: entries.map(({ author, headline }) => `@${author}: ${oneLine(headline)}`).join("\n"),
  };
}
