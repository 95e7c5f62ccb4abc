import { join } from "node:path";
import { expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { openKeySource } from "../../src/config/key-source.ts";
import { openModels } from "../../src/runtime/open-models.ts";
import { silentLog } from "../../src/shared/log.ts";
import { openAiServer, sendJson } from "../model/openai-server.ts";
import { writeScriptedModel } from "../../tools/gguf/scripted-model.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const signal = new AbortController().signal;

async function project(url: string, env: string): Promise<{ config: Config; projectDir: string }> {
  const yaml = `models: { default: { provider: openai, url: "${url}", model: tiny, apiKeyEnv: TINY_KEY } }`;
  const projectDir = await temporaryFolder({ "skep.yaml": yaml, ".env": env });
  const { config } = await loadConfig({ projectDir, environment: {} });
  return { config, projectDir };
}

test("a model of a server is opened with the key that .env holds", async () => {
  await using server = await openAiServer((_, response) => sendJson(response, { data: [{ id: "tiny" }] }));
  const { config, projectDir } = await project(server.url, "TINY_KEY=abc\n");
  const keys = await openKeySource(projectDir, {});
  await using models = await openModels(new Set(["default"]), config, { keys, log: silentLog, signal });
  expect(models.byName.get("default")?.identity).toMatchObject({ name: "default", title: "tiny" });
  expect(server.calls.map(({ authorization }) => authorization)).toEqual(["Bearer abc"]);
});

test("a key that is nowhere is asked for by the name of its variable", async () => {
  const { config, projectDir } = await project("http://127.0.0.1:9/v1", "");
  const keys = await openKeySource(projectDir, {});
  await expect(openModels(new Set(["default"]), config, { keys, log: silentLog, signal })).rejects.toMatchObject({
    code: "config_invalid",
    message: "models.default wants a key in TINY_KEY: put it into .env",
  });
});

test("a name that skep.yaml does not have is told, with those it has", async () => {
  const { config, projectDir } = await project("http://127.0.0.1:9/v1", "");
  const keys = await openKeySource(projectDir, {});
  await expect(openModels(new Set(["large"]), config, { keys, log: silentLog, signal })).rejects.toThrow(
    'no model is named "large" under models: in skep.yaml (there is: default)',
  );
});

test("an adapter that will not do is told when the models are opened, not at the first turn", async () => {
  const yaml = "models: { default: { use: model.gguf, gpu: off, adapter: adapter.gguf } }";
  const projectDir = await temporaryFolder({ "skep.yaml": yaml, "adapter.gguf": "no adapter at all" });
  writeScriptedModel(join(projectDir, "model.gguf"), { says: ["Hello."] });
  const { config } = await loadConfig({ projectDir, environment: {} });
  const keys = await openKeySource(projectDir, {});
  await expect(openModels(new Set(["default"]), config, { keys, log: silentLog, signal })).rejects.toMatchObject({
    code: "config_invalid",
    message: expect.stringContaining('adapter.gguf cannot be used with model "default": it is not a GGUF file'),
  });
});
