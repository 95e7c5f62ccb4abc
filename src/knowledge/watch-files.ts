import { watch } from "chokidar";
import { join, relative, sep } from "node:path";
import { pause } from "../shared/wait.ts";
import { compilePattern } from "./file-pattern.ts";
import { filePatterns, type Student } from "./source.ts";

/** Tells whose files changed. */
export interface FileWatch extends AsyncDisposable {
  /**
   * Resolves with the agents whose files changed since it was asked last, once things are calm; with all of them after so
   * many milliseconds, since not every file system tells; with none when the signal fires. Never rejects.
   */
  next(milliseconds: number, signal: AbortSignal): Promise<ReadonlySet<string>>;
}

/** An editor writes a file in several steps. */
const calmMilliseconds = 300;

/** Watches the folders that the students' files are in, from when this resolves. */
export async function watchFiles(root: string, students: readonly Student[]): Promise<FileWatch> {
  const whose = students.map(({ agent, sources }) => ({ agent, patterns: filePatterns(sources).map(compilePattern) }));
  const folders = new Set(whose.flatMap(({ patterns }) => patterns.map(({ folder }) => join(root, folder))));
  const watcher = watch([...folders], { ignoreInitial: true, ignored: (path) => isHidden(relative(root, path)) });
  const changed = new Set<string>();
  let wake = new AbortController();
  watcher.on("all", (_, path) => {
    const name = relative(root, path).replaceAll(sep, "/");
    for (const { agent, patterns } of whose)
      if (patterns.some((pattern) => pattern.matches(name) || pattern.folder.startsWith(name))) changed.add(agent);
    if (changed.size > 0) wake.abort();
  });
  watcher.on("error", () => wake.abort()); // the next look tells what is the matter
  await new Promise<void>((resolve) => watcher.once("ready", () => resolve()));

  return {
    async next(milliseconds, signal) {
      if (changed.size === 0) await pause(milliseconds, AbortSignal.any([wake.signal, signal]));
      if (signal.aborted) return new Set();
      const isTold = changed.size > 0;
      if (isTold) await pause(calmMilliseconds, signal);
      const agents = new Set(isTold ? changed : whose.map(({ agent }) => agent));
      changed.clear();
      wake = new AbortController();
      return agents;
    },
    [Symbol.asyncDispose]: () => watcher.close(),
  };
}

/** Also what other programs keep there, however much it is. */
function isHidden(name: string): boolean {
  return name.split(sep).some((part) => (part.startsWith(".") && part !== "..") || part === "node_modules");
}
