import type { ChatWrapper, Llama, LlamaModel } from "node-llama-cpp";
import { SkepError } from "../shared/errors.ts";
import type { Engine, EngineLog } from "./engine.ts";
import type { EngineCompletion, EnginePreload, EngineSettings, EngineTurn, LoadedEngine } from "./engine-protocol.ts";
import { playTurn, promptOf, warmUpInSteps, type Prompt } from "./engine-turn.ts";
import { grammarCache, type Grammars } from "./grammar-cache.ts";
import { prefixStore, type PrefixStore } from "./prefix-store.ts";
import { bestSlot, type Slot } from "./slot.ts";
import { AdapterStages, openStage, type Stage } from "./stage.ts";
import { thinks } from "./think.ts";

/** What a chat engine is made of. */
export interface ChatEngineParts {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly settings: EngineSettings;
  readonly chatWrapper: ChatWrapper;
  readonly stage: Stage;
  readonly log: EngineLog;
}

/** An engine whose model answers. */
export class ChatEngine implements Engine {
  readonly loaded: LoadedEngine;
  readonly #parts: ChatEngineParts;
  readonly #grammars: Grammars;
  readonly #adapters: AdapterStages;
  readonly #stores = new Map<string, PrefixStore>();
  readonly #waiting: (() => void)[] = [];
  #turns = 0;

  constructor(parts: ChatEngineParts) {
    const { llama, model, settings, chatWrapper, stage } = parts;
    this.#parts = parts;
    this.#grammars = grammarCache(llama);
    this.#adapters = new AdapterStages((adapter) => openStage(model, chatWrapper, settings, adapter));
    this.loaded = {
      backend: llama.gpu === false ? "cpu" : llama.gpu,
      contextSize: stage.contextSize,
      chatFormat: chatWrapper.wrapperName,
      thinks: thinks(chatWrapper),
    };
  }

  async complete(turn: EngineTurn, signal: AbortSignal, onText: (text: string) => void): Promise<EngineCompletion> {
    const prompt = promptOf(this.#parts, turn);
    const store = this.#storeFor(turn);
    const scene = { prompt, store, grammars: this.#grammars };
    return await this.#inSlot(turn, prompt, (slot) => playTurn({ ...scene, slot }, turn, signal, onText));
  }

  async preload(preload: EnginePreload, signal: AbortSignal): Promise<boolean> {
    const prompt = promptOf(this.#parts, { ...preload, user: "" });
    const store = this.#storeFor(preload);
    return await this.#inSlot(preload, prompt, (slot) => warmUpInSteps(slot, prompt, store, signal));
  }

  embed(): Promise<never> {
    throw new SkepError("config_invalid", "this model answers; one that embeds says `embedding: true` in skep.yaml");
  }

  count(text: string): number {
    return this.#parts.model.tokenize(text).length;
  }

  async #inSlot<T>({ adapter }: EnginePreload, prompt: Prompt, play: (slot: Slot) => Promise<T>): Promise<T> {
    const stage = adapter === undefined ? this.#parts.stage : await this.#adapters.of(adapter);
    const slot = await this.#takeSlot(stage, prompt);
    try {
      return await play(slot);
    } finally {
      slot.busy = false;
      for (const tell of this.#waiting.splice(0)) tell();
    }
  }

  // The bot asks for no more turns than there are slots, but one that it gave up may still be on its way to its end.
  async #takeSlot({ slots }: Stage, { tokens, fixed }: Prompt): Promise<Slot> {
    for (;;) {
      const slot = bestSlot(slots, tokens, fixed);
      if (slot !== undefined) {
        slot.busy = true;
        slot.usedAt = ++this.#turns;
        return slot;
      }
      await new Promise<void>((tell) => this.#waiting.push(tell));
    }
  }

  // On a GPU a prompt is evaluated as fast as a file is read; and a state under an adapter is not the model's own.
  #storeFor({ prefixDir, adapter }: EnginePreload): PrefixStore | undefined {
    if (prefixDir === undefined || adapter !== undefined || this.loaded.backend !== "cpu") return undefined;
    const store = this.#stores.get(prefixDir) ?? prefixStore(prefixDir, (message) => this.#parts.log("debug", message));
    this.#stores.set(prefixDir, store);
    return store;
  }
}
