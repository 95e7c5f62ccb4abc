import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Agent } from "../agent/agent.ts";
import type { Config } from "../config/config.ts";
import { learnNow } from "../runtime/learn-now.ts";
import { openModels } from "../runtime/open-models.ts";
import type { Rooms } from "../runtime/rooms.ts";
import { HeldResources } from "../shared/held-resources.ts";
import type { Log } from "../shared/log.ts";
import { openSqliteStore } from "../store/sqlite/open.ts";
import { unlockKeys } from "./unlock-keys.ts";

/** What deciding takes besides a chain to read from. Disposing frees it, and nothing of it is left. */
export interface DryBench extends Pick<Rooms, "modelOf" | "store">, AsyncDisposable {}

/**
 * Opens the models of these agents and a store in a temporary folder, which is removed in the end; what the agents know
 * from files is learned into it. No posting key is read.
 * Throws what {@link openModels} throws.
 */
export async function openDryBench(
  agents: readonly Agent[],
  config: Config,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<DryBench> {
  await using stack = new HeldResources();
  const keys = await unlockKeys({ ...config, live: false }, agents);
  const folder = stack.use(await temporaryFolder());
  const store = stack.use(openSqliteStore(join(folder.path, "dry.db"), { log }));
  const models = stack.use(
    await openModels(new Set(agents.map(({ model }) => model.use)), config, { keys, log, signal }),
  );
  const modelOf: Rooms["modelOf"] = ({ model }) => models.get(model.use);
  await learnNow(agents, { store, modelOf }, config.projectDir, log, signal);
  const held = stack.move();
  return {
    store,
    modelOf,
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "skep-dry-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
