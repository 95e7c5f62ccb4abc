const k0 = 0xc3a5c85c97cb3127n;
const k1 = 0xb492b66fbe98f273n;
const k2 = 0x9ae16a3b2f90404fn;
const usualMultiplier = 0x9ddfea08eb382d69n;

type Pair = readonly [bigint, bigint];

/**
 * hived's CityHash64 (version 1.1) of a text in UTF-8. It numbers an assertion by this hash of its source text, which is
 * how clients tell refusals apart without reading them.
 */
export function cityHash64(text: string): bigint {
  const bytes = Buffer.from(text);
  if (bytes.length <= 16) return hashUpTo16(bytes);
  if (bytes.length <= 32) return hashUpTo32(bytes);
  return bytes.length <= 64 ? hashUpTo64(bytes) : hashLong(bytes);
}

function hashUpTo16(bytes: Buffer): bigint {
  const length = bytes.length;
  const multiplier = multiplierOf(length);
  if (length >= 8) {
    const a = word(bytes, 0) + k2;
    const b = word(bytes, length - 8);
    return mix(rotate(b, 37) * multiplier + a, (rotate(a, 25) + b) * multiplier, multiplier);
  }
  if (length >= 4) {
    const first = BigInt(bytes.readUInt32LE(0));
    const last = BigInt(bytes.readUInt32LE(length - 4));
    return mix(BigInt(length) + (first << 3n), last, multiplier);
  }
  if (length === 0) return k2;
  const y = byte(bytes, 0) + (byte(bytes, length >> 1) << 8n);
  const z = BigInt(length) + (byte(bytes, length - 1) << 2n);
  return cut(fold(cut((y * k2) ^ (z * k0))) * k2);
}

function hashUpTo32(bytes: Buffer): bigint {
  const length = bytes.length;
  const multiplier = multiplierOf(length);
  const a = word(bytes, 0) * k1;
  const b = word(bytes, 8);
  const c = word(bytes, length - 8) * multiplier;
  const d = word(bytes, length - 16) * k2;
  return mix(rotate(a + b, 43) + rotate(c, 30) + d, a + rotate(b + k2, 18) + c, multiplier);
}

function hashUpTo64(bytes: Buffer): bigint {
  const length = bytes.length;
  const multiplier = multiplierOf(length);
  const a = word(bytes, 0) * k2;
  const b = word(bytes, 8);
  const c = word(bytes, length - 24);
  const d = word(bytes, length - 32);
  const e = word(bytes, 16) * k2;
  const f = word(bytes, 24) * 9n;
  const g = word(bytes, length - 8);
  const h = word(bytes, length - 16) * multiplier;
  const u = rotate(a + g, 43) + (rotate(b, 30) + c) * 9n;
  const v = (cut(a + g) ^ d) + f + 1n;
  const w = swapBytes((u + v) * multiplier) + h;
  const x = rotate(e + f, 42) + c;
  const y = (swapBytes((v + w) * multiplier) + g) * multiplier;
  const z = e + f + c;
  const last = swapBytes((x + z) * multiplier + y) + b;
  return cut(fold(cut((z + last) * multiplier + d + h)) * multiplier + x);
}

function hashLong(bytes: Buffer): bigint {
  const length = bytes.length;
  let x = word(bytes, length - 40);
  let y = word(bytes, length - 16) + word(bytes, length - 56);
  let z = join(word(bytes, length - 48) + BigInt(length), word(bytes, length - 24));
  let v = weakHash(bytes, length - 64, BigInt(length), z);
  let w = weakHash(bytes, length - 32, y + k1, x);
  x = cut(x * k1 + word(bytes, 0));
  const end = (length - 1) & ~63;
  for (let at = 0; at < end; at += 64) {
    x = cut(rotate(x + y + v[0] + word(bytes, at + 8), 37) * k1) ^ w[1];
    y = cut(rotate(y + v[1] + word(bytes, at + 48), 42) * k1 + v[0] + word(bytes, at + 40));
    z = cut(rotate(z + w[0], 33) * k1);
    v = weakHash(bytes, at, v[1] * k1, x + w[0]);
    w = weakHash(bytes, at + 32, z + w[1], y + word(bytes, at + 16));
    [z, x] = [x, z];
  }
  return join(join(v[0], w[0]) + fold(y) * k1 + z, join(v[1], w[1]) + x);
}

/** A quick hash of 32 bytes and two seeds. */
function weakHash(bytes: Buffer, at: number, seed: bigint, other: bigint): Pair {
  const first = seed + word(bytes, at);
  const last = word(bytes, at + 24);
  const middle = first + word(bytes, at + 8) + word(bytes, at + 16);
  const second = rotate(other + first + last, 21) + rotate(middle, 44);
  return [cut(middle + last), cut(second + first)];
}

// hived's copy of CityHash takes the two halves the other way round here, so that its hashes of more than 64 bytes are its own.
function join(high: bigint, low: bigint): bigint {
  return mix(low, high, usualMultiplier);
}

function mix(low: bigint, high: bigint, multiplier: bigint): bigint {
  const first = fold(cut((cut(low) ^ cut(high)) * multiplier));
  return cut(fold(cut((cut(high) ^ first) * multiplier)) * multiplier);
}

function multiplierOf(length: number): bigint {
  return k2 + BigInt(length) * 2n;
}

function fold(value: bigint): bigint {
  return value ^ (value >> 47n);
}

function rotate(value: bigint, by: number): bigint {
  const bits = cut(value);
  return (bits >> BigInt(by)) | cut(bits << BigInt(64 - by));
}

function swapBytes(value: bigint): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(cut(value));
  return bytes.readBigUInt64BE();
}

function word(bytes: Buffer, at: number): bigint {
  return bytes.readBigUInt64LE(at);
}

function byte(bytes: Buffer, at: number): bigint {
  return BigInt(bytes.readUInt8(at));
}

function cut(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
