import type {
  ChatHistoryItem,
  ChatModelResponse,
  ChatModelSegment,
  ChatWrapper,
  LlamaChat,
  LlamaChatResponse,
  LlamaChatResponseChunk,
  LlamaChatResponseSegment,
  LLamaChatGenerateResponseOptions,
} from "node-llama-cpp";

/** What a model thought, and the chat to go on with. */
export interface Thought {
  /** Empty where it did not think. */
  readonly text: string;
  /** The history, its last item a model's response that begins with the finished thought. */
  readonly history: ChatHistoryItem[];
}

/** Whether a chat format has a place for thoughts. */
export function thinks({ settings }: ChatWrapper): boolean {
  return settings.segments?.thought !== undefined;
}

// The marks around a thought are tokens too.
const marks = 16;

/**
 * The chat in which to answer: after a thought of up to `thoughts` tokens, after none where that is 0 or where the answer
 * is bound by a grammar, and otherwise as the model likes.
 */
export async function thinkFirst(
  chat: LlamaChat,
  history: readonly ChatHistoryItem[],
  { thoughts, bound }: { readonly thoughts: number | undefined; readonly bound: boolean },
  options: LLamaChatGenerateResponseOptions,
  signal: AbortSignal,
): Promise<Thought> {
  if (thoughts !== undefined && thoughts > 0) return await think(chat, history, thoughts, options, signal);
  return { text: "", history: thoughts === 0 || bound ? withoutThought(chat, history) : [...history] };
}

/**
 * Lets a model think for up to `budget` tokens, and stops it where its answer would begin: a grammar that is there from
 * the start leaves no room for a thought, so what is to be bound by one comes in a second go, in the same sequence.
 */
async function think(
  chat: LlamaChat,
  history: readonly ChatHistoryItem[],
  budget: number,
  options: LLamaChatGenerateResponseOptions,
  signal: AbortSignal,
): Promise<Thought> {
  const enough = new AbortController();
  const { fullResponse } = await chat.generateResponse([...history], {
    ...options,
    maxTokens: budget + marks,
    budgets: { thoughtTokens: budget },
    signal: AbortSignal.any([signal, enough.signal]),
    stopOnAbortSignal: true,
    onResponseChunk: (chunk) => {
      options.onResponseChunk?.(chunk);
      if (isOver(chunk)) enough.abort();
    },
  });
  signal.throwIfAborted();
  const thoughts = fullResponse.filter(isSegment);
  return { text: thoughtsIn(fullResponse), history: answering(history, thoughts.map(ended)) };
}

/** The thoughts of a response, as text. */
export function thoughtsIn(response: LlamaChatResponse["fullResponse"]): string {
  return response
    .filter(isSegment)
    .map(({ text }) => text)
    .join("\n")
    .trim();
}

function isSegment(item: string | LlamaChatResponseSegment): item is LlamaChatResponseSegment {
  return typeof item !== "string";
}

/** Nothing is to be thought: a format that begins with a thought is given an empty one. */
function withoutThought({ chatWrapper }: LlamaChat, history: readonly ChatHistoryItem[]): ChatHistoryItem[] {
  const thought = chatWrapper.settings.segments?.thought;
  const opens =
    thought?.openOnResponseStart === true ||
    (typeof thought?.prefix === "object" && "type" in thought.prefix && thought.prefix.type === "openedOnStart");
  return opens ? answering(history, [ended()]) : [...history];
}

/** Over once a thought ends, or once the model says something that is none. */
function isOver(chunk: LlamaChatResponseChunk): boolean {
  return chunk.type === "segment" ? chunk.segmentEndTime !== undefined : chunk.text.trim() !== "";
}

function ended(thought?: ChatModelSegment): ChatModelSegment {
  if (thought?.ended === true) return thought;
  // Its raw form has no end mark: left out, the format writes both marks anew.
  return { type: "segment", segmentType: "thought", text: thought?.text ?? "", ended: true };
}

function answering(history: readonly ChatHistoryItem[], response: ChatModelResponse["response"]): ChatHistoryItem[] {
  return [...history.slice(0, -1), { type: "model", response }];
}
