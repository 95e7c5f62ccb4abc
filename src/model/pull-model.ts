import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { SkepError } from "../shared/errors.ts";
import { downloadPart, type DownloadProgress } from "./download.ts";
import { requireHash, sha256OfFile } from "./file-hash.ts";
import { checkModelFile } from "./model-file.ts";
import { parseModelReference, placeOfModel } from "./model-reference.ts";
import { isPartOf, listPulledFiles } from "./pulled-files.ts";
import { findRemoteFile } from "./remote-file.ts";

export interface PullOptions {
  /** The hub that `hf:` means. Default: https://huggingface.co. */
  readonly hubUrl?: string;
  /** The hub's access token, for models behind a login. */
  readonly token?: string;
  /** What the file must hash to, hex. The hub's own word is checked in any case. */
  readonly sha256?: string;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  /** How long a server may be silent, in milliseconds. Default: 30,000. */
  readonly silenceLimit?: number;
  /** The pause after an interruption, in milliseconds. Default: 1000. */
  readonly pause?: number;
}

export interface PulledModel {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Whether it was there before, so that nothing was fetched. */
  readonly already: boolean;
}

/**
 * Fetches a model into `directory`, unless it lies there already. It takes up an earlier attempt where that broke off, and keeps
 * the file only when its hash is right and its header can be read. The only code that downloads a model. Throws
 * `config_invalid` for a reference that cannot be pulled, `model_unavailable` otherwise, and the signal's reason.
 */
export async function pullModel(
  name: string,
  reference: string,
  directory: string,
  options: PullOptions = {},
): Promise<PulledModel> {
  const parsed = parseModelReference(reference);
  if (parsed.kind === "file")
    throw new SkepError("config_invalid", `model "${name}" is the file ${parsed.path}: there is nothing to pull`);
  const { path } = placeOfModel(parsed, directory, directory);
  const { hubUrl = "https://huggingface.co", signal = new AbortController().signal, silenceLimit = 30_000 } = options;
  const here = await checkModelFile({ name, path }).catch(() => undefined);
  if (here) return { path, bytes: here.bytes, sha256: await hashed(path, [options.sha256], signal), already: true };

  // A token for the hub is none of another server's business.
  const remoteOptions = { token: parsed.kind === "hub" ? options.token : undefined, signal, silenceLimit };
  const remote = await findRemoteFile(parsed, hubUrl.replace(/\/+$/, ""), remoteOptions);
  const pause = options.pause === undefined ? {} : { pause: options.pause };
  const part = await downloadPart(remote, path, { ...remoteOptions, ...pause, onProgress: options.onProgress });
  try {
    const sha256 = await hashed(part, [remote.sha256, options.sha256], signal);
    const { bytes } = await checkModelFile({ name, path: part });
    await rename(part, path);
    await removeOlderParts(path);
    return { path, bytes, sha256, already: false };
  } catch (error) {
    if (error instanceof SkepError) await rm(part, { force: true }); // the next attempt starts from nothing
    throw error;
  }
}

/** Parts of versions that nobody will go on with. */
async function removeOlderParts(path: string): Promise<void> {
  const parts = (await listPulledFiles(dirname(path))).filter((file) => isPartOf(file, path));
  for (const part of parts) await rm(part.path, { force: true });
}

async function hashed(path: string, expected: readonly (string | undefined)[], signal: AbortSignal): Promise<string> {
  const sha256 = await sha256OfFile(path, signal);
  for (const hash of expected) if (hash !== undefined) requireHash(path, hash, sha256);
  return sha256;
}
