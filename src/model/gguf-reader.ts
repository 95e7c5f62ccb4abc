/** A file is no usable GGUF; the message says what about it, without the path. */
export class GgufError extends Error {
  override readonly name = "GgufError";
}

/** The bytes at hand end before the header does. */
export class NeedMore extends Error {
  override readonly name = "NeedMore";
}

/** Longer than any key, name or chat template; vocabularies are many short strings. */
const longestString = 16 << 20;

/** Reads the little-endian values of a GGUF header one after the other. It trusts no length that it reads. */
export class GgufReader {
  readonly #bytes: Buffer;
  readonly #fileSize: number;
  #offset = 0;

  /** `bytes` is the beginning of a file of `fileSize` bytes. */
  constructor(bytes: Buffer, fileSize: number) {
    this.#bytes = bytes;
    this.#fileSize = fileSize;
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.#offset;
  }

  u32(): number {
    return this.#bytes.readUInt32LE(this.skip(4));
  }

  /** A 64-bit count, length or offset. None can be larger than a file, let alone 2^53. */
  u64(): number {
    const value = this.#bytes.readBigUInt64LE(this.skip(8));
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new GgufError(`it is malformed (a length of ${value})`);
    return Number(value);
  }

  string(): string {
    const { start, length } = this.skipString();
    return this.#bytes.toString("utf8", start, start + length);
  }

  skipString(): { readonly start: number; readonly length: number } {
    const length = this.u64();
    if (length > longestString) throw new GgufError(`it is malformed (a text of ${length} bytes)`);
    return { start: this.skip(length), length };
  }

  /** A signed or unsigned integer of 1, 2, 4 or 8 bytes as a number. */
  integer(bytes: number, signed: boolean): number {
    if (bytes === 8) return this.u64();
    const start = this.skip(bytes);
    return signed ? this.#bytes.readIntLE(start, bytes) : this.#bytes.readUIntLE(start, bytes);
  }

  /** Steps over so many bytes; returns where they start. */
  skip(length: number): number {
    const start = this.#offset;
    const end = start + length;
    if (end > this.#fileSize) throw new GgufError("it is cut short: its header says more than the file holds");
    if (end > this.#bytes.length) throw new NeedMore();
    this.#offset = end;
    return start;
  }
}
