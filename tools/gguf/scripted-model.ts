import { byteVocabulary, chatMlTemplate, type Vocabulary } from "./byte-vocabulary.ts";
import { writeGguf } from "./gguf-writer.ts";
import { llamaMetadata, type LlamaShape } from "./llama-metadata.ts";
import { oneHotTensors, type Row } from "./one-hot-tensors.ts";

export interface ScriptedModelOptions {
  /** What it says to every prompt. Each piece is one token, so no piece may occur twice. A piece like `<think>` is a mark that the engine sees. */
  readonly says: readonly string[];
  /** Default: ChatML. Its last character before the answer must be a line feed, which is what the script starts from. */
  readonly template?: string;
  /** Default 4096. */
  readonly contextLength?: number;
}

/**
 * Writes a GGUF whose next token depends on the last token alone: one-hot embeddings, attention that adds nothing, and
 * an output matrix that is a table of successors. Through the real engine it says exactly its script,
 * then ends.
 * Under a grammar it still obeys the grammar. Returns the size in bytes. Throws a RangeError where a piece occurs twice.
 */
export function writeScriptedModel(path: string, options: ScriptedModelOptions): number {
  const { says, template = chatMlTemplate, contextLength = 4096 } = options;
  const repeated = says.find((piece, index) => says.indexOf(piece) !== index);
  if (repeated !== undefined)
    throw new RangeError(
      `a script cannot say ${JSON.stringify(repeated)} twice: the last token alone decides the next`,
    );
  const vocabulary = byteVocabulary({ pieces: says, template });
  const width = Math.ceil(vocabulary.size / 32) * 32;
  const shape: LlamaShape = {
    width,
    layers: 1,
    heads: width / 32,
    keyValueHeads: 1,
    headWidth: 32,
    feedForward: 32,
    contextLength,
  };
  const metadata = llamaMetadata({ name: "scripted" }, shape, "F16", vocabulary);
  const rows = { "output.weight": successorTable(shape, vocabulary, says) };
  return writeGguf(path, metadata, oneHotTensors(shape, vocabulary.size, rows));
}

const lineFeed = 10;

/** For each token that starts or continues the script, the token that follows it. Every other token is followed by the end. */
function successors(says: readonly string[], { firstPiece, control }: Vocabulary): Map<number, number> {
  const tokens = [lineFeed, ...says.map((_, index) => firstPiece + index), control["<|im_end|>"]];
  return new Map(tokens.slice(0, -1).map((token, index) => [token, tokens[index + 1] ?? control["<|im_end|>"]]));
}

function successorTable(shape: LlamaShape, vocabulary: Vocabulary, says: readonly string[]): Row {
  const next = successors(says, vocabulary);
  const predecessors = new Map<number, number[]>();
  for (let token = 0; token < vocabulary.size; token++) {
    const successor = next.get(token) ?? vocabulary.control["<|im_end|>"];
    predecessors.set(successor, [...(predecessors.get(successor) ?? []), token]);
  }
  // The norm before the output scales a one-hot state by the root of its width; 8 is far more than any sampler doubts.
  const sureness = 8 / Math.sqrt(shape.width);
  return (token, width) => {
    const weights = new Float32Array(width);
    for (const predecessor of predecessors.get(token) ?? []) weights[predecessor] = sureness;
    return weights;
  };
}
