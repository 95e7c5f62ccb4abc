import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Colours only where a person looks at them: on a terminal, and not when NO_COLOR is set. */
export function paintFor(stream: { readonly isTTY?: boolean }, noColor: boolean): Paint {
  return stream.isTTY === true && !noColor ? (style, text) => styleText(style, text) : (_, text) => text;
}
