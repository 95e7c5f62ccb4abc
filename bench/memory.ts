import { parseArgs } from "node:util";
import { openEmbeddingModel } from "../src/model/embedding-model.ts";
import type { Embedder } from "../src/search/embedder.ts";
import { ngramEmbedder } from "../src/search/ngram-embedder.ts";
import { silentLog } from "../src/shared/log.ts";
import { machine } from "./harness.ts";
import { labelledSet } from "./memory/questions.ts";
import { measureQuality } from "./memory/quality.ts";
import { measureSpeed } from "./memory/speed.ts";

// Memory beside a plain full scan and sqlite-vec: `node build/bench/memory.js [--memories 100000,1000000] [--json]`.
// Needs `npm run build` and `npm ci --prefix bench/memory`. `--embedding FILE.gguf` measures quality with such a model.

const { values } = parseArgs({
  options: {
    memories: { type: "string", default: "100000" },
    rounds: { type: "string", default: "400" },
    embedding: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

const models: AsyncDisposable[] = [];

async function openEmbedder(path: string | undefined): Promise<Embedder> {
  if (path === undefined) return ngramEmbedder;
  const model = await openEmbeddingModel({ name: "embedding", path, gpu: "auto" }, { log: silentLog });
  models.push(model);
  const { dimension, identity } = model;
  const embed: Embedder["embed"] = async (texts, signal) => (await model.embed(texts, signal)).vectors;
  return { identity: identity.sha256 ?? identity.title, dimension, embed };
}

console.log(Object.values(machine()).join(", "));
const embedder = await openEmbedder(values.embedding);
const { memories, questions } = labelledSet();
console.log(
  `\nrecall@5, ${questions.length} questions to ${memories.length} memories, vectors: ${values.embedding ?? "built in"}\n`,
);
const quality = await measureQuality(embedder);
const kinds = Object.keys(quality[0]?.byKind ?? {});
console.log(`| ranker | all | ${kinds.join(" | ")} |\n|---|---|${kinds.map(() => "---|").join("")}`);
for (const { ranker, all, byKind } of quality) {
  console.log(`| ${[ranker, percent(all), ...kinds.map((kind) => percent(byKind[kind] ?? 0))].join(" | ")} |`);
}
for (const model of models) await model[Symbol.asyncDispose]();

const speeds = [];
for (const count of values.memories.split(",").map(Number).filter(Boolean)) {
  const speed = await measureSpeed(count, Number(values.rounds));
  speeds.push(speed);
  console.log(
    `\n${count} memories: ${speed.insertedPerSecond.toFixed(0)} inserted a second, in batches of 1000, with index`,
  );
  console.log(
    `${speed.bytesPerMemory.toFixed(0)} bytes a memory\n\n| | median ms | p99 ms | processor ms | rounds |\n|---|---|---|---|---|`,
  );
  for (const { what, median, p99, processor, rounds } of speed.timings) {
    console.log(`| ${what} | ${median.toFixed(2)} | ${p99.toFixed(2)} | ${processor.toFixed(2)} | ${rounds} |`);
  }
}
if (values.json) console.log(JSON.stringify({ machine: machine(), quality, speeds }));

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
