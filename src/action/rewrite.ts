import type { Comment, Operation } from "../chain/operation.ts";
import { splitFooter } from "./footer.ts";

/** What of a post or reply its operator may change. */
export interface Words {
  /** Empty for a reply. */
  readonly title: string;
  /** The body without the line that says who wrote it. */
  readonly text: string;
}

/** The words of the comment among these operations; `undefined` where there is none, or none that an agent signed. */
export function wordsOf(operations: readonly Operation[]): Words | undefined {
  const comment = operations.find((operation) => operation.type === "comment");
  const parts = comment && splitFooter(comment.body);
  return comment && parts && { title: comment.title, text: parts.text };
}

/** The same operations with other words; who wrote it is said below them as before, and all else stays. */
export function rewritten(operations: readonly Operation[], { title, text }: Words): Operation[] {
  return operations.map((operation) => (operation.type === "comment" ? withWords(operation, title, text) : operation));
}

function withWords(comment: Comment, title: string, text: string): Comment {
  const footer = splitFooter(comment.body)?.footer ?? "";
  return {
    ...comment,
    title: comment.parentAuthor === "" ? title : comment.title,
    body: `${text.trim()}\n\n${footer}`,
  };
}
