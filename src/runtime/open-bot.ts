import { join } from "node:path";
import type { Agent } from "../agent/agent.ts";
import { findBlockAt } from "../chain/block-at.ts";
import { followBlocks } from "../chain/block-follower.ts";
import type { CatchUpProgress } from "../chain/catch-up-progress.ts";
import { readBlockRange } from "../chain/block-range.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { createLiveWriter } from "../chain/live-writer.ts";
import { createChainReader } from "../chain/node-reader.ts";
import { createRecordingWriter } from "../chain/recording-writer.ts";
import { createRpcClient, type RpcClient } from "../chain/rpc-client.ts";
import type { Config } from "../config/config.ts";
import type { KeySource } from "../config/key-source.ts";
import { createKnowledge } from "../knowledge/knowledge.ts";
import { createLessons } from "../knowledge/lessons.ts";
import { createMemory } from "../memory/memory.ts";
import type { LanguageModel, ModelIdentity } from "../model/language-model.ts";
import type { Log } from "../shared/log.ts";
import { SkepError } from "../shared/errors.ts";
import { systemClock, type Clock } from "../shared/clock.ts";
import { HeldResources } from "../shared/held-resources.ts";
import type { Cursor } from "../store/listen-store.ts";
import { lockAccount, lockDirectory } from "../store/lock.ts";
import { openSqliteStore } from "../store/sqlite/open.ts";
import type { Store } from "../store/store.ts";
import { checkChain, readPostingKeys } from "./check-chain.ts";
import { listenFilter } from "./listen-filter.ts";
import { createBot, type Bot, type BlockSource } from "./create-bot.ts";
import type { Journal } from "./journal.ts";
import { openEmbedder } from "./open-embedder.ts";
import { openModels } from "./open-models.ts";
import { cachePeople } from "./people-cache.ts";
import type { Rooms } from "./rooms.ts";
import { studentOf } from "./student-of.ts";

export interface OpenBotOptions {
  readonly config: Config;
  readonly agents: readonly Agent[];
  readonly keys: KeySource;
  readonly journal: Journal;
  readonly log: Log;
  /**
   * The first block, for a store that has none yet: its number, or a moment that it is not before. Default: the one after
   * the current irreversible block.
   */
  readonly from?: number | Date;
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
  const store = stack.use(openSqliteStore(databaseIn(config.dataDir), { patienceMs: Infinity, log }));
  await store.work.reclaim();

  const rpc = createRpcClient({ nodes: config.nodes, chainId: config.chainId, log });
  const reader = cachePeople(createChainReader(rpc), clock);
  await checkChain(reader, config, signal);
  const recorder = createRecordingWriter({ clock });
  const postingKeys = await readPostingKeys(live, keys, reader, signal);
  const writer =
    live.length > 0 ? createLiveWriter({ rpc, reader, keys: postingKeys, chainId: config.chainId, log }) : recorder;
  const models = stack.use(
    await openModels(new Set(agents.map(({ model }) => model.use)), config, { keys, log, signal }),
  );
  const { embedder } = stack.use(await openEmbedder(config, { log, signal }));
  const start = await startCursor(store, rpc, reader, options.from, signal);

  const modelOf = ({ model }: Agent): LanguageModel => models.get(model.use);
  const students = agents.map((agent) => studentOf(agent, modelOf(agent)));
  const desk = { store: store.knowledge, embedder, clock, log };
  const lessons = createLessons({ ...desk, students, root: config.projectDir, chain: reader });
  const rooms: Rooms = {
    agents,
    store,
    reader,
    memory: createMemory(store, embedder),
    knowledge: createKnowledge({ store: store.knowledge, embedder, lessons }),
    embedder,
    modelOf,
    writerFor: (isLive) => (isLive ? writer : recorder),
    isLive: (name) => live.some((agent) => agent.name === name),
    clock,
    journal,
  };
  const filter = listenFilter(agents, await store.listen.readAwaited());
  const onProgress = (progress: CatchUpProgress): void => journal({ fact: "catching-up", ...progress });
  const source: BlockSource = {
    start,
    nodes: () => rpc.health(),
    follow: (stop) => followBlocks({ rpc, after: start, filter, signal: stop, clock, log, onProgress }),
  };
  const bot = createBot(rooms, source, config.keep);
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
  from: number | Date | undefined,
  signal: AbortSignal,
): Promise<Cursor> {
  const stored = await store.listen.readCursor();
  if (stored) return stored;
  const { irreversibleNumber, headNumber } = await reader.properties(signal);
  const first = from instanceof Date ? await findBlockAt(rpc, from, signal) : from;
  const number = first === undefined ? irreversibleNumber : first - 1;
  const cursor = { number, id: await blockId(number, rpc, signal) };
  await store.listen.startAt(cursor, headNumber);
  return cursor;
}

async function blockId(number: number, rpc: RpcClient, signal: AbortSignal): Promise<string> {
  if (number <= 0) return "0".repeat(40);
  const { blocks } = await readBlockRange(rpc, { from: number, count: 1, mustHave: true }, signal);
  const [block] = blocks;
  if (!block) throw new SkepError("chain_unreachable", `no node has block ${number}`);
  return block.id;
}
