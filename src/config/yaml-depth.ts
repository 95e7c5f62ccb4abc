import { CST, Lexer } from "yaml";

// Far beyond what anybody writes by hand, far below what the parser's recursion can bear.
const maxFlow = 16;
const maxIndicators = 16;
const maxIndent = 128;

/**
 * Where a YAML text begins to nest deeper than any file written by hand; `undefined` when it never does. Looked at
 * before parsing, because the parser recurses: deep enough nesting ended the whole process and could not be caught.
 */
export function findDeepNesting(text: string): number | undefined {
  let position = 0;
  let flow = 0;
  let indicators = 0;
  let atLineStart = true;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    const indent = atLineStart && type === "space" ? token.length : 0;
    atLineStart = type === "newline";
    indicators = atLineStart ? 0 : indicators + indicatorStep(type);
    flow += flowStep(type);
    if (flow > maxFlow || indicators > maxIndicators || indent > maxIndent) return position;
    if (!isMark(type)) position += token.length;
  }
  return undefined;
}

type TokenType = CST.TokenType | null;

function flowStep(type: TokenType): number {
  if (type === "flow-seq-start" || type === "flow-map-start") return 1;
  return type === "flow-seq-end" || type === "flow-map-end" ? -1 : 0;
}

function indicatorStep(type: TokenType): number {
  return type === "seq-item-ind" || type === "explicit-key-ind" ? 1 : 0;
}

/** Tokens that the lexer puts in; they stand for nothing in the text. */
function isMark(type: TokenType): boolean {
  return type === "doc-mode" || type === "flow-error-end" || type === "scalar";
}
