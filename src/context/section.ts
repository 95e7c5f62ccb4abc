/** One labelled piece of what the model sees. */
export interface Section {
  /** What it is, in our words and in validated account names only: it stands outside the fence. */
  readonly label: string;
  /** Text from the chain or from memory: untrusted, always fenced. */
  readonly text: string;
}

// Everything Unicode or a tokenizer may take for the end of a line.
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
// Zero-width, bidirectional and other invisible characters, which hide text from people but not from models.
const invisible =
  /\u034F|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]/gu;

/**
 * Fences untrusted text by putting `| ` before each of its lines. There is no closing mark that a text could imitate:
 * whatever it holds, each of its lines starts with the bar.
 */
export function fence(untrusted: string): string {
  return untrusted
    .replaceAll(invisible, "")
    .split(lineBreaks)
    .map((line) => (line.trim() === "" ? "|" : `| ${line}`))
    .join("\n");
}

/** The user message of a turn: each section's label in brackets, then its fenced text. */
export function renderSections(sections: readonly Section[]): string {
  return sections.map(({ label, text }) => `[${label}]\n${fence(text)}`).join("\n");
}
