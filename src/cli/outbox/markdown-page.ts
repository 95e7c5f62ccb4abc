import { Marked, type MarkedExtension } from "marked";
import { markedTerminal } from "marked-terminal";
import { printable } from "../printable.ts";

/**
 * A text in Markdown, by anybody, as it looks on a terminal so many columns wide. What could command the terminal is taken
 * out before, and every link shows where it leads.
 */
export function markdownPage(text: string, width: number): string {
  // Its types are those of version 6, which returned a renderer.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const look = markedTerminal({ width, reflowText: true, emoji: false, showSectionPrefix: false }) as MarkedExtension;
  const marked = new Marked({ gfm: true, breaks: true }, look, {
    renderer: {
      link: ({ href, text: words }) => (words === href ? href : `${words} (${href})`),
      image: ({ href, text: words }) => `[picture: ${words} (${href})]`,
    },
  });
  return marked.parse(printable(text), { async: false }).trimEnd();
}
