/** How the numbers of a tensor are stored, with ggml's own type number. */
export const tensorTypes = { F32: 0, F16: 1, Q8_0: 8 } as const;
export type TensorType = keyof typeof tensorTypes;

/** Q8_0 stores this many numbers with one shared scale. */
const blockLength = 32;
const blockBytes = 2 + blockLength;

/** Bytes that one row of `length` numbers takes. Throws a RangeError where Q8_0 cannot hold such a row. */
export function rowBytes(type: TensorType, length: number): number {
  if (type === "F32") return length * 4;
  if (type === "F16") return length * 2;
  if (length % blockLength !== 0)
    throw new RangeError(`a Q8_0 row must be a multiple of ${blockLength} long, not ${length}`);
  return (length / blockLength) * blockBytes;
}

/** The stored bytes of whole rows. */
export function encodeRows(type: TensorType, values: Float32Array): Buffer {
  if (type === "F32") return encodeFloats(values);
  if (type === "F16") return encodeHalves(values);
  return encodeBlocks(values);
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

function encodeBlocks(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(rowBytes("Q8_0", values.length));
  for (let block = 0; block * blockLength < values.length; block++) {
    const part = values.subarray(block * blockLength, (block + 1) * blockLength);
    const scale = part.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / 127;
    bytes.writeUInt16LE(halfBits(scale), block * blockBytes);
    part.forEach((value, index) => {
      const step = scale === 0 ? 0 : Math.round(value / scale);
      bytes.writeInt8(Math.max(-127, Math.min(127, step)), block * blockBytes + 2 + index);
    });
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
