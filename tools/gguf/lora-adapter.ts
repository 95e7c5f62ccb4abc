import { writeGguf } from "./gguf-writer.ts";
import { encodeRows } from "./tensor-encoding.ts";

/** A change of one matrix by an outer product: row `output` gains `strength` where column `input` is looked at. */
export interface LoraChange {
  /** The matrix as the model's file names it, such as `"output.weight"`. */
  readonly matrix: string;
  /** Its lengths: the contiguous one first. */
  readonly shape: readonly [inputs: number, outputs: number];
  readonly input: number;
  readonly output: number;
  readonly strength: number;
}

/** Writes a LoRA adapter of rank 1, as llama.cpp's converter writes them. Returns the size in bytes. */
export function writeLoraAdapter(path: string, { matrix, shape, input, output, strength }: LoraChange): number {
  const [inputs, outputs] = shape;
  const column = new Float32Array(inputs);
  column[input] = 1;
  const rows = new Float32Array(outputs);
  rows[output] = strength;
  return writeGguf(
    path,
    [
      { key: "general.type", type: "string", value: "adapter" },
      { key: "general.architecture", type: "string", value: "llama" },
      { key: "adapter.type", type: "string", value: "lora" },
      { key: "adapter.lora.alpha", type: "f32", value: 1 },
    ],
    [
      { name: `${matrix}.lora_a`, type: "F32", shape: [inputs, 1], content: () => [encodeRows("F32", column)] },
      { name: `${matrix}.lora_b`, type: "F32", shape: [1, outputs], content: () => [encodeRows("F32", rows)] },
    ],
  );
}
