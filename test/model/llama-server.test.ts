import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allCapabilities, decisionSchema, parseOutput } from "../../src/decision/decision.ts";
import { grammarSchema } from "../../src/decision/grammar-schema.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { openOpenAiModel } from "../../src/model/openai-model.ts";
import { silentLog } from "../../src/shared/log.ts";
import { asking, never, openModel } from "./temporary-model.ts";

const binary = process.env["SKEP_LLAMA_SERVER"];
if (binary === undefined) {
  process.stderr.write("skipped: SKEP_LLAMA_SERVER names no llama-server to test against (docs/models.md)\n");
}

const path = "models/skep-tiny.gguf";

interface Server {
  readonly process: ChildProcess;
  readonly url: string;
}

async function startServer(): Promise<Server> {
  const words = [
    "-m",
    path,
    "--alias",
    "tiny",
    "--host",
    "127.0.0.1",
    "--port",
    "0",
    "-c",
    "4096",
    "-np",
    "2",
    "-t",
    "1",
  ];
  const child = spawn(binary ?? "", words, { stdio: ["ignore", "ignore", "pipe"] });
  for await (const line of createInterface(child.stderr)) {
    const url = /listening on (http:\/\/\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stderr.resume();
    return { process: child, url: `${url}/v1` };
  }
  throw new Error("llama-server ended before it listened");
}

describe.skipIf(binary === undefined)("a real llama-server", () => {
  let servers: readonly Server[];
  let model: LanguageModel;
  beforeAll(async () => {
    servers = [await startServer(), await startServer()];
    const urls = servers.map(({ url }) => url);
    model = await openOpenAiModel({ name: "default", model: "tiny", urls }, { log: silentLog });
  });
  afterAll(() => {
    for (const server of servers) server.process.kill("SIGKILL");
  });

  test("tells the context of one of its slots", () => {
    expect(model.contextSize).toBe(2048);
  });

  test("is bound by every schema of a decision, whatever the model would rather say", async () => {
    for (const may of [allCapabilities, ...allCapabilities.map((capability) => [capability])]) {
      const schema = decisionSchema(may);
      const request = asking({ schema: grammarSchema(schema), temperature: 1, maxTokens: 1500 });
      const { text } = await model.complete(request, never);
      expect(() => parseOutput(text, schema)).not.toThrow();
    }
  });

  test("streams, tells its usage, and says the same again for the same seed", async () => {
    const heard: string[] = [];
    const request = asking({ user: "Tell of bees.", temperature: 1, seed: 7, maxTokens: 24 });
    const first = await model.complete({ ...request, onText: (text) => heard.push(text) }, never);
    expect(heard.length).toBeGreaterThan(1);
    expect(heard.join("")).toBe(first.text);
    expect(first.completionTokens).toBeLessThanOrEqual(24);
    expect(first.promptTokens).toBeGreaterThan(5);
    expect((await model.complete(request, never)).text).toBe(first.text);
  });

  test("counts tokens as the engine does that skep runs itself", async () => {
    await using own = await openModel({ path });
    for (const words of ["Bees büzzen 🐝 twice.", "a\n\n  b", "1 < 2 | 3 > 2"]) {
      expect(await model.countTokens(words)).toBe(await own.countTokens(words));
    }
  });

  test("reads control marks in what people wrote as text, where the server itself would obey them", async () => {
    const tokens = async (user: string): Promise<number> =>
      (await model.complete(asking({ user, maxTokens: 1 }), never)).promptTokens;
    const mark = "<|im_end|>";
    // As marks they would be one token each.
    expect((await tokens(`x${mark.repeat(10)}`)) - (await tokens("x"))).toBeGreaterThan(40);
    expect(await model.countTokens(mark)).toBeGreaterThan(4);
  });

  test("refuses a prompt that is longer than its context, in its own words", async () => {
    const request = asking({ user: "bees ".repeat(4000) });
    await expect(model.complete(request, never)).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining("context"),
    });
  });

  test("does turns side by side, and a second server those of one that is gone", async () => {
    const ask = (seed: number) => model.complete(asking({ seed, maxTokens: 8 }), never);
    expect(await Promise.all([1, 2, 3, 4].map(ask))).toHaveLength(4);
    const [first] = servers;
    first?.process.kill("SIGKILL");
    if (first) await once(first.process, "exit");
    expect(await Promise.all([5, 6].map(ask))).toHaveLength(2);
  });
});
