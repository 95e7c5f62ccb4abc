import type { Metadata } from "./gguf-writer.ts";

/** The ChatML template, as chat models write it into their files. */
export const chatMlTemplate =
  "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

/** The control tokens of ChatML, in the order in which they follow the other tokens. */
export const controlTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] as const;
export type ControlToken = (typeof controlTokens)[number];

/** A byte-level BPE vocabulary: token n < 256 is the byte n, then one token for each merge, the pieces, the control tokens. */
export interface Vocabulary {
  readonly size: number;
  /** The number of the first piece. */
  readonly firstPiece: number;
  /** The number of a control token. */
  readonly control: Readonly<Record<ControlToken, number>>;
  /** What a GGUF file says of it, the chat template included. */
  readonly metadata: readonly Metadata[];
}

export interface VocabularyOptions {
  /** Pairs of byte strings that are joined, in order of rank. Default: none, every byte is a token. */
  readonly merges?: readonly (readonly [Buffer, Buffer])[];
  /** Texts that are one token each, though no merge leads to them: nothing typed becomes such a token, a model may say it. */
  readonly pieces?: readonly string[];
  /** Default: ChatML. */
  readonly template?: string;
}

const tokenType = { normal: 1, control: 3, userDefined: 4 } as const;

// `<think>` and its like: the engine finds them as tokens, so they must be tokens of their own, written as they are.
const mark = /^<[^<>]+>$/;

/** Describes a byte-level BPE vocabulary with ChatML's control tokens; `<|im_end|>` ends an answer. */
export function byteVocabulary({
  merges = [],
  pieces = [],
  template = chatMlTemplate,
}: VocabularyOptions = {}): Vocabulary {
  const bytes = Array.from({ length: 256 }, (_, byte) => visible(Buffer.from([byte])));
  const normal = [...bytes, ...merges.map(([left, right]) => visible(left) + visible(right))];
  const spoken = pieces.map((piece) => (mark.test(piece) ? piece : visible(Buffer.from(piece))));
  const first = normal.length + pieces.length;
  const control = { "<|endoftext|>": first, "<|im_start|>": first + 1, "<|im_end|>": first + 2 };
  const types = [
    ...normal.map(() => tokenType.normal),
    ...pieces.map((piece) => (mark.test(piece) ? tokenType.userDefined : tokenType.normal)),
    ...controlTokens.map(() => tokenType.control),
  ];
  return {
    size: types.length,
    firstPiece: normal.length,
    control,
    metadata: [
      { key: "tokenizer.ggml.model", type: "string", value: "gpt2" },
      { key: "tokenizer.ggml.pre", type: "string", value: "gpt-2" },
      { key: "tokenizer.ggml.tokens", type: "strings", value: [...normal, ...spoken, ...controlTokens] },
      { key: "tokenizer.ggml.token_type", type: "i32s", value: types },
      // The key must be there even when nothing is merged, or llama.cpp refuses the file.
      {
        key: "tokenizer.ggml.merges",
        type: "strings",
        value: merges.map(([left, right]) => `${visible(left)} ${visible(right)}`),
      },
      { key: "tokenizer.ggml.bos_token_id", type: "u32", value: control["<|endoftext|>"] },
      { key: "tokenizer.ggml.eos_token_id", type: "u32", value: control["<|im_end|>"] },
      { key: "tokenizer.ggml.padding_token_id", type: "u32", value: control["<|endoftext|>"] },
      { key: "tokenizer.ggml.add_bos_token", type: "bool", value: false },
      { key: "tokenizer.chat_template", type: "string", value: template },
    ],
  };
}

const alphabet = visibleAlphabet();

/** Bytes as the printable characters under which byte-level BPE writes them (GPT-2's `bytes_to_unicode`). */
export function visible(bytes: Buffer): string {
  return [...bytes].map((byte) => alphabet[byte] ?? "").join("");
}

function visibleAlphabet(): string[] {
  let unprintable = 0;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : 256 + unprintable++));
}

function isPrintable(byte: number): boolean {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}
