import { fork, type ChildProcess } from "node:child_process";
import { SkepError } from "../shared/errors.ts";
import { engineEntry } from "./engine-entry.ts";
import { engineEnvironment } from "./engine-environment.ts";
import type {
  EngineCompletion,
  EngineOrder,
  EnginePreload,
  EngineReport,
  EngineSettings,
  EngineTurn,
  LoadedEngine,
} from "./engine-protocol.ts";
import { lowerPriority } from "./engine-priority.ts";
import type { Log } from "../shared/log.ts";
import { watchPulse, type Pulse } from "./pulse.ts";

/** What the engine process needs besides its model. All times in milliseconds. */
export interface EngineOptions {
  readonly log: Log;
  /** The environment from which the engine process is given its few variables. Default: empty. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How long loading may take. Default: ten minutes, for a large file on a slow disk. */
  readonly loadLimit?: number;
  /** How long the process may be silent, once it has loaded, before it counts as hung. Default: 30,000. */
  readonly silenceLimit?: number;
  /** How long a turn may go on after it was told to stop, before the process is killed. Default: 10,000. */
  readonly stopLimit?: number;
}

interface Awaited {
  readonly resolve: (report: EngineReport) => void;
  readonly reject: (error: unknown) => void;
  readonly onText: ((text: string) => void) | undefined;
}

type Asked = Extract<EngineReport["kind"], "loaded" | "done" | "preloaded" | "embedded" | "counted">;

/** The bot's end of one engine process. Once the process has ended it is of no more use. */
export class EngineChild {
  readonly #process: ChildProcess;
  readonly #options: EngineOptions;
  readonly #awaited = new Map<number, Awaited>();
  readonly #ended: Promise<void>;
  #lastId = 0;
  #pulse: Pulse | undefined;
  #errorOutput = "";
  #end: SkepError | undefined;

  /** Starts the process; no model is loaded yet. */
  constructor(options: EngineOptions) {
    this.#options = options;
    this.#process = fork(engineEntry(), [], {
      env: engineEnvironment(options.environment ?? {}),
      execArgv: [],
      serialization: "advanced", // vectors stay what they are
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    lowerPriority(this.#process.pid);
    this.#process.on("message", (report: EngineReport) => this.#hear(report));
    this.#process.stderr?.on(
      "data",
      (bytes: Buffer) => (this.#errorOutput = (this.#errorOutput + bytes.toString()).slice(-2000)),
    );
    this.#ended = new Promise((resolve) => {
      this.#process.once("close", (code, signal) => {
        this.#finish(`the engine process ended (${signal ?? `exit code ${code}`})${this.#lastOutput()}`);
        resolve();
      });
      this.#process.once("error", (error) => {
        this.#finish(`the engine process cannot be started: ${error.message}`);
        resolve();
      });
    });
  }

  /** Why it is over, or `undefined` while it lives. */
  get end(): SkepError | undefined {
    return this.#end;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Throws `model_unavailable`. */
  async load(settings: EngineSettings): Promise<LoadedEngine> {
    const limit = this.#options.loadLimit ?? 600_000;
    const timer = setTimeout(() => this.#kill(`the model took longer than ${limit / 1000} s to load`), limit);
    try {
      const report = await this.#ask({ kind: "load", id: this.#nextId(), settings }, "loaded");
      this.#watch(); // only now: libraries and vocabularies may keep a loading process from saying anything
      return report.engine;
    } finally {
      clearTimeout(timer);
    }
  }

  /** One turn. When the signal fires the engine is told to stop, and killed when it does not. */
  async complete(turn: EngineTurn, signal: AbortSignal, onText?: (text: string) => void): Promise<EngineCompletion> {
    signal.throwIfAborted();
    const id = this.#nextId();
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      this.#send({ kind: "abort", id });
      timer = setTimeout(() => this.#kill("the engine process did not stop a turn"), this.#options.stopLimit ?? 10_000);
    };
    signal.addEventListener("abort", stop, { once: true });
    try {
      const report = await this.#ask({ kind: "complete", id, turn }, "done", onText);
      return report.completion;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  /** Evaluates an instruction ahead of its turns, until the signal fires; returns whether all of it is evaluated now. */
  async preload(preload: EnginePreload, signal: AbortSignal): Promise<boolean> {
    const id = this.#nextId();
    const stop = (): void => this.#send({ kind: "abort", id });
    signal.addEventListener("abort", stop, { once: true });
    try {
      if (signal.aborted) return false;
      return (await this.#ask({ kind: "preload", id, preload }, "preloaded")).isWhole;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** A vector of length 1 for each text. */
  async embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
    const report = await this.#ask({ kind: "embed", id: this.#nextId(), texts }, "embedded");
    return report.vectors;
  }

  async count(text: string): Promise<number> {
    const report = await this.#ask({ kind: "count", id: this.#nextId(), text }, "counted");
    return report.tokens;
  }

  /** Ends the process and waits until it is gone. What still waits for it fails with this reason. */
  async close(because: string): Promise<void> {
    this.#kill(because);
    await this.#ended;
  }

  #watch(): void {
    const limit = this.#options.silenceLimit ?? 30_000;
    this.#pulse = watchPulse(limit, () => this.#kill(`the engine process said nothing for ${limit / 1000} s`));
  }

  #nextId(): number {
    return ++this.#lastId;
  }

  async #ask<Kind extends Asked>(
    order: EngineOrder,
    kind: Kind,
    onText?: (text: string) => void,
  ): Promise<Extract<EngineReport, { kind: Kind }>> {
    const report = await new Promise<EngineReport>((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      this.#awaited.set(order.id, { resolve, reject, onText });
      this.#send(order);
    });
    if (isKind(report, kind)) return report;
    throw new SkepError("model_unavailable", `the engine process answered ${order.kind} with ${report.kind}`);
  }

  #send(order: EngineOrder): void {
    if (this.#process.connected) this.#process.send(order, () => undefined); // a lost process is told by "close"
  }

  #hear(report: EngineReport): void {
    this.#pulse?.heard();
    if (report.kind === "heartbeat") return;
    if (report.kind === "log") return this.#options.log[report.level]({ engine: this.pid }, report.message);
    const awaited = this.#awaited.get(report.id);
    if (report.kind === "text") return this.#tell(report.id, report.text);
    this.#awaited.delete(report.id);
    if (report.kind !== "failed") return awaited?.resolve(report);
    const { code, message, details } = report.failure;
    awaited?.reject(new SkepError(code, message, { details }));
  }

  /** A listener that throws ends its turn, not the bot. */
  #tell(id: number, text: string): void {
    try {
      this.#awaited.get(id)?.onText?.(text);
    } catch (error) {
      this.#awaited.get(id)?.reject(error);
      this.#awaited.delete(id);
      this.#send({ kind: "abort", id });
    }
  }

  #kill(because: string): void {
    this.#finish(because);
    this.#process.kill("SIGKILL");
  }

  #finish(because: string): void {
    this.#pulse?.stop();
    this.#end ??= new SkepError("model_unavailable", because);
    for (const { reject } of this.#awaited.values()) reject(this.#end);
    this.#awaited.clear();
  }

  /** llama.cpp says why on stderr before it aborts. */
  #lastOutput(): string {
    const output = this.#errorOutput.trim();
    return output === "" ? "" : `; it last wrote: ${output.slice(-500)}`;
  }
}

function isKind<Kind extends Asked>(report: EngineReport, kind: Kind): report is Extract<EngineReport, { kind: Kind }> {
  return report.kind === kind;
}
