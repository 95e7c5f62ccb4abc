/** So many signs of emphasis in one paragraph are no emphasis; marked takes quadratic time over them. */
const mostSigns = 500;
const signs = /[*_~]/g;
const betweenParagraphs = /(\n[ \t]*\n)/;
// marked goes one level deeper with every sign of a quote: thousands of them overflow its stack.
const deepQuote = /^((?:[ \t]{0,3}>){8})(?:[ \t]{0,3}>)+/gm;

/**
 * Markdown of which a parser makes the same text in bounded time: quotes nested deeper than eight are taken for eight deep,
 * and a paragraph with more than 500 signs of emphasis loses them.
 */
export function boundedMarkdown(markdown: string): string {
  return markdown
    .replaceAll(deepQuote, "$1")
    .split(betweenParagraphs)
    .map((paragraph) => (isOverloaded(paragraph) ? paragraph.replaceAll(signs, "") : paragraph))
    .join("");
}

function isOverloaded(paragraph: string): boolean {
  if (paragraph.length <= mostSigns) return false;
  return (paragraph.match(signs)?.length ?? 0) > mostSigns;
}
