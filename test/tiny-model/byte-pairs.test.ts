import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getLlama } from "node-llama-cpp";
import { afterAll, expect, test } from "vitest";
import { renderSections } from "../../src/context/section.ts";
import { byteVocabulary } from "../../tools/gguf/byte-vocabulary.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { byteEncoder, learnMerges } from "../../tools/tiny-model/byte-pairs.ts";
import { jobs, type Example } from "../../tools/tiny-model/example.ts";
import { makeExample } from "../../tools/tiny-model/make-example.ts";
import { randomChoice } from "../../tools/tiny-model/random-choice.ts";

const directory = mkdtempSync(join(tmpdir(), "skep-pairs-"));
afterAll(() => rmSync(directory, { recursive: true }));

const textOf = ({ sections, output }: Example): string => `${renderSections(sections)}\n${JSON.stringify(output)}`;
const examples = Array.from({ length: 80 }, (_, seed) =>
  jobs.map((job) =>
    textOf(makeExample(job, "sage", "usual", randomChoice(seed), seed % 2 === 0 ? "train" : "held-out")),
  ),
).flat();

test("our encoder cuts every text as llama.cpp does", async () => {
  const merges = learnMerges(examples.filter((_, index) => index % 2 === 0).join("\n"), 300, 60);
  expect(merges).toHaveLength(360);
  const path = join(directory, "pairs.gguf");
  writeRandomModel(path, { vocabulary: byteVocabulary({ merges }) });
  await using llama = await getLlama({ gpu: false, build: "never", skipDownload: true, maxThreads: 1 });
  await using model = await llama.loadModel({ modelPath: path });
  const encode = byteEncoder(merges);
  for (const text of examples) expect([...model.tokenize(text)]).toEqual([...encode(text)]);
});

test("a word is cut in the same way wherever it stands", () => {
  const encode = byteEncoder(learnMerges(examples.join("\n"), 300, 60));
  const space = encode(" ")[0];
  const alone = encode("wubbling");
  const after = encode(" wubbling");
  expect(after.length - alone.length === 1 ? after[0] : undefined).toSatisfy(
    (first) => first === undefined || first === space,
  );
  expect(after.slice(-(alone.length - 1))).toEqual(alone.slice(1));
});
