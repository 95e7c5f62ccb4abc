import { contractHash } from "./contract.ts";
import { fileHash, readModelRecord } from "./model-record.ts";

// Says whether the shipped model is the one that its record speaks of, and still fits the prompts: `node build/tools/tiny-model/check.js`.

const model = "models/skep-tiny.gguf";
const record = readModelRecord(model);
const complaints = [
  ...(fileHash(model) === record.sha256 ? [] : [`${model} is not the file that its record describes`]),
  ...(contractHash(".") === record.trainedOn
    ? []
    : [
        "prompts, schemas or the rendering of sections have changed since the model was trained: run tools/tiny-model/train.sh (see docs/small-model.md)",
      ]),
];
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;
