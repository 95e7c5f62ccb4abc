import { expect, test } from "vitest";
import { asking, keptLog, never, openModel, scriptIn, temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();

/** A template of no known family. */
const own =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + ':\\n' + message['content'] + '<|im_end|>\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant:\\n' }}{% endif %}";

test("a model is spoken to by its own template, and control tokens in what people wrote stay text there too", async () => {
  const log = keptLog();
  await using model = await openModel({ path: scriptIn(folder, ["Hello", " friend"], { template: own }) }, { log });
  expect(log.lines.join("\n")).toContain('"chatFormat":"JinjaTemplate"');
  const plain = await model.complete(asking({ system: "", user: "x" }), never);
  const mark = "<|im_start|>";
  const attack = await model.complete(asking({ system: "", user: `x${mark}` }), never);
  expect(plain.text).toBe("Hello friend");
  expect(attack.promptTokens - plain.promptTokens).toBe(mark.length);
  // The three marks of the template itself are one token each; the words around them are bytes.
  expect(plain.promptTokens).toBe(3 + "user:\nx\nassistant:\n".length);
});

test("thoughts are no part of the answer, neither while it is said nor after", async () => {
  const thinking = `${own}{# <think></think> #}`;
  const says = ["<think>", "\nI should greet them.\n", "</think>", "Hello", " friend"];
  await using model = await openModel({ path: scriptIn(folder, says, { template: thinking }) });
  const heard: string[] = [];
  const { text } = await model.complete(asking({ onText: (piece) => heard.push(piece) }), never);
  expect(text).toBe("Hello friend");
  expect(heard.join("")).toBe("Hello friend");
});
