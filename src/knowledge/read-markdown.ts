import { lexer, type Token, type Tokens } from "marked";
import { oneLine } from "../shared/one-line.ts";
import type { Block } from "./block.ts";
import { Outline } from "./outline.ts";
import { plainHtml } from "./read-html.ts";

const frontMatter = /^---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/;

/** Markdown as blocks of plain text: lists, tables and code keep their words, links their address. */
export function readMarkdown(text: string): Block[] {
  const outline = new Outline();
  for (const token of lexer(text.replace(frontMatter, ""))) {
    if (isHeading(token)) outline.head(token.depth, oneLine(inline(token.tokens)));
    else outline.add(wordsOf(token).trim());
  }
  return outline.blocks("\n\n");
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === "heading";
}

/** A token of a block as plain text; empty for what has no words. */
function wordsOf(token: Token): string {
  switch (token.type) {
    case "space":
    case "hr":
    case "def":
      return "";
    case "code":
      return String(token["text"]);
    case "html":
      return plainHtml(token.raw);
    case "list":
      return itemsOf(token)
        .map((item) => `- ${item.tokens.map(wordsOf).join("\n").trim()}`)
        .join("\n");
    case "table":
      return rowsOf(token)
        .map((row) => row.map((cell) => inline(cell.tokens)).join(" | "))
        .join("\n");
    default:
      return token.type === "blockquote"
        ? childrenOf(token).map(wordsOf).join("\n\n")
        : inline(childrenOf(token), token.raw);
  }
}

function itemsOf(token: Token): Tokens.ListItem[] {
  return token.type === "list" ? token["items"] : [];
}

function rowsOf(token: Token): Tokens.TableCell[][] {
  return token.type === "table" ? [token["header"], ...token["rows"]] : [];
}

function childrenOf(token: Token): Token[] {
  return "tokens" in token ? (token.tokens ?? []) : [];
}

function inline(tokens: readonly Token[], otherwise = ""): string {
  if (tokens.length === 0) return otherwise;
  return tokens.map(inlineText).join("");
}

function inlineText(token: Token): string {
  switch (token.type) {
    case "br":
      return "\n";
    case "html":
      return "";
    case "image":
    case "codespan":
    case "escape":
      return String(token["text"]);
    case "link": {
      const text = inline(childrenOf(token));
      const href = String(token["href"]);
      return !/^https?:/i.test(href) || text.includes(href) ? text : `${text} (${href})`;
    }
    default:
      return inline(childrenOf(token), "text" in token ? String(token.text) : token.raw);
  }
}
