import type { Agent } from "../agent/agent.ts";
import type { Block } from "../chain/block.ts";
import { followBlocks } from "../chain/block-follower.ts";
import type { CatchUpProgress } from "../chain/catch-up-progress.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { eventsOf } from "../chain/event.ts";
import type { RpcClient } from "../chain/rpc-client.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { Log } from "../shared/log.ts";
import type { NewJob } from "../store/listen-store.ts";
import { jobsFor } from "./listen.ts";
import { withWholeBodies } from "./listen-edits.ts";
import { listenFilter } from "./listen-filter.ts";

export interface PastOptions {
  readonly rpc: RpcClient;
  readonly reader: Pick<ChainReader, "findPost">;
  readonly agents: readonly Agent[];
  /** Number of the first block. */
  readonly from: number;
  /** Number of the last one; what is not irreversible yet is waited for. */
  readonly to: number;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly onProgress?: (progress: CatchUpProgress) => void;
}

/** One run of blocks, and what it would have brought. */
export interface PastBlocks {
  readonly blocks: readonly Block[];
  readonly jobs: readonly NewJob[];
}

/**
 * Walks past blocks through the follower, the filter and the matchers of a running bot. Records nothing. The text of an
 * edit that is a patch is that of its post now; where no node tells it, the patch itself is matched.
 */
export async function* listenToThePast(options: PastOptions): AsyncGenerator<PastBlocks> {
  const { agents, reader, ...rest } = options;
  const { signal, log } = rest;
  const say = (message: string): void => log.warn({ message }, "an edit could not be read");
  const once = { reader: { findPost: findOrSay(reader, say) }, say, signal, patience: 1, pauseMs: 0 };
  for await (const blocks of followBlocks({ ...rest, filter: listenFilter(agents, []) })) {
    const now = blocks.at(-1)?.timestamp ?? new Date(0);
    const events = await withWholeBodies(blocks.flatMap(eventsOf), agents, { ...once, now });
    if (events === undefined) return;
    yield { blocks, jobs: events.flatMap((event) => jobsFor(event, agents)) };
  }
}

/** A bot waits for a node that knows the post; a look at the past does not. */
function findOrSay(reader: PastOptions["reader"], say: (message: string) => void): PastOptions["reader"]["findPost"] {
  return async (author, permlink, signal) => {
    try {
      return await reader.findPost(author, permlink, signal);
    } catch (error) {
      if (!(error instanceof SkepError) || error.code === "config_invalid") throw error;
      say(`@${author}/${permlink}: ${messageOf(error)}`);
      return undefined;
    }
  };
}
