import { stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf, SkepError } from "../shared/errors.ts";
import { EngineChild, type EngineOptions } from "./engine-child.ts";
import type { EngineSettings, LoadedEngine } from "./engine-protocol.ts";
import type { ModelFile } from "./model-file.ts";

/** An engine process with its model loaded. */
export interface RunningEngine {
  readonly child: EngineChild;
  readonly loaded: LoadedEngine;
}

/** Sees to it that there is a loaded engine whenever one is asked for: the same one, or a new one after it died. */
export class EngineKeeper {
  readonly #file: ModelFile;
  readonly #settings: EngineSettings;
  readonly #options: EngineOptions;
  readonly #closing = new AbortController();
  #child: EngineChild | undefined;
  #running: Promise<RunningEngine> | undefined;
  #failures = 0;

  constructor(file: ModelFile, settings: EngineSettings, options: EngineOptions) {
    this.#file = file;
    this.#settings = settings;
    this.#options = options;
  }

  /** The process id, while there is a process. */
  get pid(): number | undefined {
    return this.#child?.end ? undefined : this.#child?.pid;
  }

  /** A loaded engine; all who ask while it starts wait for the same one. Throws `model_unavailable`. */
  async engine(): Promise<RunningEngine> {
    this.#closing.signal.throwIfAborted();
    if (this.#child?.end) {
      this.#options.log.warn({ because: this.#child.end.message }, "the model's engine is gone; starting it again");
      this.#child = undefined;
      this.#running = undefined;
      this.#failures++;
    }
    this.#running ??= this.#start().catch((error: unknown) => {
      this.#running = undefined; // the next who asks tries again
      throw error;
    });
    return await this.#running;
  }

  /** A turn succeeded: earlier failures no longer slow a restart down. */
  praise(): void {
    this.#failures = 0;
  }

  /** Ends the engine for good; what still waits for it fails with `model_unavailable`. */
  async close(): Promise<void> {
    this.#closing.abort(new SkepError("model_unavailable", "the model was closed"));
    await this.#child?.close("the model was closed");
    await this.#running?.catch(() => undefined);
  }

  async #start(): Promise<RunningEngine> {
    const { signal } = this.#closing;
    await sleep(backoff(this.#failures), undefined, { signal }).catch(() => signal.throwIfAborted());
    const child = new EngineChild(this.#options);
    this.#child = child; // from here on its end is noticed by the next who asks
    try {
      await this.#requireSameFile();
      signal.throwIfAborted();
      return { child, loaded: await child.load(this.#settings) };
    } catch (error) {
      await child.close(messageOf(error));
      throw new SkepError("model_unavailable", `cannot run ${this.#file.path}: ${messageOf(error)}`, { cause: error });
    }
  }

  // The identity was told when the model was opened; another file under the same name would make it a lie.
  async #requireSameFile(): Promise<void> {
    const { path, bytes, modified } = this.#file;
    const now = await stat(path).catch(() => undefined);
    if (now?.size === bytes && now.mtimeMs === modified) return;
    throw new SkepError("model_unavailable", `${path} changed while skep was running: start skep again`);
  }
}

/** The pause before the next start, in milliseconds: none at first, then 250 doubled with each failure, up to 30 s. */
function backoff(failures: number): number {
  return failures === 0 ? 0 : Math.min(30_000, 250 * 2 ** (failures - 1));
}
