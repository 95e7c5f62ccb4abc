import {
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Complaint, Place } from "./complaint.ts";
import { findDeepNesting } from "./yaml-depth.ts";

/** A YAML text as plain data, with the way back to where each part of it stands. */
export interface Yaml {
  readonly value: unknown;
  /** Where the value at this path stands, or the nearest thing above it that exists. */
  placeOf(path: readonly PropertyKey[]): Place;
  /** Where the last key of this path stands. */
  placeOfKey(path: readonly PropertyKey[]): Place;
}

/**
 * Reads one strict YAML 1.2 document. Anchors, aliases, tags, merge keys, directives and repeated keys are refused:
 * what a file says must be what it shows. `offset` is how many lines stand before the text in its file.
 */
export function readYaml(file: string, text: string, offset = 0): Yaml | { readonly complaints: Complaint[] } {
  const lines = new LineCounter();
  const deep = findDeepNesting(text);
  if (deep !== undefined) return { complaints: [deepComplaint(file, text, deep, offset)] };
  const document = parseDocument(text, { version: "1.2", schema: "core", lineCounter: lines, prettyErrors: false });
  const place = (position: number): Place => {
    const { line, col } = lines.linePos(position);
    return { file, line: line + offset, column: Math.max(1, col) };
  };
  const complain = ({ position, message }: Refusal): Complaint => ({ ...place(position), path: "", message });

  const refusals = [...document.errors.map(syntaxRefusal), ...refusedFeatures(document)];
  if (refusals.length > 0) return { complaints: firstOfEachLine(refusals.map(complain)) };
  return {
    value: document.toJS({ maxAliasCount: 0 }),
    placeOf: (path) => place(nearestNode(document, path)?.range?.[0] ?? 0),
    placeOfKey: (path) => place((keyNode(document, path) ?? nearestNode(document, path))?.range?.[0] ?? 0),
  };
}

type ScalarOrCollection = Scalar | YAMLMap | YAMLSeq;

function deepComplaint(file: string, text: string, position: number, offset: number): Complaint {
  const before = text.slice(0, position).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  return { file, line: before.length + offset, column, path: "", message: "is nested too deeply" };
}

interface Refusal {
  readonly position: number;
  readonly message: string;
}

/** What the parser's commonest errors mean to somebody who does not know YAML well. */
const remedies: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'a value that begins with "*" or "&" must stand in quotes, such as cron: "0 18 * * *"',
  BAD_SCALAR_START: "a value that begins with this character must stand in quotes",
  DUPLICATE_KEY: "this key stands here twice",
  MULTIPLE_DOCS: 'a file holds one document: take out the "---"',
  TAB_AS_INDENT: "indent with blanks, not with tabs",
};

function syntaxRefusal({ code, message, pos: [position] }: YAMLError): Refusal {
  return { position, message: remedies[code] ?? `not YAML: ${message}` };
}

/** One slip often gives several errors after it; the first of a line is the one that helps. */
function firstOfEachLine(complaints: readonly Complaint[]): Complaint[] {
  const seen = new Set<number>();
  return complaints.filter(({ line }) => !seen.has(line) && seen.add(line));
}

function refusedFeatures(document: Document.Parsed): Refusal[] {
  const refusals: Refusal[] = [];
  const { directives, warnings } = document;
  const hasDirective = directives.yaml.explicit === true || Object.keys(directives.tags).length > 1;
  if (hasDirective || warnings.some(({ code }) => code === "BAD_DIRECTIVE")) {
    refusals.push({ position: 0, message: "directives (lines that begin with %) are not allowed" });
  }
  visit(document, {
    Alias: (_, { range }) => void refusals.push({ position: range?.[0] ?? 0, message: remedies["BAD_ALIAS"] ?? "" }),
    Value: (_, node) => void refusals.push(...nodeRefusals(node)),
    Pair: (_, { key }) => void refusals.push(...keyRefusals(key)),
  });
  return refusals;
}

function nodeRefusals({ range, anchor, tag }: ScalarOrCollection): Refusal[] {
  const position = range?.[0] ?? 0;
  if (anchor !== undefined) return [{ position, message: 'anchors ("&name") are not allowed: write it out' }];
  if (tag !== undefined) return [{ position, message: 'tags ("!name") are not allowed' }];
  return [];
}

function keyRefusals(key: unknown): Refusal[] {
  if (!isScalar(key)) return [{ position: isNode(key) ? (key.range?.[0] ?? 0) : 0, message: "a key must be a word" }];
  const position = key.range?.[0] ?? 0;
  if (key.value === "<<") return [{ position, message: 'merge keys ("<<") are not allowed: write it out' }];
  if (key.value === "__proto__") return [{ position, message: 'unknown key "__proto__"' }];
  return [];
}

function nearestNode(document: Document.Parsed, path: readonly PropertyKey[]): Node | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node)) return node;
  }
  return undefined;
}

function keyNode(document: Document.Parsed, path: readonly PropertyKey[]): Node | undefined {
  const map = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(map)) return undefined;
  const key = map.items.map((pair) => pair.key).find((item) => isScalar(item) && String(item.value) === path.at(-1));
  return isNode(key) ? key : undefined;
}
