import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { SkepError } from "../shared/errors.ts";

/** SHA-256 of a file, hex, read piece by piece. Throws the signal's reason when it fires. */
export async function sha256OfFile(path: string, signal: AbortSignal): Promise<string> {
  await using file = await open(path, "r");
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(1 << 20);
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(piece);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(piece.subarray(0, bytesRead));
  }
}

/** Throws `model_unavailable` where a file is not the one that was meant. Hashes are compared in any case of letters. */
export function requireHash(path: string, expected: string, actual: string): void {
  if (expected.toLowerCase() === actual.toLowerCase()) return;
  throw new SkepError(
    "model_unavailable",
    `${path} is not the file that was meant: its SHA-256 is ${actual}, expected ${expected.toLowerCase()}. Fetch it again, or correct the hash.`,
  );
}
