import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import { loadAgents } from "../../src/agent/load-agents.ts";
import { followBlocks } from "../../src/chain/block-follower.ts";
import { encodeOperation } from "../../src/chain/encode.ts";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import { createRecordingWriter } from "../../src/chain/recording-writer.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { ngramEmbedder } from "../../src/search/ngram-embedder.ts";
import type { ChainReader } from "../../src/chain/chain-reader.ts";
import { createKnowledge, type Lessons } from "../../src/knowledge/knowledge.ts";
import { createMemory } from "../../src/memory/memory.ts";
import { scriptedModel, type Script, type ScriptedModel } from "../../src/model/scripted-model.ts";
import { createBot } from "../../src/runtime/create-bot.ts";
import type { JournalEntry } from "../../src/runtime/journal.ts";
import type { Rooms } from "../../src/runtime/rooms.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { Cursor } from "../../src/store/listen-store.ts";
import type { Store } from "../../src/store/store.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A whole bot on a dev chain over real HTTP and real SQLite; only the model says what the test tells it. */
export interface House {
  readonly devnet: Devnet;
  readonly rooms: Rooms;
  readonly store: Store;
  readonly model: ScriptedModel;
  readonly journal: readonly JournalEntry[];
  /** Somebody writes a root post, or a reply when `parent` is given. */
  write(
    author: string,
    permlink: string,
    body: string,
    parent?: { author: string; permlink: string },
    metadata?: object,
  ): void;
  /** Waits until an entry with this fact (and these fields) has been told. */
  told(fact: JournalEntry["fact"], fields?: Partial<Record<string, unknown>>): Promise<JournalEntry>;
  /** Waits until the bot has taken in this block. */
  read(block: number): Promise<void>;
  /** Resolves with what ended the bot's first life, if anything did. */
  readonly ended: Promise<unknown>;
  /** A new life of the bot, after one that has ended. */
  startAgain(): Promise<void>;
  /** Drains the bot and begins a new life of it over the same database. */
  restart(): Promise<void>;
  /** Drains the bot. */
  stop(): Promise<void>;
}

export interface HouseOptions {
  readonly script: Script;
  /** Turns that the model takes side by side. Default 1. */
  readonly parallel?: number;
  /** Changes the shipped agents. Default: all of them, live. */
  readonly agents?: (shipped: readonly Agent[]) => readonly Agent[];
  readonly live?: () => boolean;
  /** Milliseconds between blocks. Default 100. */
  readonly interval?: number;
  /** When the dev chain began, in chain time. Default: now. A slot reads only posts that are a minute older than it. */
  readonly genesisTime?: Date;
  /** More accounts than the usual few. */
  readonly people?: readonly string[];
  /** Default: one on a temporary file. */
  readonly store?: Store;
  /** Whence agents learn. Default: from nothing. */
  readonly lessons?: (store: Store, reader: ChainReader) => Lessons;
  /** Address of what stands before the dev chain, given the chain's own. Default: nothing. */
  readonly before?: (url: string) => Promise<string>;
}

const people = ["alice", "bob", "carol", "sage.agent", "curator.agent", "inleo.digest"];

export async function openHouse(options: HouseOptions): Promise<House> {
  const {
    script,
    live = () => true,
    agents: choose = (all) => all,
    interval = 100,
    before = async (url) => url,
    lessons,
  } = options;
  const devnet = await createDevnet({
    interval,
    ...(options.genesisTime && { genesisTime: options.genesisTime }),
    accounts: [...people, ...(options.people ?? [])].map((name) => ({ name })),
    communities: [{ name: "hive-167922", title: "INLEO" }],
  });
  const { agents: shipped, complaints } = await loadAgents({ agentsDir: "agents", promptsDir: "prompts" });
  if (complaints.length > 0) throw new Error(JSON.stringify(complaints));
  // Scripts say what is answered; what is remembered of it only where a test switches that on.
  const asked = shipped.map((agent) => ({ ...agent, memory: { ...agent.memory, facts: false } }));
  const agents = choose(asked.map((agent) => ({ ...agent, mode: "live" })));
  const store = options.store ?? openSqliteStore(join(await temporaryFolder(), "skep.db"));
  const rpc = createRpcClient({ nodes: [await before(devnet.url)], backoffMs: 20, timeoutMs: 2_000 });
  const reader = createChainReader(rpc);
  const keys = new Map(agents.map(({ account }) => [account, devnet.keyOf(account, "posting")]));
  const writer = createLiveWriter({ rpc, reader, keys, chainId: devnet.chainId });
  const recorder = createRecordingWriter({ clock: systemClock });
  const model = scriptedModel(script, { parallel: options.parallel ?? 1 });
  const journal: JournalEntry[] = [];
  const rooms: Rooms = {
    agents,
    store,
    reader,
    memory: createMemory(store),
    knowledge: createKnowledge({
      store: store.knowledge,
      embedder: ngramEmbedder,
      ...(lessons && { lessons: lessons(store, reader) }),
    }),
    embedder: ngramEmbedder,
    modelOf: () => model,
    writerFor: (isLive) => (isLive ? writer : recorder),
    isLive: live,
    clock: systemClock,
    journal: (entry) => void journal.push(entry),
  };
  devnet.mine();
  const { number, id } = devnet.head();
  await store.listen.startAt({ number, id });
  let drain = new AbortController();
  const abort = new AbortController();
  function startLife(start: Cursor): Promise<void> {
    const follow = (signal: AbortSignal) =>
      followBlocks({ rpc, after: start, signal, blockSeconds: interval / 1_000, backoffMs: 50 });
    const life = createBot(rooms, { start, follow }, 3_600_000).run({ drain: drain.signal, abort: abort.signal });
    life.catch(() => {});
    return life;
  }
  let running = startLife({ number, id });
  const ended = running.catch((error: unknown) => error);
  let stopped = false;
  async function stop(): Promise<void> {
    if (stopped) return;
    stopped = true;
    drain.abort();
    await running;
    await store[Symbol.asyncDispose]();
    await devnet.close();
  }
  onTestFinished(stop);

  return {
    devnet,
    rooms,
    store,
    model,
    journal,
    write(author, permlink, body, parent, metadata = {}) {
      const [parentAuthor, parentPermlink] = parent ? [parent.author, parent.permlink] : ["", "hive-167922"];
      const title = parent ? "" : permlink;
      const jsonMetadata = JSON.stringify({ app: "test/1", tags: [], ...metadata });
      devnet.broadcastAs(author, [
        encodeOperation({ type: "comment", parentAuthor, parentPermlink, author, permlink, title, body, jsonMetadata }),
      ]);
    },
    async told(fact, fields = {}) {
      const until = Date.now() + 20_000;
      for (;;) {
        const entry = journal.find(
          (each) =>
            each.fact === fact && Object.entries(fields).every(([key, value]) => Reflect.get(each, key) === value),
        );
        if (entry) return entry;
        if (Date.now() > until)
          throw new Error(
            `nobody told of ${fact} ${JSON.stringify(fields)}; told: ${journal
              .filter(({ fact: each }) => each !== "blocks-read")
              .map(tellAgain)
              .join("\n")}`,
          );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async read(block) {
      while (!journal.some((entry) => entry.fact === "blocks-read" && entry.last >= block))
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
    ended,
    async startAgain() {
      await store.work.reclaim();
      running = startLife((await store.listen.readCursor()) ?? { number, id });
    },
    async restart() {
      drain.abort();
      await running;
      drain = new AbortController();
      await store.work.reclaim();
      running = startLife((await store.listen.readCursor()) ?? { number, id });
    },
    stop,
  };
}

function tellAgain(entry: JournalEntry): string {
  return JSON.stringify(entry).slice(0, 200);
}
