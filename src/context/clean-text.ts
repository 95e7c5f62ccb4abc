import { convert, type HtmlToTextOptions } from "html-to-text";
import { marked } from "marked";
import { footerForm } from "../action/footer.ts";

/** More of a body than this is not looked at: a bound on the work, far above what a model's context holds. */
const maxLength = 65_536;

const options: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: maxLength * 2, maxDepth: 50 },
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

const postedUsing = /^posted (using|with|via) .*$/gim;
// Inside an HTML block Markdown is not parsed, yet Hive's pages show such images all the same.
const strayImage = /!\[[^\]\n]*\]\([^)\n]*\)/g;

/** A Hive body (Markdown, HTML or both) as plain text: words kept in every script; images, tables, code and footers dropped. Never throws. */
export function cleanText(body: string): string {
  return convert(toHtml(body.slice(0, maxLength)), options)
    .replaceAll(strayImage, "")
    .replaceAll(postedUsing, "")
    .replaceAll(footerForm, "")
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function toHtml(markdown: string): string {
  try {
    return marked.parse(markdown, { async: false, gfm: true, breaks: true });
  } catch {
    return markdown; // thousands of nested quotes overflow the parser's stack; as text they do no harm
  }
}
