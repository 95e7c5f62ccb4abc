import {
  getLlama,
  LlamaChat,
  resolveChatWrapper,
  type LlamaContextSequence,
  type LlamaModel,
  type Token,
} from "node-llama-cpp";
import { processorSeconds } from "./processor-time.ts";

/** node-llama-cpp as a program without Skep would use it, with the same file and sampling. */
export interface BareBinding extends AsyncDisposable {
  /** Tokens a processor second of one sequence that is evaluated token by token. */
  loop(prompt: string, tokens: number): Promise<number>;
  /** Tokens a processor second of chats that are all asked at once. */
  chats(prompts: readonly string[], tokens: number): Promise<number>;
  /** The same sequences, their evaluations driven step by step together. */
  lockstep(prompts: readonly string[], tokens: number): Promise<number>;
}

const sampling = { temperature: 1, minP: 0.05 } as const;

/** Loads the file on the CPU with one thread, with so many sequences. */
export async function openBareBinding(path: string, sequences: number, contextSize: number): Promise<BareBinding> {
  const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, maxThreads: 1 });
  const model = await llama.loadModel({ modelPath: path });
  const context = await model.createContext({ contextSize, threads: 1, sequences });
  const all = Array.from({ length: sequences }, () => context.getSequence());
  const [first] = all;
  const chatWrapper = resolveChatWrapper(model);
  const begin = (sequence: LlamaContextSequence, prompt: string, seed: number) =>
    sequence.evaluate(tokensOf(model, prompt), { ...sampling, seed, yieldEogToken: true });
  return {
    async loop(prompt, tokens) {
      if (first === undefined) return Number.NaN;
      await first.clearHistory();
      const tokensOut = begin(first, prompt, 1);
      await tokensOut.next();
      return await rate(tokens, async () => {
        for (let token = 0; token < tokens; token++) await tokensOut.next();
      });
    },
    async chats(prompts, tokens) {
      for (const sequence of all) await sequence.clearHistory();
      let heard = 0;
      const before = processorSeconds();
      await Promise.all(
        all.map((contextSequence, index) =>
          new LlamaChat({ contextSequence, chatWrapper }).generateResponse(
            [
              { type: "user", text: prompts[index] ?? "" },
              { type: "model", response: [] },
            ],
            {
              ...sampling,
              seed: index,
              maxTokens: tokens,
              repeatPenalty: false,
              onToken: (said) => (heard += said.length),
            },
          ),
        ),
      );
      return heard / (processorSeconds() - before);
    },
    async lockstep(prompts, tokens) {
      for (const sequence of all) await sequence.clearHistory();
      const before = processorSeconds();
      const streams = all.map((sequence, index) => begin(sequence, prompts[index] ?? "", index));
      for (let token = 0; token < tokens; token++) await Promise.all(streams.map((stream) => stream.next()));
      const figure = (tokens * all.length) / (processorSeconds() - before);
      await Promise.all(streams.map((stream) => stream.return()));
      return figure;
    },
    [Symbol.asyncDispose]: () => llama.dispose(),
  };
}

function tokensOf(model: LlamaModel, prompt: string): Token[] {
  return model.tokenize(prompt);
}

async function rate(tokens: number, work: () => Promise<void>): Promise<number> {
  const before = processorSeconds();
  await work();
  return tokens / (processorSeconds() - before);
}
