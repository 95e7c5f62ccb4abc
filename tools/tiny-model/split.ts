/** The two halves of the world: what the model is trained on, and what only the score uses. */
export type Half = "train" | "held-out";

/** The half that a word or a phrase belongs to, for good: one in six is held out, by a hash of its text. */
export function halfOf(text: string): Half {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text.toLowerCase())) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % 6 === 0 ? "held-out" : "train";
}
