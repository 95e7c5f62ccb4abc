import { open, stat } from "node:fs/promises";
import { messageOf } from "../shared/errors.ts";
import type { Complaint } from "./complaint.ts";

/** No file that an operator writes by hand is larger: 256 KiB. */
const maxFileBytes = 256 * 1024;

/** A file's text, or why it cannot be had. */
export type TextFile = { readonly text: string } | { readonly complaint: Complaint; readonly isMissing: boolean };

/** Reads a file that an operator writes: UTF-8, bounded, a byte order mark dropped. Never throws for what stands in it. */
export async function readTextFile(file: string): Promise<TextFile> {
  try {
    const bytes = await readBounded(file);
    if (bytes === undefined) return refused(file, "is no regular file");
    if (bytes.length > maxFileBytes) return refused(file, `is larger than ${maxFileBytes / 1024} KiB`);
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return refused(file, "is not UTF-8 text");
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    return refused(file, isMissing ? "does not exist" : `cannot be read: ${messageOf(error)}`, isMissing);
  }
}

/** At most one byte more than is allowed, so that neither a huge file nor one that grows takes the memory. */
async function readBounded(file: string): Promise<Uint8Array | undefined> {
  if (!(await stat(file)).isFile()) return undefined; // opening a pipe would wait for its other end
  const handle = await open(file, "r");
  try {
    const buffer = new Uint8Array(maxFileBytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

function refused(file: string, message: string, isMissing = false): TextFile {
  return { complaint: { file, line: 0, column: 0, path: "", message }, isMissing };
}
