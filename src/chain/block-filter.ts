import { accountNameForm } from "./account-name.ts";
import { compileMentionWalk } from "./mention-walk.ts";
import type { Needle } from "./needle.ts";
import { compileNeedleScan } from "./needle-scan.ts";

/** Whether a block may matter, by its JSON as a node tells it. `false` is certain, `true` is not. */
export type BlockFilter = (bytes: Buffer) => boolean;

const escape = String.raw`\u00`; // may spell any character of a needle, also within JSON in a text

/**
 * Makes a filter that passes every block that holds a needle. Mentions are looked up apart, however many there are. A block
 * with a `\u00…` escape passes always, one with a patch of a body where there are mentions to look for.
 */
export function compileBlockFilter(needles: readonly Needle[]): BlockFilter {
  const mentions = needles.flatMap((needle) => mentionIn(needle) ?? []);
  const walk = compileMentionWalk(mentions);
  const scan = compileNeedleScan(needles.filter((needle) => mentionIn(needle) === undefined));
  return (bytes) => walk(bytes) || scan(bytes) || bytes.includes(escape);
}

function mentionIn(needle: Needle): string | undefined {
  const name = needle.slice(1);
  return needle.startsWith("@") && accountNameForm.test(name) ? name : undefined;
}
