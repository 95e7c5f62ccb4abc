import { stat } from "node:fs/promises";
import type { ChatWrapper, LlamaModel } from "node-llama-cpp";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { EngineSettings } from "./engine-protocol.ts";
import { Alternate } from "./alternate.ts";
import { openSlots, type Slot } from "./slot.ts";

/** A context of the model, as itself or under one adapter, with its slots. */
export interface Stage extends AsyncDisposable {
  /** Tokens that fit into each slot. */
  readonly contextSize: number;
  readonly slots: readonly Slot[];
}

/** Adapters that have a context at the same time; each takes the memory of `contextSize` tokens. */
const adapterLimit = 4;

/** Opens a stage. Throws `model_unavailable`, or `config_invalid` for an adapter that does not fit the model. */
export async function openStage(
  model: LlamaModel,
  chatWrapper: ChatWrapper,
  { contextSize, threads, parallel }: EngineSettings,
  adapter?: string,
): Promise<Stage> {
  try {
    const context = await model.createContext({
      contextSize,
      threads,
      sequences: parallel,
      failedCreationRemedy: false,
      ...(adapter === undefined ? {} : { lora: adapter }),
    });
    return {
      contextSize: context.contextSize,
      slots: openSlots(context, chatWrapper, new Alternate()),
      [Symbol.asyncDispose]: () => context.dispose(),
    };
  } catch (error) {
    if (adapter !== undefined && messageOf(error).includes("LoRA")) throw unfit(adapter, error);
    const what = adapter === undefined ? "" : `, and for the adapter ${adapter}`;
    throw new SkepError(
      "model_unavailable",
      `cannot make room for ${parallel > 1 ? `${parallel} times ` : ""}${contextSize} tokens${what} ` +
        `(a smaller contextSize needs less memory): ${messageOf(error)}`,
      { cause: error },
    );
  }
}

function unfit(adapter: string, cause: unknown): SkepError {
  const message = `llama.cpp cannot lay the adapter ${adapter} over this model: it was made for another one, or is none`;
  return new SkepError("config_invalid", message, { cause });
}

/** The stages of adapters: the model's weights are loaded once, whatever is laid over them. */
export class AdapterStages {
  readonly #open: (adapter: string) => Promise<Stage>;
  readonly #opening = new Map<string, Promise<Stage>>();
  /** The one used last stands last. */
  readonly #opened = new Map<string, Stage>();

  constructor(open: (adapter: string) => Promise<Stage>) {
    this.#open = open;
  }

  /** The stage of an adapter, opened when it is asked for. Throws `config_invalid` where there is no such file. */
  async of(adapter: string): Promise<Stage> {
    const opening = this.#opening.get(adapter) ?? this.#begin(adapter);
    this.#opening.set(adapter, opening);
    const stage = await opening;
    if (this.#opened.delete(adapter)) this.#opened.set(adapter, stage);
    return stage;
  }

  async #begin(adapter: string): Promise<Stage> {
    try {
      await stat(adapter);
      await this.#makeRoom();
      const stage = await this.#open(adapter);
      this.#opened.set(adapter, stage);
      return stage;
    } catch (error) {
      this.#opening.delete(adapter);
      if (error instanceof SkepError) throw error;
      throw new SkepError("config_invalid", `the adapter cannot be read: ${messageOf(error)}`, { cause: error });
    }
  }

  // Where every adapter is in use the limit gives way: a turn must not wait for one that may wait for it.
  async #makeRoom(): Promise<void> {
    for (const [adapter, stage] of this.#opened) {
      if (this.#opened.size < adapterLimit) return;
      if (stage.slots.some(({ busy }) => busy)) continue;
      this.#opened.delete(adapter);
      this.#opening.delete(adapter);
      await stage[Symbol.asyncDispose]();
    }
  }
}
