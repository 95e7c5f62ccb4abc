import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { questionTerms } from "../../src/search/terms.ts";
import { openDatabase } from "../../src/store/sqlite/database.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { startChild } from "../store/child.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// Learns the same files again and again, and tells of each one that is durable.
const script = `
  const [dist, path, root] = process.argv.slice(1);
  const from = (module) => import(dist + "/" + module);
  const { openSqliteStore } = await from("store/sqlite/open.js");
  const { learnFiles } = await from("knowledge/learn-files.js");
  const { openDocumentReader } = await from("knowledge/document-reader.js");
  const { ngramEmbedder } = await from("search/ngram-embedder.js");
  const log = { debug() {}, info() {}, warn() {} };
  const clock = { now: () => new Date() };
  const store = openSqliteStore(path).knowledge;
  const desk = { store, embedder: ngramEmbedder, reader: openDocumentReader(), clock, log, anew: true };
  const model = { identity: "m", contextSize: 400, countTokens: async (text) => Math.ceil(text.length / 4) };
  const student = { agent: "sage", sources: [{ files: "*.md" }], model };
  for (;;) await learnFiles(student, root, desk, new AbortController().signal, () => process.stdout.write("learned\\n"));`;

const files = 4;
const sections = 40;

test("killed in the middle of learning, it leaves documents, pieces, words and vectors that belong together", async () => {
  const root = await temporaryFolder();
  const path = join(await temporaryFolder(), "skep.db");
  await mkdir(root, { recursive: true });
  for (let file = 0; file < files; file++) {
    const text = Array.from({ length: sections }, (_, section) => `# S${section}\n\nword${file} clay ${section}`);
    await writeFile(join(root, `${file}.md`), text.join("\n\n"));
  }
  for (let round = 1; round <= 4; round++) {
    const child = startChild(script, pathToFileURL(resolve("dist")).href, path, root);
    let learned = 0;
    await child.line(() => ++learned > 2 + round);
    await new Promise((go) => setTimeout(go, round * 3)); // somewhere within the next one
    await child.kill();

    await using store = openSqliteStore(path);
    const documents = await store.knowledge.readDocuments("sage");
    for (const { chunks, problem } of documents) expect({ chunks, problem }).toEqual({ chunks: sections, problem: "" });
    const pieces = documents.length * sections;
    expect(await store.knowledge.readVectors("sage", "ngrams-1")).toHaveLength(pieces);
    const found = await store.knowledge.findChunks({
      agent: "sage",
      terms: questionTerms("clay"),
      embedder: "",
      perTerm: 10_000,
      limit: 10_000,
    });
    expect(found).toHaveLength(pieces);
    expect(await store.knowledge.readChunks(found.map(({ id }) => id))).toHaveLength(pieces);
  }
  const db = openDatabase(path);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  // The index itself says whether anything in it belongs to no row any more.
  const indexed = db.prepare("select count(*) from knowledge_terms where knowledge_terms match ?").pluck();
  const term = questionTerms("clay")[0]?.toString(36);
  expect(indexed.get(`"${term}"`)).toBe(files * sections);
  db.close();
});
