import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseGgufHeader } from "../../src/model/gguf-header.ts";
import { GgufError } from "../../src/model/gguf-reader.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { temporaryFolder } from "./temporary-model.ts";

const path = join(temporaryFolder(), "model.gguf");
writeRandomModel(path);
const gguf = readFileSync(path);

/** The header, or the complaint; anything else thrown is a bug. */
function attempt(bytes: Buffer, fileSize = bytes.length): unknown {
  try {
    return parseGgufHeader(bytes, fileSize);
  } catch (error) {
    if (error instanceof GgufError) return error.message;
    throw error;
  }
}

test("any beginning of a header asks for more, and the whole says the same however much follows", () => {
  const whole = attempt(gguf);
  expect(whole).toMatchObject({ name: "random" });
  fc.assert(
    fc.property(fc.integer({ min: 8, max: gguf.length }), (length) => {
      const part = attempt(gguf.subarray(0, length), gguf.length);
      expect(part === "more" ? whole : part).toEqual(whole);
    }),
  );
});

test("whatever bytes are changed, a header is read or complained of", () => {
  const changes = fc.array(fc.tuple(fc.nat({ max: 9000 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(changes, (changed) => {
      const bytes = Buffer.from(gguf);
      for (const [place, value] of changed) bytes[place] = value;
      expect(attempt(bytes)).toBeDefined();
    }),
    { numRuns: 1000 },
  );
});

test("random bytes after the magic are read or complained of", () => {
  const start = Buffer.from("GGUF\u0003\0\0\0", "latin1");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
      expect(attempt(Buffer.concat([start, tail]))).toBeDefined();
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [1, /version 1/],
  [0x03000000, /big-endian/],
])("GGUF version %i is refused", (version, complaint) => {
  const bytes = Buffer.from(gguf);
  bytes.writeUInt32LE(version, 4);
  expect(attempt(bytes)).toMatch(complaint);
});
