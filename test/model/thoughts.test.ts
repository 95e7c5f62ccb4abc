import { afterAll, beforeAll, expect, test } from "vitest";
import type { Completion, CompletionRequest } from "../../src/model/language-model.ts";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import { asking, keptLog, never, openModel, patience, scriptIn, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const says = ["<think>", "\nI should ", "greet ", "them.\n", "</think>", "\n\nHello", " friend"];
const thought = "I should greet them.";
const schema = {
  type: "object",
  properties: { kind: { type: "boolean" } },
  required: ["kind"],
  additionalProperties: false,
};

/** What comes of a turn, and what was heard of it while it went on. */
async function ask(
  model: LlamaModel,
  request: Partial<CompletionRequest>,
): Promise<Completion & { readonly heard: string }> {
  const heard: string[] = [];
  const completion = await model.complete(asking({ ...request, onText: (text) => heard.push(text) }), never);
  return { ...completion, heard: heard.join("") };
}

// Its template is plain ChatML: nothing in it says that it thinks.
let plain: LlamaModel;
let qwen: LlamaModel;
beforeAll(async () => {
  const path = scriptIn(folder, says);
  [plain, qwen] = await Promise.all([openModel({ path }), openModel({ path, chatFormat: "qwen" })]);
}, patience);
afterAll(() => Promise.all([plain, qwen].map((model) => model[Symbol.asyncDispose]())));

test("without its format named, a template that looks like ChatML lets thoughts into the answer", async () => {
  expect(plain.thinks).toBe(false);
  expect((await ask(plain, { thoughts: 256 })).text).toContain("<think>");
});

test("with its format named, thoughts are kept apart from the answer", async () => {
  expect(qwen.thinks).toBe(true);
  const completion = await ask(qwen, { thoughts: 256 });
  expect(completion.thoughts).toBe(thought);
  expect(completion.text.trim()).toBe("Hello friend");
  expect(completion.heard.trim()).toBe("Hello friend");
});

test("a model thinks first and then decides under the grammar", async () => {
  const completion = await ask(qwen, { thoughts: 256, schema });
  expect(completion.thoughts).toBe(thought);
  expect(JSON.parse(completion.text)).toEqual({ kind: expect.any(Boolean) });
  expect(completion.heard).toBe(completion.text);
});

test("a thought that reaches its budget is ended, and the answer still comes", async () => {
  const completion = await ask(qwen, { thoughts: 2, schema });
  expect(completion.thoughts).toBe("I should");
  expect(JSON.parse(completion.text)).toEqual({ kind: expect.any(Boolean) });
});

test("where no thoughts are wanted the answer comes at once", async () => {
  const completion = await ask(qwen, { thoughts: 0, schema });
  expect(completion).not.toHaveProperty("thoughts");
  expect(JSON.parse(completion.text)).toEqual({ kind: expect.any(Boolean) });
});

test("a model that does not think although it could answers all the same", { timeout: patience }, async () => {
  await using terse = await openModel({ path: scriptIn(folder, ["Hello", " friend"]), chatFormat: "qwen" });
  const completion = await ask(terse, { thoughts: 256 });
  expect(completion).toMatchObject({ text: "Hello friend", heard: "Hello friend" });
  expect(completion).not.toHaveProperty("thoughts");
});

test("a turn that is called off while it thinks throws the caller's reason", async () => {
  const stop = new AbortController();
  stop.abort(new Error("not needed"));
  await expect(qwen.complete(asking({ thoughts: 256 }), stop.signal)).rejects.toThrow("not needed");
});

test("thoughts count when the room in the context is judged", async () => {
  await expect(qwen.complete(asking({ thoughts: 4000, maxTokens: 100 }), never)).rejects.toMatchObject({
    code: "config_invalid",
    details: { maxTokens: 4100 },
  });
});

test("a chat format that there is not is refused with those that there are", async () => {
  const path = scriptIn(folder, ["Hello"]);
  await expect(openModel({ path, chatFormat: "klingon" }, { log: keptLog() })).rejects.toMatchObject({
    message: expect.stringMatching(/no chat format "klingon"; there is: general, deepSeek, qwen/),
  });
});
