import { convert, type FormatCallback, type HtmlToTextOptions, type SelectorDefinition } from "html-to-text";
import type { Block } from "./block.ts";
import { Outline } from "./outline.ts";

// Stands before a heading's depth in what the converter writes; taken out of the page beforehand.
const mark = "\u0001";
const headingLine = new RegExp(`^${mark}([1-6])(.*)$`);

const heading: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  walk(element.children, builder);
  const depth = String(element.name).slice(1);
  builder.closeBlock({
    trailingLineBreaks: 2,
    blockTransform: (text) => `${mark}${depth}${text.replaceAll("\n", " ")}`,
  });
};

const selectors: SelectorDefinition[] = [
  { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["(", ")"], noAnchorUrl: true } },
  ...["img", "script", "style", "nav", "noscript", "template"].map((selector) => ({ selector, format: "skip" })),
  { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
  { selector: "ul", options: { itemPrefix: "- " } },
];
const levels = ["h1", "h2", "h3", "h4", "h5", "h6"];

const options: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: 32 * 1024 * 1024, maxDepth: 100 },
  formatters: { heading },
};

/** A page as blocks of plain text below its headings. */
export function readHtml(html: string): Block[] {
  const withHeadings = [...selectors, ...levels.map((selector) => ({ selector, format: "heading" }))];
  const text = convert(html.replaceAll(mark, ""), { ...options, selectors: withHeadings });
  const outline = new Outline();
  for (const line of text.split("\n")) {
    const [, depth, words] = headingLine.exec(line) ?? [];
    if (depth === undefined || words === undefined) outline.add(line);
    else outline.head(Number(depth), words.trim());
  }
  return outline.blocks("\n");
}

/** A piece of HTML within another text: its words alone. */
export function plainHtml(html: string): string {
  return convert(html, { ...options, selectors }).trim();
}
