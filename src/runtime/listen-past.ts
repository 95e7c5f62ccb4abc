import type { Agent } from "../agent/agent.ts";
import { followBlocks } from "../chain/block-follower.ts";
import type { CatchUpProgress } from "../chain/catch-up-progress.ts";
import { eventsOf } from "../chain/event.ts";
import type { RpcClient } from "../chain/rpc-client.ts";
import type { Log } from "../shared/log.ts";
import type { NewJob } from "../store/listen-store.ts";
import { jobsFor } from "./listen.ts";
import { listenFilter } from "./listen-filter.ts";

export interface PastOptions {
  readonly rpc: RpcClient;
  readonly agents: readonly Agent[];
  /** Number of the first block. */
  readonly from: number;
  /** Number of the last one; what is not irreversible yet is waited for. */
  readonly to: number;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly onProgress?: (progress: CatchUpProgress) => void;
}

/** What one run of blocks would have brought. */
export interface PastBlocks {
  readonly blocks: number;
  readonly jobs: readonly NewJob[];
}

/** Walks past blocks through the follower, the filter and the matchers of a running bot. Records nothing. */
export async function* listenToThePast(options: PastOptions): AsyncGenerator<PastBlocks> {
  const { agents, ...rest } = options;
  for await (const batch of followBlocks({ ...rest, filter: listenFilter(agents, []) })) {
    yield { blocks: batch.length, jobs: batch.flatMap(eventsOf).flatMap((event) => jobsFor(event, agents)) };
  }
}
