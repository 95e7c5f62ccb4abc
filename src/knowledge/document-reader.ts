import { Worker } from "node:worker_threads";
import { messageOf } from "../shared/errors.ts";
import { readerEntry } from "./reader-entry.ts";
import type { ReadOrder, ReadReport } from "./reader-protocol.ts";

/** Takes files apart in a thread of its own. One file at a time. */
export interface DocumentReader extends AsyncDisposable {
  /** What a document holds, or why nothing could be read from it. Throws the signal's reason when aborted. */
  read(order: ReadOrder, signal: AbortSignal): Promise<ReadReport>;
}

export interface ReaderLimits {
  /** For one file, in milliseconds. Default 30,000. */
  readonly milliseconds?: number;
  /** What this process may grow by while one file is read, in bytes. Default 768 MiB. */
  readonly memoryBytes?: number;
}

const watchMilliseconds = 100;
const heapMegabytes = 512;

/**
 * Opens a reader. A file that takes too long, or too much memory, is given up: its thread is ended, whatever it is at, and
 * the next file gets a new one. Throws `config_invalid` when Skep was not built.
 */
export function openDocumentReader({
  milliseconds = 30_000,
  memoryBytes = 768 * 1024 * 1024,
}: ReaderLimits = {}): DocumentReader {
  const entry = readerEntry();
  let worker: Worker | undefined;

  async function end(): Promise<void> {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  return {
    async read(order, signal) {
      signal.throwIfAborted();
      worker ??= startWorker(entry);
      using watch = watchOver({ milliseconds, memoryBytes }, signal);
      const report = await Promise.race([answerOf(worker, order), watch.over]);
      if (watch.isOver() || "isDead" in report) await end();
      signal.throwIfAborted();
      return report;
    },
    [Symbol.asyncDispose]: end,
  };
}

function startWorker(entry: string): Worker {
  // Nothing of this process's flags and environment is for whoever writes documents.
  const worker = new Worker(entry, {
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    execArgv: [],
    env: {},
  });
  worker.on("error", () => undefined); // without a listener, what goes wrong between two files would end the process
  return worker;
}

type Answer = ReadReport | { readonly problem: string; readonly isDead: true };

async function answerOf(worker: Worker, order: ReadOrder): Promise<Answer> {
  const settled = new AbortController();
  try {
    return await new Promise<Answer>((resolve) => {
      const answered = (report: ReadReport): void => resolve(report);
      const dead = (why: string): void => resolve({ problem: `could not be read: ${why}`, isDead: true });
      const failed = (error: unknown): void => dead(messageOf(error));
      const ended = (): void => dead("its thread ended");
      worker.once("message", answered).once("error", failed).once("exit", ended);
      settled.signal.addEventListener("abort", () => {
        worker.off("message", answered).off("error", failed).off("exit", ended);
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      worker.postMessage(order);
    });
  } finally {
    settled.abort();
  }
}

interface Watch extends Disposable {
  /** Resolves once the reading has to be given up. */
  readonly over: Promise<ReadReport>;
  isOver(): boolean;
}

function watchOver({ milliseconds, memoryBytes }: Required<ReaderLimits>, signal: AbortSignal): Watch {
  const started = performance.now();
  const memoryBefore = process.memoryUsage.rss();
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<ReadReport>((resolve) => {
    timer = setInterval(() => {
      const problem = limitPassed();
      if (problem === undefined) return;
      isOver = true;
      resolve({ problem });
    }, watchMilliseconds);
  });
  function limitPassed(): string | undefined {
    if (signal.aborted) return "was called off";
    if (performance.now() - started > milliseconds) return `took longer than ${milliseconds / 1_000} s to read`;
    if (process.memoryUsage.rss() - memoryBefore > memoryBytes) return "took too much memory to read";
    return undefined;
  }
  return { over, isOver: () => isOver, [Symbol.dispose]: () => clearInterval(timer) };
}
