import { createHash } from "node:crypto";

/**
 * The permlink of what an agent writes about a subject. It derives from nothing else, and on Hive a second comment
 * under the same author and permlink is an edit: so even a lost database cannot make a second reply to one post.
 * 1..255 characters of `[a-z0-9-]`, as the chain demands.
 */
export function permlinkFor(agent: string, subject: string): string {
  const digest = createHash("sha256").update(`${agent}\n${subject}`).digest("hex").slice(0, 16);
  return `${agent}-${digest}`;
}
