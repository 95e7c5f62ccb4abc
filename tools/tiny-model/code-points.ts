/** The Unicode code points of a text: what limits of length count. */
export function codePoints(text: string): string[] {
  return Array.from(text);
}
