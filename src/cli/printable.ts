import { stripVTControlCharacters } from "node:util";

// What could move the cursor, change colours or reverse the direction of what a terminal shows. Line feeds stay.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** Text from the chain or from a model as it may be shown on a terminal: words only, nothing that commands it. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(controls, " ");
}
