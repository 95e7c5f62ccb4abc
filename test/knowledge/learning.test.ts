import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDocumentReader } from "../../src/knowledge/document-reader.ts";
import { findPieces } from "../../src/knowledge/find-pieces.ts";
import { learnFiles, type LearnProgress } from "../../src/knowledge/learn-files.ts";
import type { Student } from "../../src/knowledge/source.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { ngramEmbedder } from "../../src/search/ngram-embedder.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { silentLog } from "../../src/shared/log.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { pdfOf } from "../support/pdf.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const signal = new AbortController().signal;

/** A project with a store, and one agent that learns what lies in knowledge/. */
async function open(files: Readonly<Record<string, string | Buffer>>) {
  const root = await temporaryFolder();
  const store = openSqliteStore(join(await temporaryFolder(), "skep.db"));
  onTestFinished(() => store[Symbol.asyncDispose]());
  const reader = openDocumentReader();
  onTestFinished(() => reader[Symbol.asyncDispose]());
  const put = async (name: string, content: string | Buffer): Promise<void> => {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  };
  for (const [name, content] of Object.entries(files)) await put(name, content);
  const model = { identity: "m", contextSize: 1_024, countTokens: async (text: string) => Math.ceil(text.length / 4) };
  const sage: Student = { agent: "sage", sources: [{ files: "knowledge/**" }], model };
  const desk = { store: store.knowledge, embedder: ngramEmbedder, reader, clock: systemClock, log: silentLog };
  /** Outcomes by source. */
  const learn = async (changes: Partial<Student> = {}, embedder: Embedder = ngramEmbedder) => {
    const seen: LearnProgress[] = [];
    await learnFiles({ ...sage, ...changes }, root, { ...desk, embedder }, signal, (each) => seen.push(each));
    return Object.fromEntries(seen.map(({ source, outcome }) => [source.replace("knowledge/", ""), outcome]));
  };
  const find = async (question: string, limit = 1, agent = "sage", embedder: Embedder = ngramEmbedder) => {
    const found = await findPieces({ agent, question, limit }, { store: store.knowledge, embedder }, signal);
    return found.map(({ source }) => source.replace("knowledge/", ""));
  };
  return { root, put, knowledge: store.knowledge, learn, find };
}

const library = {
  "knowledge/oven.md":
    "# Ovens\n\n## Base\n\nThe base is made of bricks.\n\n## Dome\n\nThe dome is made of clay and sand.",
  "knowledge/bees.txt": "A hive has one queen.\n\nBees make honey from nectar that they gather on meadows.",
  "knowledge/rules.html": "<h1>Rules</h1><p>Refunds are paid within fourteen days.</p>",
  "knowledge/更多/知识.md": "# 火炉\n\n火炉的底座由砖块制成。\n\n# 蜜蜂\n\n蜂王只有一只。",
  "knowledge/arabic.md": "# الفرن\n\nالقبة مصنوعة من الطين والرمل.",
  "knowledge/korean.txt": "가마의 바닥은 벽돌로 만들었습니다. 🐝 꿀벌은 꿀을 만듭니다.",
  "knowledge/letters.pdf": pdfOf(["Кирпич кладут на песок.", "Le chêne est un arbre."]),
};

test("files of all kinds and scripts are learned once, and found by what they say", async () => {
  const { learn, find } = await open(library);
  expect(Object.values(await learn())).toEqual(Object.keys(library).map(() => "learned"));
  expect(Object.values(await learn())).toEqual(Object.keys(library).map(() => "known"));
  for (const [question, source] of [
    ["@sage.agent what is the dome made of?", "oven.md"],
    ["how do bees make hony?", "bees.txt"],
    ["when is a refund paid", "rules.html"],
    ["底座是什么做的？", "更多/知识.md"],
    ["蜂王", "更多/知识.md"],
    ["من ماذا القبة؟", "arabic.md"],
    ["벽돌로", "korean.txt"],
    ["🐝", "korean.txt"],
    ["Где лежит кирпич?", "letters.pdf"],
    ["Qu'est-ce qu'un chene ?", "letters.pdf"],
  ] as const)
    expect([question, await find(question)]).toEqual([question, [source]]);
});

test("a piece is named by its headings and found alone", async () => {
  const { learn, knowledge } = await open(library);
  await learn();
  const [best] = await findPieces(
    { agent: "sage", question: "what is the base made of?", limit: 1 },
    { store: knowledge, embedder: ngramEmbedder },
    signal,
  );
  expect(best).toMatchObject({ heading: "Ovens > Base", text: "The base is made of bricks." });
});

test("a changed file is learned anew, a deleted one is forgotten with all its pieces", async () => {
  const { learn, find, put, root, knowledge } = await open(library);
  await learn();
  await put("knowledge/oven.md", "# Ovens\n\nThe chimney is made of tin.");
  await rm(join(root, "knowledge/bees.txt"));
  expect(await learn()).toMatchObject({ "oven.md": "learned", "rules.html": "known" });
  expect(await find("what is the chimney made of?")).toEqual(["oven.md"]);
  expect(await find("honey nectar meadows", 20)).not.toContain("bees.txt");
  const documents = await knowledge.readDocuments();
  expect(documents.map(({ source }) => source)).not.toContain("knowledge/bees.txt");
  expect(documents.find(({ source }) => source === "knowledge/oven.md")).toMatchObject({ chunks: 1, problem: "" });
});

test("what one agent knows another is not told", async () => {
  const { learn, find } = await open(library);
  await learn();
  expect(await find("what is the dome made of?", 5, "curator")).toEqual([]);
});

test("what cannot be read is a problem that is told once, and tried again when it changes", async () => {
  const { learn, put, knowledge } = await open({
    "knowledge/broken.pdf": "%PDF nonsense",
    "knowledge/picture.png": "x",
    "knowledge/empty.md": "\n",
  });
  await learn();
  const problems = async () =>
    Object.fromEntries((await knowledge.readDocuments()).map(({ source, problem }) => [source, problem]));
  expect(await problems()).toEqual({
    "knowledge/broken.pdf": "Invalid PDF structure.",
    "knowledge/empty.md": "holds no text",
    "knowledge/picture.png": expect.stringContaining("is none of .md"),
  });
  await put("knowledge/broken.pdf", pdfOf(["Now it is whole."]));
  expect(await learn()).toMatchObject({ "broken.pdf": "learned", "empty.md": "unreadable" });
});

test("another tokenizer cuts anew, another embedder embeds anew; words find all of it in between", async () => {
  const { learn, find } = await open(library);
  await learn();
  const other: Embedder = { ...ngramEmbedder, identity: "other" };
  expect(await find("what is the dome made of?", 1, "sage", other)).toEqual(["oven.md"]);
  expect(await learn({}, other)).toMatchObject({ "oven.md": "learned" });
  expect(await find("what is the dome made of?", 1, "sage", other)).toEqual(["oven.md"]);
  const model = { identity: "n", contextSize: 4_096, countTokens: async (text: string) => text.length };
  expect(await learn({ model }, other)).toMatchObject({ "oven.md": "learned" });
  expect(await learn({ model }, other)).toMatchObject({ "oven.md": "known" });
});

test("a question that shares no word with anything is shown nothing, and common words do not hide the rare one", async () => {
  const sections = Array.from(
    { length: 30 },
    (_, day) => `# Day ${day}\n\nThis is what we did on that day of the year.`,
  );
  const { learn, find } = await open({
    "knowledge/diary.md": sections.join("\n\n"),
    "knowledge/oven.md": "# Dome\n\nIt is of clay.",
  });
  await learn();
  expect(await find("quantum chromodynamics", 5)).toEqual([]);
  expect(await find("what is it that the dome is of?", 5)).toEqual(["oven.md"]);
});
