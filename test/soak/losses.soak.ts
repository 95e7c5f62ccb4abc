import { join } from "node:path";
import { expect, test } from "vitest";
import { followBlocks } from "../../src/chain/block-follower.ts";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { ngramEmbedder } from "../../src/search/ngram-embedder.ts";
import { createKnowledge } from "../../src/knowledge/knowledge.ts";
import { createMemory } from "../../src/memory/memory.ts";
import { scriptedModel } from "../../src/model/scripted-model.ts";
import { createBot } from "../../src/runtime/create-bot.ts";
import type { Rooms } from "../../src/runtime/rooms.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { Store } from "../../src/store/store.ts";
import { startLossProxy, type Fate } from "../support/loss-proxy.ts";
import { readEvents, write } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { pause } from "./mentions.ts";
import { size, tell } from "./size.ts";

const broadcasts = size(200, 2_000);
const accounts = Array.from({ length: 10 }, (_, index) => `speaker${index}`);

function chance(): Fate {
  const luck = Math.random();
  if (luck < 0.2) return "answer-lost";
  if (luck < 0.25) return "dropped";
  return luck < 0.3 ? "doomed" : "passes";
}

/** A reply that is decided and waits to be sent. */
async function plan(store: Store, number: number): Promise<void> {
  const at = new Date();
  const account = accounts[number % accounts.length] ?? "";
  const name = `reply-${number}`;
  const cursor = await store.listen.readCursor();
  if (!cursor) throw new Error("no cursor");
  const job = { agent: account, eventId: name, subject: `alice/${name}`, trigger: "mention", person: "alice" };
  const jobs = [{ ...job, event: "{}", block: cursor.number, happenedAt: at, notBefore: new Date(0) }];
  await store.listen.accept({ after: cursor, last: cursor, at, jobs, landed: [], expiredBefore: new Date(0) });
  const claimed = await store.work.claim({ agents: [account], now: at, leaseUntil: at });
  if (!claimed) throw new Error("no job");
  const words = { parentAuthor: "alice", parentPermlink: "oven", author: account, permlink: name, title: "" };
  const operations: Operation[] = [{ type: "comment", ...words, body: `This is ${name}.`, jsonMetadata: "{}" }];
  const { version } = await store.work.readLedger(account, at);
  const outcome = await store.work.recordDecision(claimed, {
    decision: "{}",
    outcome: "allow",
    guard: "",
    because: "",
    at,
    account,
    ledgerVersion: version,
    outbox: [
      {
        state: "planned",
        live: true,
        operations: JSON.stringify(operations),
        hash: name,
        memory: "",
        spendings: [{ capability: "reply", person: "alice", subject: `alice/${name}` }],
      },
    ],
  });
  expect(outcome).toBe("recorded");
}

test(`${broadcasts} broadcasts, 20 % answers lost, 5 % dropped, 5 % expired: each stands on chain exactly once`, async () => {
  await using devnet = await createDevnet({
    interval: 100,
    accounts: ["alice", ...accounts].map((name) => ({ name })),
  });
  await using proxy = await startLossProxy(devnet.url, chance);
  write(devnet, "alice", "oven", "I built an oven.");
  devnet.mine();
  await using store = openSqliteStore(join(await temporaryFolder(), "skep.db"));
  const rpc = createRpcClient({ nodes: [proxy.url], backoffMs: 20, timeoutMs: 5_000 });
  const reader = createChainReader(rpc);
  const keys = new Map(accounts.map((name) => [name, devnet.keyOf(name, "posting")]));
  const writer = createLiveWriter({ rpc, reader, keys, chainId: devnet.chainId });
  const { number, id } = devnet.head();
  await store.listen.startAt({ number, id });
  for (let each = 0; each < broadcasts; each++) await plan(store, each);

  const rooms: Rooms = {
    agents: [],
    store,
    reader,
    memory: createMemory(store),
    knowledge: createKnowledge({ store: store.knowledge, embedder: ngramEmbedder }),
    embedder: ngramEmbedder,
    clock: systemClock,
    journal: () => {},
    modelOf: () => scriptedModel([]),
    writerFor: () => writer,
    isLive: () => true,
  };
  const drain = new AbortController();
  const follow = (signal: AbortSignal) =>
    followBlocks({ rpc, after: { number, id }, signal, blockSeconds: 0.1, backoffMs: 50 });
  const running = createBot(rooms, { start: { number, id }, follow }, 3_600_000).run({
    drain: drain.signal,
    abort: new AbortController().signal,
  });
  const started = Date.now();
  for (let confirmed = 0; confirmed < broadcasts && Date.now() - started < 3_600_000;) {
    await pause(2_000);
    ({ confirmed } = (await store.views.readOverview()).outbox);
    tell(`${confirmed} of ${broadcasts} confirmed, broadcasts so far: ${JSON.stringify(proxy.met)}`);
  }
  drain.abort();
  await running;

  const said = (await readEvents(devnet)).flatMap(({ operation }) =>
    operation.type === "comment" && accounts.includes(operation.author) ? [operation.body] : [],
  );
  const wanted = Array.from({ length: broadcasts }, (_, each) => `This is reply-${each}.`);
  expect(said.toSorted()).toEqual(wanted.toSorted());
  const attempts = (await store.views.readOutbox({ limit: broadcasts })).reduce((sum, row) => sum + row.attempts, 0);
  tell(`${attempts} transactions were signed for ${broadcasts} replies`);
});
