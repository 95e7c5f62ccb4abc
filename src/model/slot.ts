import { LlamaChat, type ChatWrapper, type LlamaContext, type LlamaContextSequence, type Token } from "node-llama-cpp";
import type { Alternate } from "./alternate.ts";

/** A sequence of the engine's context, with what it remembers of its last turn. One turn at a time runs in it. */
export interface Slot {
  readonly number: number;
  readonly chat: LlamaChat;
  readonly sequence: LlamaContextSequence;
  busy: boolean;
  /** A count of turns, higher for the later one; 0 for a slot that never was used. */
  usedAt: number;
}

/** All the sequences of a context, each of them generating by turns with the others. */
export function openSlots(
  context: LlamaContext,
  chatWrapper: ChatWrapper,
  pacer: Pick<Alternate, "pace">,
): readonly Slot[] {
  return Array.from({ length: context.totalSequences }, (_, number) => {
    const sequence = context.getSequence();
    const evaluate = sequence.evaluate.bind(sequence);
    sequence.evaluate = (tokens, options) => pacer.pace(number, evaluate(tokens, options));
    return {
      number,
      sequence,
      chat: new LlamaChat({ contextSequence: sequence, chatWrapper }),
      busy: false,
      usedAt: 0,
    };
  });
}

/**
 * The free slot in which a turn finds most of its prompt evaluated, if that is at least its fixed beginning of `fixed`
 * tokens; else the one that was used longest ago, so that the beginnings of other agents stay where they are.
 * `undefined` where none is free.
 */
export function bestSlot(slots: readonly Slot[], prompt: readonly Token[], fixed: number): Slot | undefined {
  const free = slots.filter(({ busy }) => !busy);
  const shares = new Map(free.map((slot) => [slot, sharedTokens(slot, prompt)]));
  const share = (slot: Slot): number => shares.get(slot) ?? 0;
  const warm = free.filter((slot) => fixed > 0 && share(slot) >= fixed);
  if (warm.length > 0) return warm.reduce((best, slot) => (share(slot) > share(best) ? slot : best));
  const [first, ...others] = free;
  return first && others.reduce((oldest, slot) => (slot.usedAt < oldest.usedAt ? slot : oldest), first);
}

/** How many tokens of a prompt, from its beginning, are in a slot's KV cache. */
export function sharedTokens({ sequence }: Slot, prompt: readonly Token[]): number {
  return sequence.compareContextTokens([...prompt]).firstDifferentIndex;
}
