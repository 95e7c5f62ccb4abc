const firstCapacity = 512;

/** Bytes that grow as they are written, numbers little-endian. Values must fit: a number that does not is a `RangeError`. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(firstCapacity);
  #length = 0;

  uint8(value: number): void {
    this.#length = this.#room(1).writeUInt8(value, this.#length);
  }

  uint16(value: number): void {
    this.#length = this.#room(2).writeUInt16LE(value, this.#length);
  }

  int16(value: number): void {
    this.#length = this.#room(2).writeInt16LE(value, this.#length);
  }

  uint32(value: number): void {
    this.#length = this.#room(4).writeUInt32LE(value, this.#length);
  }

  int64(value: bigint): void {
    this.#length = this.#room(8).writeBigInt64LE(value, this.#length);
  }

  /** A length in as few bytes as it needs, seven bits each. */
  count(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) this.uint8((rest % 0x80) | 0x80);
    this.uint8(rest);
  }

  /** UTF-8 with its length before it. Half a surrogate pair becomes U+FFFD. */
  text(value: string): void {
    const size = Buffer.byteLength(value);
    this.count(size);
    this.#room(size).write(value, this.#length);
    this.#length += size;
  }

  append(bytes: Uint8Array): void {
    this.#room(bytes.length).set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What was written so far. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(size: number): Buffer {
    const needed = this.#length + size;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
      larger.set(this.written());
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}
