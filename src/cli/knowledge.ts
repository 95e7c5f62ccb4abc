import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import { findPieces } from "../knowledge/find-pieces.ts";
import { openEmbedder } from "../runtime/open-embedder.ts";
import { silentLog } from "../shared/log.ts";
import { oneLine } from "../shared/one-line.ts";
import type { Chunk, DocumentView } from "../store/knowledge-store.ts";
import { reindex } from "./knowledge-reindex.ts";
import { loadProject } from "./load-project.ts";
import { openViews } from "./open-views.ts";
import { parseLimit } from "./parse-limit.ts";
import { printable } from "./printable.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { showTable } from "./show-table.ts";
import { sizeText } from "./size-text.ts";
import { stopSignals } from "./stop-signals.ts";
import { clip } from "./table.ts";

const agent = { type: "string", description: "Only of this agent", valueHint: "name" } as const;
const json = { type: "boolean", description: "For machines" } as const;

const status = defineCommand({
  meta: { name: "status", description: "The documents that agents know, and what is wrong with them" },
  args: { ...settingArgs, agent, json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const documents = await store.knowledge.readDocuments(args.agent);
    if (args.json) return console.log(JSON.stringify(documents, undefined, 2));
    if (documents.length === 0) return console.log("No agent knows a document: see `knowledge:` in docs/knowledge.md.");
    showTable(["agent", "document", "size", "pieces", "tokens", "learned", "problem"], documents.map(documentCells));
  },
});

function documentCells({ agent: whose, source, bytes, chunks, tokens, at, problem }: DocumentView): string[] {
  const learned = at.toISOString().slice(0, 16).replace("T", " ");
  return [whose, printable(source), sizeText(bytes), String(chunks), String(tokens), learned, printable(problem)];
}

const search = defineCommand({
  meta: { name: "search", description: "What an agent would be shown for a question, best first" },
  args: {
    ...settingArgs,
    agent: { ...agent, description: "Whose knowledge (default: of each agent)" },
    limit: { type: "string", description: "At most so many pieces", default: "3" },
    json,
    question: { type: "positional", description: "What is asked", required: true },
  },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    await using store = await openViews(flagsOf(args));
    using stop = stopSignals(() => undefined);
    await using opened = await openEmbedder(config, { log: silentLog, signal: stop.drain });
    const { embedder } = opened;
    const known = await store.knowledge.readDocuments(args.agent);
    const wanted = { question: args.question, limit: parseLimit(args.limit) };
    const found: (Chunk & { readonly agent: string })[] = [];
    for (const name of new Set(known.map((document) => document.agent))) {
      const pieces = await findPieces({ ...wanted, agent: name }, { store: store.knowledge, embedder }, stop.drain);
      found.push(...pieces.map((piece) => ({ ...piece, agent: name })));
    }
    if (args.json) return console.log(JSON.stringify(found, undefined, 2));
    if (found.length === 0) return console.log("Nothing that is known has to do with that.");
    showTable(["agent", "document", "heading", "tokens", "what"], found.map(pieceCells));
  },
});

function pieceCells({ agent: whose, source, heading, tokens, text }: Chunk & { readonly agent: string }): string[] {
  return [whose, printable(source), printable(heading), String(tokens), clip(printable(oneLine(text)), 160)];
}

const reindexCommand = defineCommand({
  meta: { name: "reindex", description: "Learn every document once more (a running bot follows changes by itself)" },
  args: { ...settingArgs, agent, json },
  async run({ args }) {
    const project = await loadProject(flagsOf(args), args.agent === undefined ? undefined : [args.agent]);
    await using store = await openViews(flagsOf(args), {});
    const documents = await reindex(project, store);
    if (args.json) return console.log(JSON.stringify(documents, undefined, 2));
    const unread = documents.filter(({ problem }) => problem !== "").length;
    const problems = unread === 0 ? "" : `, ${unread} of them could not be read: see skep knowledge status`;
    console.log(`${documents.length} documents${problems}.`);
  },
});

export const knowledge = defineCommand({
  meta: { name: "knowledge", description: "What agents know from documents: see it, search it, learn it anew" },
  subCommands: { status, search, reindex: reindexCommand },
});
