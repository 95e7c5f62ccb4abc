import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Agent } from "../agent/agent.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Config } from "../config/config.ts";
import type { PastBlocks } from "../runtime/listen-past.ts";
import { openModels } from "../runtime/open-models.ts";
import { type JudgedBlocks, withVerdicts } from "../runtime/past-verdicts.ts";
import { SkepError } from "../shared/errors.ts";
import { HeldResources } from "../shared/held-resources.ts";
import type { Log } from "../shared/log.ts";
import { openSqliteStore } from "../store/sqlite/open.ts";
import { unlockKeys } from "./unlock-keys.ts";

interface VerdictSource {
  readonly config: Config;
  readonly agents: readonly Agent[];
  readonly reader: ChainReader;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Past blocks with verdicts, and all that deciding takes. Disposing frees it. */
interface OpenVerdicts extends AsyncDisposable {
  readonly blocks: AsyncIterable<JudgedBlocks>;
}

/**
 * Opens the models of these agents and a store in a temporary folder, which is removed in the end. No posting key is read.
 * Throws what {@link openModels} throws.
 */
export async function openVerdicts(past: AsyncIterable<PastBlocks>, source: VerdictSource): Promise<OpenVerdicts> {
  const { config, agents, reader, log, signal } = source;
  await using stack = new HeldResources();
  const keys = await unlockKeys({ ...config, live: false }, agents);
  const folder = stack.use(await temporaryFolder());
  const store = stack.use(openSqliteStore(join(folder.path, "replay.db"), { log }));
  const models = stack.use(
    await openModels(new Set(agents.map(({ model }) => model.use)), config, { keys, log, signal }),
  );
  const modelOf = ({ model }: Agent) => {
    const found = models.byName.get(model.use);
    if (!found) throw new SkepError("model_unavailable", `model "${model.use}" is not loaded`);
    return found;
  };
  const held = stack.move();
  return {
    blocks: withVerdicts(past, { agents, reader, modelOf, store, signal }),
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "skep-replay-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
