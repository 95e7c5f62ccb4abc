import { join } from "node:path";
import type { Agent } from "../agent/agent.ts";
import { followBlocks } from "../chain/block-follower.ts";
import { readBlockRange } from "../chain/block-range.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { createLiveWriter } from "../chain/live-writer.ts";
import { createChainReader } from "../chain/node-reader.ts";
import { createRecordingWriter } from "../chain/recording-writer.ts";
import { createRpcClient, type RpcClient } from "../chain/rpc-client.ts";
import type { Config } from "../config/config.ts";
import type { KeySource } from "../config/key-source.ts";
import { createMemory } from "../memory/memory.ts";
import type { ModelIdentity } from "../model/language-model.ts";
import type { Log } from "../shared/log.ts";
import { SkepError } from "../shared/errors.ts";
import { systemClock, type Clock } from "../shared/clock.ts";
import { HeldResources } from "../shared/held-resources.ts";
import type { Cursor } from "../store/listen-store.ts";
import { lockAccount, lockDirectory } from "../store/lock.ts";
import { openSqliteStore } from "../store/sqlite/open.ts";
import type { Store } from "../store/store.ts";
import { checkChain, readPostingKeys } from "./check-chain.ts";
import { createBot, type Bot } from "./create-bot.ts";
import type { Journal } from "./journal.ts";
import { openModels } from "./open-models.ts";
import type { Rooms } from "./rooms.ts";

export interface OpenBotOptions {
  readonly config: Config;
  readonly agents: readonly Agent[];
  readonly keys: KeySource;
  readonly journal: Journal;
  readonly log: Log;
  /** Number of the first block, for a store that has none yet. Default: the one after the current irreversible block. */
  readonly from?: number;
  readonly clock?: Clock;
}

/** A bot with everything it holds: lock, database, models. Disposing frees them; it must have stopped by then. */
export interface OpenBot extends Bot, AsyncDisposable {
  readonly store: Store;
  readonly reader: ChainReader;
  readonly models: readonly ModelIdentity[];
  /** Agents that may reach the chain; all others run dry. */
  readonly live: readonly Agent[];
  readonly start: Cursor;
}

/** The database file of a data directory. */
export function databaseIn(dataDir: string): string {
  return join(dataDir, "skep.db");
}

/**
 * Takes the locks, opens database, nodes and models, and checks chain and keys. Throws `config_invalid` for what the
 * operator must change, `chain_unreachable`, `model_unavailable` or `store_corrupt`; whatever was opened is closed then.
 */
export async function openBot(options: OpenBotOptions, signal: AbortSignal): Promise<OpenBot> {
  const { config, agents, keys, journal, log, clock = systemClock } = options;
  if (agents.length === 0) throw new SkepError("config_invalid", `there is no agent to run in ${config.agentsDir}`);
  await using stack = new HeldResources();
  const live = config.live ? agents.filter(({ mode }) => mode === "live") : [];
  stack.use(lockDirectory(config.dataDir, "skep run"));
  for (const account of new Set(live.map(({ account }) => account))) stack.use(lockAccount(account, config.chainId));
  const store = stack.use(openSqliteStore(databaseIn(config.dataDir)));
  await store.work.reclaim();

  const rpc = createRpcClient({ nodes: config.nodes, log });
  const reader = createChainReader(rpc);
  await checkChain(reader, config, signal);
  const recorder = createRecordingWriter({ clock });
  const postingKeys = await readPostingKeys(live, keys, reader, signal);
  const writer =
    live.length > 0 ? createLiveWriter({ rpc, reader, keys: postingKeys, chainId: config.chainId }) : recorder;
  const models = stack.use(await openModels(agents, config, log, signal));
  const start = await startCursor(store, rpc, reader, options.from, signal);

  const rooms: Rooms = {
    agents,
    store,
    reader,
    memory: createMemory(store.memory),
    modelOf({ model }) {
      const found = models.byName.get(model.use);
      if (!found) throw new SkepError("model_unavailable", `model "${model.use}" is not loaded`);
      return found;
    },
    writerFor: (isLive) => (isLive ? writer : recorder),
    isLive: (name) => live.some((agent) => agent.name === name),
    clock,
    journal,
  };
  const bot = createBot(rooms, {
    start,
    follow: (stop) => followBlocks({ rpc, after: start, signal: stop, clock, log }),
  });
  const held = stack.move();
  return {
    run: (stop) => bot.run(stop),
    store,
    reader,
    models: [...models.byName.values()].map(({ identity }) => identity),
    live,
    start,
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}

/** Where an earlier life stopped; at the first start, just before `from` or at the irreversible block of now. */
async function startCursor(
  store: Store,
  rpc: RpcClient,
  reader: ChainReader,
  from: number | undefined,
  signal: AbortSignal,
): Promise<Cursor> {
  const stored = await store.listen.readCursor();
  if (stored) return stored;
  const number = from === undefined ? (await reader.properties(signal)).irreversibleNumber : from - 1;
  const cursor = { number, id: await blockId(number, rpc, signal) };
  await store.listen.startAt(cursor);
  return cursor;
}

async function blockId(number: number, rpc: RpcClient, signal: AbortSignal): Promise<string> {
  if (number <= 0) return "0".repeat(40);
  const [block] = await readBlockRange(rpc, { from: number, count: 1, mustHave: true }, signal);
  if (!block) throw new SkepError("chain_unreachable", `no node has block ${number}`);
  return block.id;
}
