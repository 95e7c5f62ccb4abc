/** How the numbers of a tensor are stored, with ggml's own type number. */
export const tensorTypes = { F32: 0, F16: 1, Q4_0: 2, Q8_0: 8 } as const;
export type TensorType = keyof typeof tensorTypes;

/** Q8_0 and Q4_0 store this many numbers with one shared scale. */
const blockLength = 32;
const blockBytes = { Q8_0: 2 + blockLength, Q4_0: 2 + blockLength / 2 } as const;

/** Bytes that one row of `length` numbers takes. Throws a RangeError where blocks cannot hold such a row. */
export function rowBytes(type: TensorType, length: number): number {
  if (type === "F32") return length * 4;
  if (type === "F16") return length * 2;
  if (length % blockLength !== 0)
    throw new RangeError(`a ${type} row must be a multiple of ${blockLength} long, not ${length}`);
  return (length / blockLength) * blockBytes[type];
}

/** The stored bytes of whole rows. */
export function encodeRows(type: TensorType, values: Float32Array): Buffer {
  if (type === "F32") return encodeFloats(values);
  if (type === "F16") return encodeHalves(values);
  return type === "Q8_0" ? encodeEighths(values) : encodeQuarters(values);
}

function encodeFloats(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeFloatLE(value, index * 4));
  return bytes;
}

function encodeHalves(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16LE(halfBits(value), index * 2));
  return bytes;
}

function encodeEighths(values: Float32Array): Buffer {
  return encodeBlocks("Q8_0", values, (block, bytes) => {
    const scale = block.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / 127;
    bytes.writeUInt16LE(halfBits(scale));
    block.forEach((value, index) => {
      const step = scale === 0 ? 0 : Math.round(value / scale);
      bytes.writeInt8(Math.max(-127, Math.min(127, step)), 2 + index);
    });
  });
}

/** Two numbers a byte: the first half of a block in the low bits, the second in the high ones. */
function encodeQuarters(values: Float32Array): Buffer {
  return encodeBlocks("Q4_0", values, (block, bytes) => {
    // The farthest number from zero becomes -8, the step of which there is no positive twin.
    const scale = block.reduce((farthest, value) => (Math.abs(value) > Math.abs(farthest) ? value : farthest), 0) / -8;
    const step = (value = 0): number => (scale === 0 ? 8 : Math.min(15, Math.floor(value / scale + 8.5)));
    bytes.writeUInt16LE(halfBits(scale));
    for (let index = 0; index < blockLength / 2; index++) {
      bytes[2 + index] = step(block[index]) | (step(block[index + blockLength / 2]) << 4);
    }
  });
}

function encodeBlocks(
  type: keyof typeof blockBytes,
  values: Float32Array,
  encode: (block: Float32Array, bytes: Buffer) => void,
): Buffer {
  const size = blockBytes[type];
  const bytes = Buffer.alloc(rowBytes(type, values.length));
  for (let block = 0; block * blockLength < values.length; block++) {
    encode(
      values.subarray(block * blockLength, (block + 1) * blockLength),
      bytes.subarray(block * size, (block + 1) * size),
    );
  }
  return bytes;
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** The 16 bits of the half-precision number nearest to `value` (ties to even). */
export function halfBits(value: number): number {
  float[0] = value;
  const bits = floatBits[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const mantissa = bits & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  if (exponent <= 0) return sign | roundShift(mantissa | 0x800000, 14 - exponent);
  return sign | roundShift((exponent << 23) | mantissa, 13);
}

function roundShift(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}
