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

/** The cosine of the angle of two packed vectors, -1..1; 0 when one is all zeros or they differ in dimension. */
export function cosineOf(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length || a.length <= bytesOfNorm) return 0;
  const [one, other] = [numbersOf(a), numbersOf(b)];
  let dot = 0;
  for (let index = 0; index < one.length; index++) dot += (one[index] ?? 0) * (other[index] ?? 0);
  const lengths = normOf(a) * normOf(b);
  return lengths === 0 ? 0 : dot / lengths;
}

function numbersOf(packed: Uint8Array): Int8Array {
  return new Int8Array(packed.buffer, packed.byteOffset, packed.byteLength - bytesOfNorm);
}

function normOf(packed: Uint8Array): number {
  return new DataView(packed.buffer, packed.byteOffset).getFloat32(packed.byteLength - bytesOfNorm, true);
}
