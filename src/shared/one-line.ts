/** A text with every run of blanks and line breaks as one blank. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
