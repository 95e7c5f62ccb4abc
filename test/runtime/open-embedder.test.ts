import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Config } from "../../src/config/config.ts";
import { embedAll } from "../../src/runtime/embed.ts";
import { openEmbedder } from "../../src/runtime/open-embedder.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { silentLog } from "../../src/shared/log.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { exchange, imported } from "../store/contract/memories.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const signal = new AbortController().signal;

async function configOf(yaml: string): Promise<{ config: Config; folder: string }> {
  const folder = await temporaryFolder({ "skep.yaml": yaml });
  const { config } = await loadConfig({ projectDir: folder, environment: {} });
  return { config, folder };
}

test(
  "memories get the vectors of the model that embedding: names, under the hash of its file",
  { timeout: 120_000 },
  async () => {
    const models = "models: { vectors: { use: m.gguf, embedding: true, gpu: off, threads: 1, contextSize: 256 } }";
    const { config, folder } = await configOf(`embedding: vectors\n${models}\n`);
    writeRandomModel(join(folder, "m.gguf"), { type: "F32" });
    await using opened = await openEmbedder(config, { log: silentLog, signal });
    const { embedder } = opened;
    expect(embedder.identity).toMatch(/^[0-9a-f]{64}$/);
    await using store = openSqliteStore(join(folder, "skep.db"));
    await store.memory.add([imported(exchange("bees")), imported(exchange("trains", { person: "bob" }))]);
    await embedAll({ store, embedder, journal: () => {} }, signal);
    expect(await store.memory.countOutside({ identity: embedder.identity, dimension: embedder.dimension })).toBe(0);
  },
);

test("a name of a model that answers is refused, with what is missing", async () => {
  const { config } = await configOf("embedding: default\n");
  await expect(openEmbedder(config, { log: silentLog, signal })).rejects.toMatchObject({
    code: "config_invalid",
    message: expect.stringContaining("`embedding: true`"),
  });
});

test("nothing is loaded for the built-in one", async () => {
  const { config } = await configOf("");
  await using opened = await openEmbedder(config, { log: silentLog, signal });
  expect(opened.embedder).toMatchObject({ identity: "ngrams-1", dimension: 384 });
});
