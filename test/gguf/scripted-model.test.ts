import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  getLlama,
  LlamaChatSession,
  resolveChatWrapper,
  type Llama,
  type LLamaChatPromptOptions,
} from "node-llama-cpp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chatMlTemplate } from "../../tools/gguf/byte-vocabulary.ts";
import { writeScriptedModel } from "../../tools/gguf/scripted-model.ts";

let llama: Llama;
const directory = mkdtempSync(join(tmpdir(), "skep-scripted-"));

beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: "never", skipDownload: true, maxThreads: 1 });
});
afterAll(async () => {
  await llama.dispose();
  rmSync(directory, { recursive: true });
});

async function answerOf(says: readonly string[], options: LLamaChatPromptOptions = {}, template?: string) {
  const path = join(directory, "model.gguf");
  writeScriptedModel(path, { says, ...(template === undefined ? {} : { template }) });
  await using model = await llama.loadModel({ modelPath: path });
  await using context = await model.createContext({ contextSize: 1024, threads: 1 });
  const session = new LlamaChatSession({
    contextSequence: context.getSequence(),
    chatWrapper: resolveChatWrapper(model),
    systemPrompt: "Be brief.",
  });
  return await session.promptWithMeta("Is anybody there?", { temperature: 0, maxTokens: 200, ...options });
}

test("it says exactly its script and then ends", async () => {
  const answer = await answerOf(["Bees ", "büzzen ", "🐝\n", "twice."]);
  expect(answer.responseText).toBe("Bees büzzen 🐝\ntwice.");
  expect(answer.stopReason).toBe("eogToken");
});

test("it stops in the middle of its script where the tokens run out", async () => {
  const answer = await answerOf(["one ", "two ", "three"], { maxTokens: 2 });
  expect(answer.responseText).toBe("one two ");
  expect(answer.stopReason).toBe("maxTokens");
});

test("it says JSON through a grammar that allows it", async () => {
  const says = '{"reason":"A “quoted” word","reply":null}';
  const grammar = await llama.createGrammarForJsonSchema({
    type: "object",
    properties: { reason: { type: "string", maxLength: 280 }, reply: { type: "null" } },
  } as const);
  const answer = await answerOf([says], { grammar });
  expect(answer.responseText).toBe(says);
});

test("its thoughts come out as a thought, not as text", async () => {
  // Not quite ChatML, so that the template itself is looked at, and not a wrapper that knows of no thoughts.
  const template = `${chatMlTemplate.replaceAll("'\\n'", "'\\n\\n'")}{# <think></think> #}`;
  const answer = await answerOf(["<think>", "I should greet them.", "</think>", "Hello."], {}, template);
  expect(answer.responseText).toBe("Hello.");
});

test("a script that repeats a piece is refused", () => {
  expect(() => writeScriptedModel(join(directory, "twice.gguf"), { says: ["a", "b", "a"] })).toThrow(
    /cannot say "a" twice/,
  );
});
