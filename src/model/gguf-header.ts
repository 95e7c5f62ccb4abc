import { quantisationName, tensorBytes } from "./ggml-types.ts";
import { GgufError, GgufReader, NeedMore } from "./gguf-reader.ts";
import { shapeOf, type ModelShape } from "./gguf-shape.ts";
import { countOf, limited, readValue, type Value } from "./gguf-value.ts";

/** What a GGUF file says of itself before its numbers begin. */
export interface GgufHeader {
  /** `general.name`. */
  readonly name: string | undefined;
  /** `general.description`: what its maker says of it. */
  readonly description: string | undefined;
  /** Such as `"llama"` or `"qwen3"`. */
  readonly architecture: string;
  /** Such as `"Q4_K_M"`. */
  readonly quantisation: string | undefined;
  /** How many tokens of context it was trained for. */
  readonly contextLength: number | undefined;
  readonly hasChatTemplate: boolean;
  /** How many numbers the model consists of. */
  readonly parameters: number;
  /** Bytes that those numbers take in the file. */
  readonly weightBytes: number;
  readonly shape: ModelShape;
}

const magic = "GGUF";
const defaultAlignment = 32;
const mostKeys = 65_536;
const mostTensors = 1_000_000;

/**
 * Reads and checks the header at the beginning of a file of `fileSize` bytes; `"more"` when `bytes` hold only a part of
 * it. Safe on any bytes: it reads no further than it was given and keeps nothing large. Throws a {@link GgufError}.
 */
export function parseGgufHeader(bytes: Buffer, fileSize: number): GgufHeader | "more" {
  try {
    return readHeader(new GgufReader(bytes, fileSize), bytes, fileSize);
  } catch (error) {
    if (error instanceof NeedMore) return "more";
    throw error;
  }
}

function readHeader(reader: GgufReader, bytes: Buffer, fileSize: number): GgufHeader {
  if (bytes.toString("latin1", 0, magic.length) !== magic) throw new GgufError("it is not a GGUF file");
  reader.skip(magic.length);
  requireVersion(reader.u32());
  const tensors = limited(reader.u64(), mostTensors, "tensors");
  const keys = limited(reader.u64(), mostKeys, "keys");
  const metadata = new Map<string, Value>();
  for (let index = 0; index < keys; index++) metadata.set(reader.string(), readValue(reader, reader.u32()));
  const alignment = alignmentOf(metadata);
  const { parameters, weightBytes, dataBytes } = readTensors(reader, tensors, alignment);
  const dataStart = Math.ceil(reader.offset / alignment) * alignment;
  if (dataStart + dataBytes > fileSize) {
    throw new GgufError(`it is cut short: ${dataStart + dataBytes} bytes are needed, the file has ${fileSize}`);
  }
  return describe(metadata, { parameters, weightBytes });
}

function requireVersion(version: number): void {
  if (version === 2 || version === 3) return;
  if (version === 0x02000000 || version === 0x03000000) throw new GgufError("it was written for big-endian machines");
  throw new GgufError(`it has GGUF version ${version}, and only versions 2 and 3 can be loaded`);
}

// llama.cpp aborts its whole process on an alignment below 32.
function alignmentOf(metadata: ReadonlyMap<string, Value>): number {
  if (!metadata.has("general.alignment")) return defaultAlignment;
  const alignment = metadata.get("general.alignment");
  if (typeof alignment === "number" && alignment >= defaultAlignment && (alignment & (alignment - 1)) === 0)
    return alignment;
  throw new GgufError(
    `it is malformed (an alignment of ${typeof alignment === "number" ? alignment : "no number"}; llama.cpp needs a power of two from ${defaultAlignment} on)`,
  );
}

interface Tensors extends Pick<GgufHeader, "parameters" | "weightBytes"> {
  /** Where the last tensor ends, counted from the beginning of the data. */
  readonly dataBytes: number;
}

function readTensors(reader: GgufReader, count: number, alignment: number): Tensors {
  let parameters = 0;
  let weightBytes = 0;
  let dataBytes = 0;
  for (let index = 0; index < count; index++) {
    reader.skipString();
    const numbers = readDimensions(reader);
    const type = reader.u32();
    const offset = reader.u64();
    if (offset % alignment !== 0)
      throw new GgufError(`it is malformed (a tensor at ${offset}, off the alignment of ${alignment})`);
    const bytes = tensorBytes(type, numbers) ?? 0;
    parameters += numbers;
    weightBytes += bytes;
    dataBytes = Math.max(dataBytes, offset + bytes);
  }
  return { parameters, weightBytes, dataBytes };
}

function readDimensions(reader: GgufReader): number {
  const dimensions = limited(reader.u32(), 4, "dimensions of one tensor");
  let numbers = 1;
  for (let index = 0; index < dimensions; index++) numbers *= reader.u64();
  if (!Number.isSafeInteger(numbers)) throw new GgufError("it is malformed (a tensor of impossible size)");
  return numbers;
}

function describe(
  metadata: ReadonlyMap<string, Value>,
  weights: Pick<GgufHeader, "parameters" | "weightBytes">,
): GgufHeader {
  const architecture = textOf(metadata.get("general.architecture"));
  if (architecture === undefined) throw new GgufError("it does not say its architecture");
  if (metadata.has("split.count") && metadata.get("split.count") !== 1)
    throw new GgufError("it is one part of a split model, which is not supported: choose a model in one file");
  const fileType = metadata.get("general.file_type");
  return {
    name: textOf(metadata.get("general.name")),
    description: textOf(metadata.get("general.description")),
    architecture,
    quantisation: typeof fileType === "number" ? quantisationName(fileType) : undefined,
    contextLength: countOf(metadata.get(`${architecture}.context_length`)),
    hasChatTemplate: textOf(metadata.get("tokenizer.chat_template")) !== undefined,
    ...weights,
    shape: shapeOf(metadata, architecture),
  };
}

function textOf(value: Value): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
