import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** What a driver said when it was done. */
export interface Figures {
  readonly blocks: number;
  readonly seconds: number;
  readonly cpuMsPerBlock: number;
  readonly peakRssMb: number;
}

/** A mention that a driver told of, and when it did, by the wall clock. */
export interface Told {
  readonly block: number;
  readonly author: string;
  readonly permlink: string;
  readonly at: number;
}

export interface DriverRun {
  readonly told: readonly Told[];
  /** Absent when the driver did not come to its end in time. */
  readonly figures?: Figures;
  /** The last thing that it complained about. */
  readonly complaint: string;
}

/** Runs a driver in a process of its own and reads its lines: mentions as they are found, figures at the end. */
export async function runDriver(words: readonly string[], folder: string, limitMs: number): Promise<DriverRun> {
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
  const told: Told[] = [];
  let figures: Figures | undefined;
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = chunk.toString().trim().slice(0, 200);
  });
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith("{")) continue; // a library's own words
    const said = JSON.parse(line) as Partial<Told> & Partial<Figures>;
    if (said.author === undefined) figures = said as Figures;
    else told.push({ ...(said as Told), at: Date.now() });
  }
  clearTimeout(timer);
  return { told, complaint, ...(figures && { figures }) };
}

/** The server of the bench in a process of its own. */
export interface BenchNode extends Disposable {
  readonly url: string;
}

export async function startNode(script: string, words: readonly string[]): Promise<BenchNode> {
  const child: ChildProcess = spawn(process.execPath, [script, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("the node cannot be heard");
  for await (const url of createInterface(child.stdout)) {
    return { url, [Symbol.dispose]: () => void child.kill() };
  }
  throw new Error("the node did not start");
}
