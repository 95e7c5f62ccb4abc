import type { CompletionRequest, LanguageModel } from "./language-model.ts";

/** How fast a model is on this machine, as it is just now. */
export interface ModelSpeed {
  /** Tokens a second while it reads a prompt that it has not seen, and while it says something. */
  readonly read: number;
  readonly say: number;
  /** Tokens that were said in all; where there are few, the model ends its answers early and `say` is rough. */
  readonly said: number;
  /** A reply of 150 tokens to a post of 600, the agent's instruction being known. */
  readonly secondsPerReply: number;
}

/** What a reply is reckoned with. */
const typicalPost = 600;
const typicalReply = 150;
const runs = 3;
const sayPerRun = 96;
/** Room for the chat's own marks. */
const spare = 64;

/** Asks a model a few times, with prompts that share no beginning. Throws what {@link LanguageModel.complete} throws. */
export async function measureModel(model: LanguageModel, signal: AbortSignal): Promise<ModelSpeed> {
  const user = await fillTo(Math.min(typicalPost, model.contextSize - sayPerRun - spare), model);
  await model.complete({ ...request("warm up", "Hello."), maxTokens: 4 }, signal);
  let [readTokens, readTime, said, sayTime] = [0, 0, 0, 0];
  for (let run = 1; run <= runs; run++) {
    const { promptTokens, completionTokens, firstTokenMilliseconds, milliseconds } = await model.complete(
      request(`${run}. Tell a long story about bees.`, `${run} ${user}`),
      signal,
    );
    readTokens += promptTokens;
    readTime += firstTokenMilliseconds;
    said += Math.max(0, completionTokens - 1); // the first one belongs to reading
    sayTime += milliseconds - firstTokenMilliseconds;
  }
  const read = perSecond(readTokens, readTime);
  const say = perSecond(said, sayTime);
  return { read, say, said, secondsPerReply: typicalPost / read + typicalReply / say };
}

function request(system: string, user: string): CompletionRequest {
  return { system, user, maxTokens: sayPerRun, temperature: 1, seed: 1, deadline: 600_000 };
}

const words = "The bees of the old orchard carry pollen from the pear trees to the meadow behind the mill. ";

async function fillTo(tokens: number, model: LanguageModel): Promise<string> {
  const each = await model.countTokens(words);
  return words.repeat(Math.max(1, Math.floor(tokens / Math.max(1, each))));
}

function perSecond(tokens: number, milliseconds: number): number {
  return (tokens * 1000) / Math.max(1, milliseconds);
}
