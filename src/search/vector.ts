const bytesOfNorm = 4;

/** A vector in a byte a number and four bytes for its length: 388 bytes for 384 numbers. Angles change by less than a degree. */
export function packVector(vector: Float32Array): Uint8Array {
  const packed = new Uint8Array(vector.length + bytesOfNorm);
  const numbers = numbersOf(packed);
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  let squares = 0;
  for (let index = 0; index < vector.length; index++) {
    const value = largest === 0 ? 0 : Math.round(((vector[index] ?? 0) / largest) * 127);
    numbers[index] = value;
    squares += value * value;
  }
  new DataView(packed.buffer).setFloat32(vector.length, Math.sqrt(squares), true);
  return packed;
}

/**
 * Compares one packed vector with many. Answers the cosine of the angle, -1..1; 0 when one of the two is all zeros or they
 * differ in dimension. Whole numbers only, and nothing is made for each: a scan is spent in here.
 */
export function cosineTo(vector: Uint8Array): (other: Uint8Array) => number {
  const numbers = numbersOf(vector);
  const size = numbers.length;
  const length = lengthOf(vector);
  return (other) => {
    if (other.length !== vector.length || size === 0) return 0;
    const others = numbersOf(other);
    let dot = 0;
    for (let index = 0; index < size; index++) dot += Math.imul(numbers[index] ?? 0, others[index] ?? 0);
    const lengths = length * lengthOf(other);
    return lengths === 0 ? 0 : dot / lengths;
  };
}

function numbersOf(packed: Uint8Array): Int8Array {
  return new Int8Array(packed.buffer, packed.byteOffset, Math.max(0, packed.byteLength - bytesOfNorm));
}

function lengthOf(packed: Uint8Array): number {
  if (packed.byteLength <= bytesOfNorm) return 0;
  return new DataView(packed.buffer, packed.byteOffset).getFloat32(packed.byteLength - bytesOfNorm, true);
}
