import { compile, type HtmlToTextOptions } from "html-to-text";
import { marked } from "marked";
import { footerForm } from "../action/footer.ts";
import { boundedMarkdown } from "./bounded-markdown.ts";
import { withoutTrackers } from "./tracker-links.ts";

/** More of a body than this is not looked at: a bound on the work, far above what a model's context holds. */
const maxLength = 65_536;

const options: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: Infinity, maxDepth: 50 }, // what is too long is cut before: this library would say so on the console
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    { selector: "table", format: "skip" },
    { selector: "pre", format: "skip" },
    { selector: "hr", format: "skip" },
    { selector: "ul", options: { itemPrefix: "- " } },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
};

const withoutQuotes: HtmlToTextOptions = {
  ...options,
  selectors: [...(options.selectors ?? []), { selector: "blockquote", format: "skip" }],
};

// Made ready once: that takes longer than most texts do.
const toText = compile(options);
const toTextWithoutQuotes = compile(withoutQuotes);

const postedUsing = /^posted (using|with|via) .*$/gim;
// The address of a picture, alone on a line, is shown as the picture by Hive's pages.
const bareImage = /^https?:\/\/\S{1,500}\.(?:png|jpe?g|gif|webp|svg)$/gim;
// Inside an HTML block Markdown is not parsed, yet Hive's pages show such images all the same.
const strayImage = /!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)/g;

/** A Hive body (Markdown, HTML or both) as plain text: words kept in every script; images, tables, code and footers dropped. Never throws. */
export function cleanText(body: string): string {
  return plainText(body, toText);
}

/** A body as its author's own words, for being read and quoted: as `cleanText`, and without what it quotes of others. */
export function readingText(body: string): string {
  return plainText(body, toTextWithoutQuotes);
}

function plainText(body: string, convert: (html: string) => string): string {
  const html = toHtml(boundedMarkdown(body.slice(0, maxLength)));
  return withoutTrackers(convert(html.slice(0, maxLength * 2)))
    .replaceAll(strayImage, "")
    .replaceAll(bareImage, "")
    .replaceAll(postedUsing, "")
    .replaceAll(footerForm, "")
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()
    .slice(0, maxLength);
}

function toHtml(markdown: string): string {
  try {
    return marked.parse(markdown, { async: false, gfm: true, breaks: true });
  } catch {
    return markdown; // thousands of nested quotes overflow the parser's stack; as text they do no harm
  }
}
