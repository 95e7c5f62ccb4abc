import { decisionLengths, type Decision } from "../decision/decision.ts";
import { sentencesOf, withoutStump } from "../shared/sentences.ts";
import { claimCheck } from "./claims.ts";
import { firstFault, type Surroundings } from "./word-rules.ts";

/**
 * Why what a model wrote above a digest is to be written again: it breaks a rule for words on chain, its title says what
 * none of the posts does, or no sentence of the rest is supported by them. `undefined` when it will do.
 */
export function openingFault(decision: Decision, source: string, surroundings: Surroundings): string | undefined {
  const { title, body } = openingOf(decision);
  const fault = firstFault([title, body], surroundings);
  if (fault) return `${fault.rule}: ${fault.because}`;
  const strange = claimCheck(source)(title);
  if (strange !== undefined) return `the title says ${strange}, which no post does`;
  return body !== "" && supported(body, source) === "" ? "no sentence of it is supported by the posts" : undefined;
}

/** The same without the sentences that say what none of the posts does, and without what the grammar ended halfway. */
export function supportedOpening(decision: Decision, source: string): Decision {
  const { reply, post, thread } = decision;
  const cut = (body: string, maxLength: number): string => supported(withoutStump(body, maxLength), source);
  const { title, body, thread: short } = decisionLengths;
  return {
    ...decision,
    ...(reply && { reply: { body: cut(reply.body, body) } }),
    ...(post && { post: { title: withoutStump(post.title, title), body: cut(post.body, body) } }),
    ...(thread && { thread: { body: cut(thread.body, short) } }),
  };
}

function openingOf({ reply, post, thread }: Decision): { readonly title: string; readonly body: string } {
  const body = [reply?.body, post?.body, thread?.body].filter(Boolean).join("\n\n");
  return { title: post?.title ?? "", body };
}

/** Paragraph by paragraph, so that its form stays. */
function supported(body: string, source: string): string {
  const check = claimCheck(source);
  const paragraphs = body.split("\n").map((line) => {
    const sentences = sentencesOf(line);
    const founded = sentences.filter((sentence) => check(sentence) === undefined);
    return founded.length === sentences.length ? line : founded.join(" ");
  });
  return paragraphs
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
