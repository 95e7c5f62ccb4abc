import { createHash } from "node:crypto";
import { mkdir, open, rm, stat, statfs, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf, SkepError } from "../shared/errors.ts";
import { abortable } from "./abortable.ts";
import { attemptFetch, Interrupted, NothingThere, type RemoteOptions } from "./remote-fetch.ts";
import type { RemoteFile } from "./remote-file.ts";

/** How far a download is, in bytes. */
export interface DownloadProgress {
  readonly received: number;
  readonly total: number | undefined;
}

export interface DownloadOptions extends RemoteOptions {
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** The pause after an interruption, in milliseconds. Default: 1000. */
  readonly pause?: number;
}

/** A download that is interrupted so many times in a row without a byte in between is given up. */
const mostIdleAttempts = 4;

/**
 * Fetches a file beside its target and returns the path of what it fetched. A connection that breaks is taken up where
 * it broke, in this call or in a later one. Throws `model_unavailable`, and the signal's reason; what was fetched stays.
 */
export async function downloadPart(remote: RemoteFile, target: string, options: DownloadOptions): Promise<string> {
  const part = partPath(remote, target);
  await mkdir(dirname(target), { recursive: true });
  await requireSpace(remote, part);
  for (let idle = 0; ;) {
    const before = await sizeOf(part);
    if (remote.bytes !== undefined && before === remote.bytes) return part;
    try {
      await fetchRest(remote, part, before, options);
      if (remote.bytes === undefined || (await sizeOf(part)) === remote.bytes) return part;
      throw new Interrupted(`the server sent ${await sizeOf(part)} of ${remote.bytes} bytes`);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      // The part is whole but of unknown length, or longer than the file: neither can be gone on with.
      if (error instanceof NothingThere) await rm(part, { force: true });
      idle = (await sizeOf(part)) > before ? 0 : idle + 1;
      if (idle >= mostIdleAttempts) throw givenUp(remote, error);
      await sleep(options.pause ?? 1000, undefined, { signal: options.signal }).catch(() =>
        options.signal.throwIfAborted(),
      );
    }
  }
}

// The version is in the name: a part of another version is never continued.
function partPath({ version }: RemoteFile, target: string): string {
  return `${target}.${createHash("sha256").update(version).digest("hex").slice(0, 12)}.part`;
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.size ?? 0;
}

async function requireSpace({ bytes }: RemoteFile, part: string): Promise<void> {
  if (bytes === undefined) return;
  const { bavail, bsize } = await statfs(dirname(part));
  const needed = bytes - (await sizeOf(part));
  if (bavail * bsize >= needed) return;
  throw new SkepError(
    "model_unavailable",
    `${dirname(part)} has ${bavail * bsize} bytes left, and ${needed} more are needed`,
  );
}

/** Bytes of two versions must never be joined: the part would be whole, and nobody could tell why it does not load. */
function requireSameVersion({ url, etag }: RemoteFile, response: Response): void {
  const now = response.headers.get("etag");
  if (etag === undefined || now === null || now === etag) return;
  throw new SkepError(
    "model_unavailable",
    `${url} changed while it was fetched. Run the same command again to fetch what is there now.`,
  );
}

async function fetchRest(remote: RemoteFile, part: string, have: number, options: DownloadOptions): Promise<void> {
  const headers: Record<string, string> = have > 0 ? { range: `bytes=${have}-` } : {};
  await attemptFetch(remote.url, { headers }, options, async (response, heard, signal) => {
    requireSameVersion(remote, response);
    const start = response.status === 206 && startOf(response) === have ? have : 0;
    if (response.status === 206 && start !== have)
      throw new Interrupted("the server sent another range than asked for");
    await using file = await open(part, start > 0 ? "a" : "w");
    let received = start;
    for await (const bytes of piecesOf(response, signal)) {
      heard();
      await write(file, bytes, part);
      received += bytes.length;
      options.onProgress?.({ received, total: remote.bytes });
    }
  });
}

/** The pieces of a body. An aborted body may never end by itself (seen with Node 20's fetch), so each piece is raced. */
async function* piecesOf({ body }: Response, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await abortable(reader.read(), signal);
    if (done) return;
    yield value;
  }
}

function startOf(response: Response): number | undefined {
  const [, start] = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "") ?? [];
  return start === undefined ? undefined : Number(start);
}

async function write(file: FileHandle, bytes: Uint8Array, part: string): Promise<void> {
  try {
    await file.writeFile(bytes);
  } catch (error) {
    throw new SkepError("model_unavailable", `cannot write ${part}: ${messageOf(error)}`, { cause: error });
  }
}

function givenUp(remote: RemoteFile, error: Error): SkepError {
  return new SkepError(
    "model_unavailable",
    `the download of ${remote.url} broke off: ${error.message}. Run the same command again to go on from there.`,
    { cause: error },
  );
}
