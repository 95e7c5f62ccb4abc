/** The longest name of a document that the model is shown. */
const longest = 80;

/**
 * A document's name as it stands outside the fence: letters, digits and a few signs. Whoever names a file must not be able
 * to imitate what only Skep writes.
 */
export function sourceLabel(source: string): string {
  const plain = source.replaceAll(/[^\p{L}\p{M}\p{N}._/@ -]/gu, "_");
  const characters = Array.from(plain);
  return characters.length <= longest ? plain : `…${characters.slice(1 - longest).join("")}`;
}
