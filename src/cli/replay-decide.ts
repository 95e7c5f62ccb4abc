import type { Agent } from "../agent/agent.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Config } from "../config/config.ts";
import type { PastBlocks } from "../runtime/listen-past.ts";
import { type JudgedBlocks, withVerdicts } from "../runtime/past-verdicts.ts";
import type { Log } from "../shared/log.ts";
import { openDryBench } from "./open-dry-bench.ts";

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

/** Judges the jobs of past blocks on a bench of its own. Throws what {@link openDryBench} throws. */
export async function openVerdicts(past: AsyncIterable<PastBlocks>, source: VerdictSource): Promise<OpenVerdicts> {
  const { config, agents, reader, log, signal } = source;
  const bench = await openDryBench(agents, config, { log, signal });
  const { modelOf, store } = bench;
  return {
    blocks: withVerdicts(past, { agents, reader, modelOf, store, signal }),
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}
