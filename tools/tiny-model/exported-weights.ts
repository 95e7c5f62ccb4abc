import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LlamaShape } from "../gguf/llama-metadata.ts";

/** What the trainer left in its folder of checkpoints. */
export interface TrainedWeights {
  readonly shape: LlamaShape;
  readonly parameters: number;
  /** The numbers of a tensor. Throws a RangeError where the trainer wrote none of that name. */
  readonly valuesOf: (name: string) => Float32Array;
}

interface WeightsIndex {
  readonly shape: {
    readonly width: number;
    readonly layers: number;
    readonly heads: number;
    readonly feedForward: number;
    readonly contextLength: number;
    readonly ropeBase: number;
  };
  /** Each tensor's lengths, in the order of the file. */
  readonly tensors: Readonly<Record<string, readonly number[]>>;
}

/** Reads `weights.bin` and `weights.json` of a folder of checkpoints. */
export function readWeights(folder: string): TrainedWeights {
  const index = JSON.parse(readFileSync(join(folder, "weights.json"), "utf8")) as WeightsIndex;
  const bytes = readFileSync(join(folder, "weights.bin"));
  const places = new Map<string, Float32Array>();
  let offset = 0;
  for (const [name, lengths] of Object.entries(index.tensors)) {
    const count = lengths.reduce((product, length) => product * length, 1);
    places.set(
      name,
      Float32Array.from({ length: count }, (_, at) => bytes.readFloatLE(offset + at * 4)),
    );
    offset += count * 4;
  }
  const valuesOf = (name: string): Float32Array => {
    const values = places.get(name);
    if (values === undefined) throw new RangeError(`the checkpoint has no ${name}`);
    return values;
  };
  return { shape: { ...index.shape, keyValueHeads: index.shape.heads }, parameters: offset / 4, valuesOf };
}
