import type { ChatHistoryItem, ChatWrapper, LlamaModel, Token } from "node-llama-cpp";
import { SkepError } from "../shared/errors.ts";
import type { EngineCompletion, EngineTurn } from "./engine-protocol.ts";
import type { Grammars } from "./grammar-cache.ts";
import type { PrefixStore } from "./prefix-store.ts";
import { sharedTokens, type Slot } from "./slot.ts";
import { thinkFirst, thinks, thoughtsIn } from "./think.ts";
import { requireWholeJson } from "./whole-json.ts";

/** What a turn says to the model, in the model's own chat format. */
export interface Prompt {
  readonly history: readonly ChatHistoryItem[];
  readonly tokens: Token[];
  /** How many of the tokens are the same in every turn with this instruction. */
  readonly fixed: number;
}

/** Writes a turn in the model's chat format. */
export function promptOf(
  { model, chatWrapper }: { readonly model: LlamaModel; readonly chatWrapper: ChatWrapper },
  { system, user }: Pick<EngineTurn, "system" | "user">,
): Prompt {
  const tokensOf = (user: string): Token[] =>
    chatWrapper.generateContextState({ chatHistory: historyOf(system, user) }).contextText.tokenize(model.tokenizer);
  const tokens = tokensOf(user);
  // What two users who begin differently have in common is the instruction with all that the format puts around it.
  const fixed = system === "" ? 0 : commonLength(tokens, commonPart(tokensOf("a"), tokensOf("0")));
  return { history: historyOf(system, user), tokens, fixed };
}

// The chat wrapper turns these strings into text tokens only: `<|im_end|>` in a post stays ten characters.
function historyOf(system: string, user: string): ChatHistoryItem[] {
  const instruction: ChatHistoryItem[] = system === "" ? [] : [{ type: "system", text: system }];
  return [...instruction, { type: "user", text: user }, { type: "model", response: [] }];
}

function commonPart(one: Token[], other: readonly Token[]): Token[] {
  return one.slice(0, commonLength(one, other));
}

function commonLength(one: readonly Token[], other: readonly Token[]): number {
  const different = one.findIndex((token, index) => token !== other[index]);
  return different === -1 ? one.length : different;
}

/** Shorter beginnings are evaluated again sooner than a file is worth its bytes. */
const worthKeeping = 256;

/**
 * Sees to it that the fixed beginning of a prompt is in the slot: it is there, or is read back, or is evaluated and then
 * kept. Without a store the last is left to the turn itself. Returns how many tokens did not have to be evaluated.
 */
export async function warmUp(slot: Slot, { tokens, fixed }: Prompt, store: PrefixStore | undefined): Promise<number> {
  const shared = Math.min(sharedTokens(slot, tokens), tokens.length - 1);
  if (store === undefined || fixed < worthKeeping || shared >= fixed) return shared;
  const beginning = tokens.slice(0, fixed);
  if (await store.load(slot.sequence, beginning)) return fixed;
  await evaluate(slot, beginning);
  await store.save(slot.sequence, beginning);
  return shared;
}

/** Leaves exactly these tokens in the slot. */
async function evaluate({ sequence }: Slot, tokens: readonly Token[]): Promise<void> {
  await sequence.adaptStateToTokens([...tokens], false);
  await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(sequence.nextTokenIndex));
}

/** So many tokens at a time: a second of work for a model of a thousand million parameters on one core. */
const stepTokens = 64;

/**
 * The same ahead of any turn, in small steps; the signal stops it between two of them, and what is evaluated by then
 * stays. Returns whether all of it was.
 */
export async function warmUpInSteps(
  slot: Slot,
  { tokens, fixed }: Prompt,
  store: PrefixStore | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const kept = fixed < worthKeeping ? undefined : store;
  const beginning = tokens.slice(0, fixed);
  if (sharedTokens(slot, beginning) === fixed || (await kept?.load(slot.sequence, beginning))) return true;
  for (let end = sharedTokens(slot, beginning); end < fixed;) {
    if (signal.aborted) return false;
    end = Math.min(end + stepTokens, fixed);
    await evaluate(slot, beginning.slice(0, end));
  }
  await kept?.save(slot.sequence, beginning);
  return true;
}

/** Where a turn takes place: a slot that nobody else uses, and what it may draw on. */
export interface Scene {
  readonly slot: Slot;
  readonly prompt: Prompt;
  readonly grammars: Grammars;
  readonly store: PrefixStore | undefined;
}

/** One turn. Throws what `Engine.complete` says. */
export async function playTurn(
  { slot, prompt, grammars, store }: Scene,
  turn: EngineTurn,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<EngineCompletion> {
  const { chat, sequence } = slot;
  const started = performance.now();
  const thoughts = thinks(chat.chatWrapper) ? turn.thoughts : undefined;
  requireRoom(prompt.tokens.length, (thoughts ?? 0) + turn.maxTokens, chat.context.contextSize);
  const grammar = turn.schema === undefined ? {} : { grammar: await grammars(turn.schema) };
  const before = sequence.tokenMeter.getState();
  const cachedTokens = await warmUp(slot, prompt, store);
  signal.throwIfAborted();
  let firstToken: number | undefined;
  const options = { ...sampling(turn), onResponseChunk: () => (firstToken ??= performance.now()) };
  const bound = turn.schema !== undefined;
  const { text: thought, history } = await thinkFirst(chat, prompt.history, { thoughts, bound }, options, signal);
  const { response, fullResponse } = await chat.generateResponse(history, {
    ...options,
    ...grammar,
    // Whoever has thought, or is not to, does not begin again.
    ...(thoughts === undefined ? {} : { budgets: { thoughtTokens: 0, commentTokens: 0 } }),
    signal,
    onTextChunk: onText,
  });
  if (bound) requireWholeJson(response, turn.maxTokens);
  const ended = performance.now();
  return {
    text: response,
    ...saidApart(thought || thoughtsIn(fullResponse)),
    promptTokens: prompt.tokens.length,
    cachedTokens,
    completionTokens: sequence.tokenMeter.diff(before).usedOutputTokens,
    firstTokenMilliseconds: Math.round((firstToken ?? ended) - started),
    milliseconds: Math.round(ended - started),
  };
}

function saidApart(thoughts: string): Pick<EngineCompletion, "thoughts"> {
  return thoughts === "" ? {} : { thoughts };
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
