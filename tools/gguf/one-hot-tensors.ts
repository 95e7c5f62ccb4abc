import type { Tensor } from "./gguf-writer.ts";
import type { LlamaShape } from "./llama-metadata.ts";
import { llamaTensors } from "./llama-tensors.ts";
import { encodeRows } from "./tensor-encoding.ts";

/** The numbers of one row of a matrix; the width of a row is that of what is multiplied by it. */
export type Row = (index: number, width: number) => Float32Array;

/**
 * The tensors of a llama model that adds nothing to what it reads: embeddings that are one-hot, norms that change nothing,
 * zeros everywhere else. `rows` says otherwise for matrices by name, the output matrix among them.
 */
export function oneHotTensors(
  shape: LlamaShape,
  vocabularySize: number,
  rows: Readonly<Record<string, Row>> & { readonly "output.weight": Row },
): Tensor[] {
  const usual: Readonly<Record<string, Row>> = { "token_embd.weight": (row, width) => oneHot(width, row) };
  const places = [
    ...llamaTensors(shape, vocabularySize),
    { name: "output.weight", shape: [shape.width, vocabularySize] as const },
  ];
  return places.map(({ name, shape: [width, count] }) =>
    count === undefined
      ? { name, shape: [width], type: "F32", content: () => [encodeRows("F32", new Float32Array(width).fill(1))] }
      : matrix(name, [width, count], rows[name] ?? usual[name] ?? ((_, length) => new Float32Array(length))),
  );
}

function oneHot(width: number, place: number): Float32Array {
  const values = new Float32Array(width);
  values[place] = 1;
  return values;
}

function matrix(name: string, [width, count]: readonly [number, number], row: Row): Tensor {
  const content = function* (): Generator<Buffer> {
    for (let index = 0; index < count; index++) yield encodeRows("F16", row(index, width));
  };
  return { name, shape: [width, count], type: "F16", content };
}
