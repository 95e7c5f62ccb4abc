import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** A process that runs a script and tells its progress line by line. */
export interface Child {
  readonly pid: number | undefined;
  /** Resolves with the first line that satisfies; rejects when the process ends before. */
  line(satisfies?: (line: string) => boolean): Promise<string>;
  /** kill -9, and waits until it is gone. Answers the last line it told. */
  kill(): Promise<string | undefined>;
}

/** Starts a script of ES module text, with `gc()` at hand; its arguments are `process.argv.slice(1)`. */
export function startChild(script: string, ...argv: readonly string[]): Child {
  const child = spawn(process.execPath, ["--expose-gc", "--input-type=module", "-e", script, ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const told: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => told.push(line));
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));

  return {
    pid: child.pid,
    line: (satisfies = () => true) => firstLine(child, lines, told, satisfies),
    async kill() {
      child.kill("SIGKILL");
      await closed;
      return told.at(-1);
    },
  };
}

function firstLine(
  child: ChildProcess,
  lines: NodeJS.EventEmitter,
  told: readonly string[],
  satisfies: (line: string) => boolean,
): Promise<string> {
  const found = told.find(satisfies);
  if (found !== undefined) return Promise.resolve(found);
  return new Promise((resolve, reject) => {
    lines.on("line", (line: string) => {
      if (satisfies(line)) resolve(line);
    });
    child.once("close", (code) => reject(new Error(`the child ended with ${code}`)));
  });
}
