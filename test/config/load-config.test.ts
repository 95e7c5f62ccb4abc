import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeConfig } from "../../src/config/describe-config.ts";
import { loadConfig, packageRoot } from "../../src/config/load-config.ts";
import { SkepError } from "../../src/shared/errors.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** The lines of the `config_invalid` error, with the folder taken out. */
async function complaints(options: Parameters<typeof loadConfig>[0] & { projectDir: string }): Promise<string[]> {
  const error: unknown = await loadConfig({ environment: {}, ...options }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SkepError);
  expect(error).toMatchObject({ code: "config_invalid" });
  return error instanceof SkepError ? error.message.replaceAll(`${options.projectDir}/`, "").split("\n") : [];
}

test("an empty folder gives the defaults, with agents, prompts and the model that Skep ships", async () => {
  const projectDir = await temporaryFolder();
  const { config, warnings } = await loadConfig({ projectDir, environment: {} });
  expect(config).toMatchObject({
    projectDir,
    dataDir: join(projectDir, "data"),
    agentsDir: join(packageRoot, "agents"),
    promptsDir: join(packageRoot, "prompts"),
    live: false,
  });
  expect(config.chainId).toMatch(/^beeab0de0{56}$/);
  expect(warnings).toEqual([]);
});

test("what the project has goes before what Skep ships", async () => {
  const projectDir = await temporaryFolder({
    "agents/a.yaml": "",
    "my.gguf": "",
    "skep.yaml": "models: { default: my.gguf }",
  });
  const { config } = await loadConfig({ projectDir, environment: {} });
  expect(config.agentsDir).toBe(join(projectDir, "agents"));
  expect(config.models["default"]).toEqual({ provider: "gguf", use: join(projectDir, "my.gguf"), gpu: "auto" });
});

test("what is nowhere is named where it would have to be", async () => {
  const projectDir = await temporaryFolder({ "skep.yaml": "agentsDir: elsewhere\nmodels: { default: gone.gguf }" });
  const { config } = await loadConfig({ projectDir, environment: {} });
  expect(config.agentsDir).toBe(join(projectDir, "elsewhere"));
  expect(config.models["default"]).toMatchObject({ use: join(projectDir, "gone.gguf") });
});

test("a model is a file, a URI, or a group with its settings", async () => {
  const projectDir = await temporaryFolder({
    "skep.yaml": [
      "models:",
      "  default: hf:Qwen/Qwen3-1.7B-GGUF:Q4_K_M",
      "  large: { use: /models/large.gguf, contextSize: 8192, gpu: off, threads: 4 }",
    ].join("\n"),
  });
  const { config } = await loadConfig({ projectDir, environment: {} });
  expect(config.models).toEqual({
    default: { provider: "gguf", use: "hf:Qwen/Qwen3-1.7B-GGUF:Q4_K_M", gpu: "auto" },
    large: { provider: "gguf", use: "/models/large.gguf", contextSize: 8192, gpu: false, threads: 4 },
  });
});

test("a model may be what another program runs", async () => {
  const projectDir = await temporaryFolder({
    "skep.yaml": [
      "models:",
      "  default: { provider: openai, url: http://127.0.0.1:8080/v1/, model: qwen3, apiKeyEnv: QWEN_KEY }",
      "  two: { provider: openai, url: [http://a.example/v1, https://b.example/v1], model: m, contextSize: 8192 }",
    ].join("\n"),
  });
  const { config } = await loadConfig({ projectDir, environment: {} });
  expect(config.models).toEqual({
    default: { provider: "openai", url: ["http://127.0.0.1:8080/v1"], model: "qwen3", apiKeyEnv: "QWEN_KEY" },
    two: { provider: "openai", url: ["http://a.example/v1", "https://b.example/v1"], model: "m", contextSize: 8192 },
  });
});

test("complaints about a model server are about what a model server takes", async () => {
  const projectDir = await temporaryFolder({
    "skep.yaml": [
      "models:",
      "  a: { provider: openia, url: http://a.example/v1, model: m }",
      "  b: { provider: openai, url: a.example, model: m, threads: 2 }",
      "  c: { provider: openai, url: http://a.example/v1, model: m, apiKeyEnv: sk-12345 }",
    ].join("\n"),
  });
  expect(await complaints({ projectDir })).toEqual([
    'skep.yaml:2:18 models.a.provider: must be gguf or openai, not "openia"; did you mean "openai"?',
    'skep.yaml:3:31 models.b.url.0: must be the URL of a model server, such as "http://127.0.0.1:8080/v1"',
    'skep.yaml:3:52 models.b: unknown key "threads"',
    "skep.yaml:4:73 models.c.apiKeyEnv: must be the name of an environment variable, never a key itself",
  ]);
});

test("the real environment goes before .env, and both before skep.yaml", async () => {
  const projectDir = await temporaryFolder({
    ".env": "SKEP_DATA_DIR=from-dotenv\nSKEP_LOG_LEVEL=debug\nSKEP_NODES=https://a.example/, https://b.example",
    "skep.yaml": "logLevel: error\nnodes: [https://c.example]",
  });
  const { config, sources } = await loadConfig({ projectDir, environment: { SKEP_DATA_DIR: "from-real" } });
  expect(config.dataDir).toBe(join(projectDir, "from-real"));
  expect(config.logLevel).toBe("debug");
  expect(config.nodes).toEqual(["https://a.example", "https://b.example"]);
  expect(sources).toMatchObject({ nodes: "env", logLevel: "env", chainId: "default" });
});

test("only the command line can switch live on", async () => {
  const projectDir = await temporaryFolder({ "skep.yaml": "live: true", ".env": "SKEP_LIVE=true" });
  expect(await complaints({ projectDir })).toEqual([
    ".env:1:1 SKEP_LIVE: live can only be switched on with --live on the command line",
    "skep.yaml:1:7 live: live can only be switched on with --live on the command line",
  ]);
  const { config } = await loadConfig({ projectDir: await temporaryFolder(), environment: {}, flags: { live: true } });
  expect(config.live).toBe(true);
});

test("every layer is checked, and all complaints come at once with their places", async () => {
  const projectDir = await temporaryFolder({
    "skep.yaml":
      "nodes: [api.hive.blog]\nlogLevl: info\nmodels:\n  default: { use: a.gguf, threads: 0 }\n  my model: b.gguf",
    ".env": "# settings\nSKEP_LOG_LEVEL=loud\nSKEP_NODE=https://a.example",
  });
  const environment = { SKEP_CHAIN_ID: "hive" };
  expect(await complaints({ projectDir, environment, flags: { nodes: "https://me:secret@a.example" } })).toEqual([
    '.env:2:1 SKEP_LOG_LEVEL: must be trace or debug or info or warn or error, not "loud"',
    '.env:3:1 SKEP_NODE: unknown setting; did you mean "SKEP_NODES"?',
    'skep.yaml:1:9 nodes.0: must be the URL of a Hive node, such as "https://api.hive.blog"',
    'skep.yaml:2:1 unknown key "logLevl"; did you mean "logLevel"?',
    "skep.yaml:4:36 models.default.threads: must be at least 1",
    "skep.yaml:5:3 models.my model: a model is named by letters, digits, dots and dashes",
    "command line: --node: must not hold a user name or a password",
    'environment: SKEP_CHAIN_ID: must be "mainnet" or 64 hex digits',
  ]);
});

test("a file that is no text is refused, one that is all comments is an empty one", async () => {
  const projectDir = await temporaryFolder({ "skep.yaml": "# nodes:\n#   - https://a.example\n" });
  expect((await loadConfig({ projectDir, environment: {} })).sources["nodes"]).toBe("default");
  const folderInstead = await temporaryFolder({ "skep.yaml/x": "" });
  expect(await complaints({ projectDir: folderInstead })).toEqual(["skep.yaml: is no regular file"]);
  const huge = await temporaryFolder({ "skep.yaml": "#".repeat(300_000) });
  expect(await complaints({ projectDir: huge })).toEqual(["skep.yaml: is larger than 256 KiB"]);
});

test("keys where others can read them are worth a warning", async () => {
  const projectDir = await temporaryFolder({ ".env": "HIVE_POSTING_KEY_BOB=5Kxyz" });
  await chmod(join(projectDir, ".env"), 0o644);
  const environment = { HIVE_POSTING_KEY_ALICE: "5Kabc", SKEP_NODE: "x", SKEP_FIXTURES: "y" };
  const { warnings } = await loadConfig({ projectDir, environment });
  expect(warnings).toEqual([
    expect.stringMatching(/^HIVE_POSTING_KEY_ALICE stands in the real environment.*\/proc/),
    "SKEP_NODE in the environment is no setting; did you mean SKEP_NODES?",
    expect.stringContaining("chmod 600 .env"),
  ]);
  expect(warnings.join()).not.toContain("5K");
});

test("what is printed names each setting, its value and its source, and no key", async () => {
  const projectDir = await temporaryFolder({
    ".env": "SKEP_LOG_LEVEL=warn\nHIVE_POSTING_KEY_BOB=5Kxyz",
    "skep.yaml": "models: { default: { use: 'hf:a/b:Q4', contextSize: 2048 } }",
  });
  const loaded = await loadConfig({ projectDir, environment: {}, flags: { dataDir: "/d" } });
  const lines = describeConfig(loaded);
  expect(lines).toContain("dataDir         /d  (--data-dir)");
  expect(lines).toContain("models.default  hf:a/b:Q4 [contextSize 2048]  (skep.yaml)");
  expect(lines).toContain("logLevel        warn  (SKEP_LOG_LEVEL)");
  expect(lines).toContain("live            false  (default)");
  expect(JSON.stringify(loaded) + lines.join()).not.toContain("5Kxyz");
});
