import {
  getLlama,
  LlamaChat,
  LlamaLogLevel,
  resolveChatWrapper,
  type ChatHistoryItem,
  type GbnfJsonObjectSchema,
  type Llama,
  type LlamaGrammar,
  type LlamaModel,
} from "node-llama-cpp";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { EngineCompletion, EngineSettings, EngineTurn, LoadedEngine } from "./engine-protocol.ts";
import { warnOfIdleGpu } from "./gpu-warning.ts";
import { requireWholeJson } from "./whole-json.ts";

/** llama.cpp with one model loaded. It lives in the engine process and does one turn at a time. */
export interface Engine {
  readonly loaded: LoadedEngine;
  /** Throws `model_output_invalid`, `config_invalid` where the prompt does not fit, or the signal's reason. */
  complete(turn: EngineTurn, signal: AbortSignal, onText: (text: string) => void): Promise<EngineCompletion>;
  count(text: string): number;
}

type Log = (level: "debug" | "warn", message: string) => void;

/** Loads the model. Nothing is compiled or downloaded. Throws `model_unavailable`. */
export async function openEngine(settings: EngineSettings, log: Log): Promise<Engine> {
  const llama = await openLlama(settings, log);
  await warnOfIdleGpu(settings.gpu, llama, log);
  const model = await unavailable("cannot load the model", () =>
    llama.loadModel({ modelPath: settings.path, gpuLayers: { fitContext: { contextSize: settings.contextSize } } }),
  );
  const context = await unavailable(
    `cannot make room for ${settings.contextSize} tokens (a smaller contextSize needs less memory)`,
    () =>
      model.createContext({
        contextSize: settings.contextSize,
        threads: settings.threads,
        failedCreationRemedy: false,
      }),
  );
  const chat = new LlamaChat({ contextSequence: context.getSequence(), chatWrapper: resolveChatWrapper(model) });
  const loaded = {
    backend: llama.gpu === false ? "cpu" : llama.gpu,
    contextSize: context.contextSize,
    chatFormat: chat.chatWrapper.wrapperName,
  };
  const grammars = grammarCache(llama);
  return {
    loaded,
    complete: (turn, signal, onText) => complete({ chat, model, grammars }, turn, signal, onText),
    count: (text) => model.tokenize(text).length,
  };
}

function openLlama({ gpu, threads }: EngineSettings, log: Log): Promise<Llama> {
  return unavailable("cannot start llama.cpp; reinstall the dependencies with `npm ci`", () =>
    getLlama({
      gpu,
      maxThreads: threads,
      build: "never",
      skipDownload: true,
      logLevel: LlamaLogLevel.warn,
      logger: (level, message) =>
        log(level === LlamaLogLevel.error || level === LlamaLogLevel.fatal ? "warn" : "debug", message.trim()),
    }),
  );
}

async function unavailable<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    throw new SkepError("model_unavailable", `${what}: ${messageOf(error)}`, { cause: error });
  }
}

type Grammars = (schema: object) => Promise<LlamaGrammar>;

/** Agents bring a handful of schemas, each again and again. */
function grammarCache(llama: Llama): Grammars {
  const grammars = new Map<string, Promise<LlamaGrammar>>();
  return (schema) => {
    const key = JSON.stringify(schema);
    const grammar = grammars.get(key) ?? createGrammar(llama, schema);
    grammars.set(key, grammar);
    return grammar;
  };
}

async function createGrammar(llama: Llama, schema: object): Promise<LlamaGrammar> {
  try {
    return await llama.createGrammarForJsonSchema(objectSchema(schema));
  } catch (error) {
    throw new SkepError("config_invalid", `no grammar can be made of the schema: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

// Only a whole object is told from a cut one by its last brace: `12` may be the beginning of `123`.
function objectSchema(schema: object): GbnfJsonObjectSchema {
  if (isObjectSchema(schema)) return schema;
  throw new TypeError("the schema of an answer must describe an object");
}

function isObjectSchema(schema: object): schema is GbnfJsonObjectSchema {
  return "type" in schema && schema.type === "object";
}

interface Parts {
  readonly chat: LlamaChat;
  readonly model: LlamaModel;
  readonly grammars: Grammars;
}

// The chat wrapper turns these strings into text tokens only: `<|im_end|>` in a post stays ten characters.
function historyOf({ system, user }: EngineTurn): ChatHistoryItem[] {
  const instruction: ChatHistoryItem[] = system === "" ? [] : [{ type: "system", text: system }];
  return [...instruction, { type: "user", text: user }, { type: "model", response: [] }];
}

async function complete(
  { chat, model, grammars }: Parts,
  turn: EngineTurn,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<EngineCompletion> {
  const started = performance.now();
  const history = historyOf(turn);
  const prompt = chat.chatWrapper.generateContextState({ chatHistory: history }).contextText.tokenize(model.tokenizer);
  requireRoom(prompt.length, turn.maxTokens, chat.context.contextSize);
  const before = chat.sequence.tokenMeter.getState();
  let firstToken: number | undefined;
  const { response } = await chat.generateResponse(history, {
    ...sampling(turn),
    ...(turn.schema === undefined ? {} : { grammar: await grammars(turn.schema) }),
    signal,
    onResponseChunk: () => (firstToken ??= performance.now()),
    onTextChunk: onText,
  });
  if (turn.schema !== undefined) requireWholeJson(response, turn.maxTokens);
  const used = chat.sequence.tokenMeter.diff(before);
  const ended = performance.now();
  return {
    text: response,
    promptTokens: prompt.length,
    cachedTokens: Math.max(0, prompt.length - used.usedInputTokens),
    completionTokens: used.usedOutputTokens,
    firstTokenMilliseconds: Math.round((firstToken ?? ended) - started),
    milliseconds: Math.round(ended - started),
  };
}

/**
 * `minP` drops what is under a twentieth as likely as the likeliest token, as llama.cpp itself does by default. The
 * binding's default repeat penalty is off: an agent that quotes must be free to say again what was said.
 */
function sampling({ maxTokens, temperature, seed }: EngineTurn) {
  return { maxTokens, temperature, seed, minP: 0.05, repeatPenalty: false } as const;
}

// The engine wants two tokens of slack; without them it would drop the beginning of the prompt in silence.
const slack = 2;

function requireRoom(promptTokens: number, maxTokens: number, contextSize: number): void {
  const needed = promptTokens + maxTokens + slack;
  if (needed <= contextSize) return;
  throw new SkepError(
    "config_invalid",
    `the prompt takes ${promptTokens} tokens and ${maxTokens} are kept for the answer, but the model's context holds ` +
      `${contextSize - slack}: shorten the prompt, lower maxTokens or raise contextSize`,
    { details: { promptTokens, maxTokens, contextSize } },
  );
}
