import { expect, test } from "vitest";
import type { ModelChoice } from "../../src/config/config.ts";
import { defaultSettings, resolveConfig } from "../../src/config/resolve-config.ts";

const model = (use: string): ModelChoice => ({ provider: "gguf", use, gpu: "auto" });

test("with nothing said, the defaults hold and say so", () => {
  const { settings, sources } = resolveConfig({ flags: {}, env: {}, file: {} });
  expect(settings).toEqual(defaultSettings);
  expect(new Set(Object.values(sources))).toEqual(new Set(["default"]));
  expect(settings.live).toBe(false);
});

test("flags beat the environment, the environment beats the file, the file beats the defaults", () => {
  const { settings, sources } = resolveConfig({
    flags: { dataDir: "flag" },
    env: { dataDir: "env", agentsDir: "env" },
    file: { dataDir: "file", agentsDir: "file", promptsDir: "file" },
  });
  expect(settings).toMatchObject({ dataDir: "flag", agentsDir: "env", promptsDir: "file", logLevel: "info" });
  expect(sources).toMatchObject({ dataDir: "flag", agentsDir: "env", promptsDir: "file", logLevel: "default" });
});

test("models are taken name by name", () => {
  const { settings, sources } = resolveConfig({
    flags: {},
    env: { models: { default: model("from-env.gguf") } },
    file: { models: { default: model("from-file.gguf"), large: model("large.gguf") } },
  });
  expect(settings.models).toEqual({ default: model("from-env.gguf"), large: model("large.gguf") });
  expect(sources).toMatchObject({ "models.default": "env", "models.large": "file" });
});

test("the settings are frozen all the way down", () => {
  const { settings } = resolveConfig({ flags: {}, env: {}, file: { models: { a: model("a.gguf") } } });
  expect(() => Object.assign(settings, { live: true })).toThrow(TypeError);
  expect(Object.isFrozen(settings.models["a"])).toBe(true);
});
