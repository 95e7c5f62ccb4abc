import { decisionSchema } from "../../src/decision/decision.ts";
import { grammarSchema } from "../../src/decision/grammar-schema.ts";
import { SkepError } from "../../src/shared/errors.ts";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import { race, type Section } from "../harness.ts";
import { openBareBinding } from "./bare-binding.ts";
import { engineSeconds, openModelUnderTest, request } from "./model-under-test.ts";

const shortAnswer = 16;
const tokens = 128;
const never = new AbortController().signal;

/** Tokens a processor second of one turn: through the port, free and bound by a grammar, beside the binding alone. */
export async function measureGeneration(path: string, rounds: number): Promise<Section> {
  await using bare = await openBareBinding(path, 1, 2048);
  await using model = await openModelUnderTest(path);
  const reference = "bare node-llama-cpp loop";
  const cases = [
    { name: reference, run: () => bare.loop("Go on.", tokens) },
    { name: "Skep's port", run: () => portRate(model) },
    { name: "Skep's port, bound by a grammar", run: () => portRate(model, grammarSchema(decisionSchema(["reply"]))) },
  ];
  return { title: "generation, one turn", unit: "tokens/s", reference, results: await race(cases, rounds) };
}

/** The rate between a short answer and a long one to the same prompt, so that what a turn costs once is left out. */
async function portRate(model: LlamaModel, schema?: object): Promise<number> {
  const bound = schema === undefined ? {} : { schema };
  const say = (maxTokens: number) => timed(model, () => answer(model, { ...bound, maxTokens }));
  await say(1);
  const short = await say(shortAnswer);
  const long = await say(shortAnswer + tokens);
  return (long.said - short.said) / (long.seconds - short.seconds);
}

async function timed(
  model: LlamaModel,
  work: () => Promise<number>,
): Promise<{ readonly said: number; readonly seconds: number }> {
  let said = 0;
  const seconds = await engineSeconds(model, async () => (said = await work()));
  return { said, seconds };
}

/** Tokens that were said; what a grammar bound and maxTokens cut is said too. */
async function answer(model: LlamaModel, wanted: Parameters<typeof request>[0]): Promise<number> {
  try {
    return (await model.complete(request(wanted), never)).completionTokens;
  } catch (error) {
    if (error instanceof SkepError && error.code === "model_output_invalid") return wanted.maxTokens ?? 0;
    throw error;
  }
}
