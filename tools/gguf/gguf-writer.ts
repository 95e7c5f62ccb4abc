import { closeSync, openSync, writeSync } from "node:fs";
import { rowBytes, tensorTypes, type TensorType } from "./tensor-encoding.ts";

/** One metadata entry of a GGUF file: its key and its value with the type it is stored as. */
export type Metadata =
  | { readonly key: string; readonly type: "u32" | "i32" | "f32"; readonly value: number }
  | { readonly key: string; readonly type: "bool"; readonly value: boolean }
  | { readonly key: string; readonly type: "string"; readonly value: string }
  | { readonly key: string; readonly type: "strings"; readonly value: readonly string[] }
  | { readonly key: string; readonly type: "i32s"; readonly value: readonly number[] };

/** One tensor: its rows are asked for only when they are written, so that a large model needs little memory. */
export interface Tensor {
  readonly name: string;
  readonly type: TensorType;
  /** Lengths of its dimensions, the contiguous one first (the last one of PyTorch). */
  readonly shape: readonly number[];
  /** Its bytes in order, in pieces of any size. */
  readonly content: () => Iterable<Buffer>;
}

/** llama.cpp aborts the process on an alignment of 16; 32 is the format's default. */
const alignment = 32;
const version = 3;
const valueTypes = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;

/** Writes a GGUF v3 file and returns its size in bytes. Throws a RangeError where a tensor's content has not its shape's size. */
export function writeGguf(path: string, metadata: readonly Metadata[], tensors: readonly Tensor[]): number {
  const header = padded(Buffer.concat([...headerParts(metadata, tensors)]));
  const file = openSync(path, "w");
  try {
    writeSync(file, header);
    return tensors.reduce((size, tensor) => size + writeTensor(file, tensor), header.length);
  } finally {
    closeSync(file);
  }
}

function* headerParts(metadata: readonly Metadata[], tensors: readonly Tensor[]): Generator<Buffer> {
  yield Buffer.from("GGUF");
  yield u32(version);
  yield u64(tensors.length);
  yield u64(metadata.length);
  for (const entry of metadata) yield Buffer.concat([string(entry.key), metadataValue(entry)]);
  let offset = 0;
  for (const tensor of tensors) {
    yield Buffer.concat([string(tensor.name), u32(tensor.shape.length), ...tensor.shape.map(u64)]);
    yield Buffer.concat([u32(tensorTypes[tensor.type]), u64(offset)]);
    offset += aligned(tensorBytes(tensor));
  }
}

function writeTensor(file: number, tensor: Tensor): number {
  let written = 0;
  for (const piece of tensor.content()) {
    writeSync(file, piece);
    written += piece.length;
  }
  const expected = tensorBytes(tensor);
  if (written !== expected) throw new RangeError(`${tensor.name}: expected ${expected} bytes, got ${written}`);
  writeSync(file, Buffer.alloc(aligned(written) - written));
  return aligned(written);
}

function tensorBytes({ type, shape }: Tensor): number {
  const [row = 0, ...others] = shape;
  return others.reduce((product, length) => product * length, rowBytes(type, row));
}

function metadataValue(entry: Metadata): Buffer {
  switch (entry.type) {
    case "u32":
      return Buffer.concat([u32(valueTypes.u32), u32(entry.value)]);
    case "i32":
      return Buffer.concat([u32(valueTypes.i32), i32(entry.value)]);
    case "f32":
      return Buffer.concat([u32(valueTypes.f32), f32(entry.value)]);
    case "bool":
      return Buffer.concat([u32(valueTypes.bool), Buffer.from([entry.value ? 1 : 0])]);
    case "string":
      return Buffer.concat([u32(valueTypes.string), string(entry.value)]);
    case "strings":
      return array(valueTypes.string, entry.value.map(string));
    case "i32s":
      return array(valueTypes.i32, entry.value.map(i32));
  }
}

function array(elementType: number, elements: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(valueTypes.array), u32(elementType), u64(elements.length), ...elements]);
}

function string(value: string): Buffer {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function i32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function aligned(size: number): number {
  return Math.ceil(size / alignment) * alignment;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)]);
}
