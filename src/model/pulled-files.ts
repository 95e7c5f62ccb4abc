import { readdir, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** A file in the folder of pulled models. */
export interface PulledFile {
  readonly path: string;
  readonly bytes: number;
  /** A download that broke off, and not a whole model. */
  readonly isPart: boolean;
}

const part = /\.[0-9a-f]{12}\.part$/;

/** Every model and every part of one below the folder of pulled models, by path; none where it is not there. */
export async function listPulledFiles(directory: string): Promise<PulledFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile() && (entry.name.endsWith(".gguf") || part.test(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return await Promise.all(
    paths.map(async (path) => ({ path, bytes: (await stat(path)).size, isPart: part.test(path) })),
  );
}

/** Whether a file is a part of what a pull would put at `path`. */
export function isPartOf(file: PulledFile, path: string): boolean {
  return (
    file.isPart && dirname(file.path) === dirname(path) && basename(file.path).replace(part, "") === basename(path)
  );
}

/** Deletes files below `directory`, and the folders that become empty by it. */
export async function removePulledFiles(files: readonly PulledFile[], directory: string): Promise<void> {
  for (const { path } of files) {
    await rm(path, { force: true });
    for (let folder = dirname(path); folder.startsWith(join(directory, "/")); folder = dirname(folder)) {
      const removed = await rmdir(folder).then(
        () => true,
        () => false, // something else lies in it
      );
      if (!removed) break;
    }
  }
}
