const suspicious = /[\p{Cc}\p{Surrogate}]/gu;

// Of JSON's escapes hived's parser knows these and \" \\ \/, which no client needs for a character of these kinds.
const known = new Set(["\t", "\n", "\r"]);

/**
 * A text as hived reads it from JSON: of a control character or half a surrogate pair remains the escape without its
 * backslash, such as `u0007`, so that a signature over the character itself does not fit. As recorded from hived 1.28.5.
 */
export function hivedText(text: string): string {
  return text.replaceAll(suspicious, (character) => {
    const written = JSON.stringify(character).slice(1, -1);
    return written.startsWith("\\") && !known.has(character) ? written.slice(1) : character;
  });
}
