import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block } from "../../src/chain/block.ts";
import type { BroadcastOutcome, ChainWriter, SignedTransaction } from "../../src/chain/chain-writer.ts";
import { createMemory } from "../../src/memory/memory.ts";
import { findLanded } from "../../src/runtime/listen.ts";
import type { Rooms } from "../../src/runtime/rooms.ts";
import { createBell } from "../../src/runtime/bell.ts";
import { advance, send } from "../../src/runtime/send.ts";
import { SkepError } from "../../src/shared/errors.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { Store } from "../../src/store/store.ts";
import { plan, transaction } from "../store/contract/rows.ts";
import { createSqlitePlace } from "../store/sqlite-place.ts";

/** Something that goes another way than it should, or does not. */
type Luck = () => boolean;

const slot = 3_000;
const never = new AbortController().signal;

/** A chain that loses, delays, drops and forgets to answer, as luck has it. Its blocks are irreversible at once. */
class MoodyChain implements ChainWriter {
  readonly blocks: Block[] = [];
  readonly #pool = new Map<string, SignedTransaction>();
  readonly #luck: Luck;
  #signed = 0;

  constructor(luck: Luck) {
    this.#luck = luck;
  }

  get time(): number {
    return this.blocks.length * slot;
  }

  get landed(): string[] {
    return this.blocks.flatMap(({ transactions }) => transactions.map(({ id }) => id));
  }

  async sign(): Promise<SignedTransaction> {
    const id = `id-${this.#signed++}`;
    return { id, signature: `signature of ${id}`, expiresAt: new Date(this.time + 4 * slot), wire: "{}" };
  }

  async broadcast(transaction: SignedTransaction): Promise<BroadcastOutcome> {
    if (!this.#luck()) throw new SkepError("chain_unreachable", "lost on the way there");
    if (this.time >= transaction.expiresAt.getTime()) return { outcome: "expired" };
    if (!this.#luck()) return { outcome: "deferred", because: "reply interval", seconds: 0 };
    if (!this.landed.includes(transaction.id)) this.#pool.set(transaction.id, transaction);
    if (!this.#luck()) throw new SkepError("chain_unreachable", "the answer was lost");
    return { outcome: "accepted" };
  }

  makeBlock(): void {
    const number = this.blocks.length + 1;
    const timestamp = new Date(number * slot);
    const taken = [...this.#pool.values()].filter(
      (transaction) => this.time < transaction.expiresAt.getTime() && this.#luck(),
    );
    this.#pool.clear(); // what was not taken is dropped without a word, as hived does
    const transactions = taken.map(({ id, signature }) => ({ id, signatures: [signature], operations: [] }));
    this.blocks.push({ number, id: `block-${number}`, previous: `block-${number - 1}`, timestamp, transactions });
  }
}

async function planOne(store: Store): Promise<void> {
  const at = new Date(0);
  await store.listen.startAt({ number: 0, id: "block-0" });
  const job = {
    agent: "sage",
    eventId: "e:0",
    subject: "bob/q",
    trigger: "mention",
    person: "bob",
    event: "{}",
    block: 0,
    happenedAt: at,
    notBefore: at,
  };
  const nothing = {
    after: { number: 0, id: "block-0" },
    last: { number: 0, id: "block-0" },
    at,
    landed: [],
    expiredBefore: at,
  };
  await store.listen.accept({ ...nothing, jobs: [job] });
  const claimed = await store.work.claim({ agents: ["sage"], now: new Date(1), leaseUntil: new Date(2) });
  if (!claimed) throw new Error("no job");
  const spendings = [{ capability: "upvote", person: "bob", subject: "bob/q" }];
  const row = { state: "planned", live: true, operations: "[]", hash: "h", spendings, memory: "" } as const;
  const verdict = { decision: "{}", outcome: "allow", guard: "", because: "" } as const;
  await store.work.recordDecision(claimed, { ...verdict, at, account: "sage.agent", ledgerVersion: 0, outbox: [row] });
}

/** Takes the blocks that came since, as the listen loop does. */
async function catchUp(store: Store, chain: MoodyChain): Promise<void> {
  const cursor = await store.listen.readCursor();
  const fresh = chain.blocks.slice(cursor?.number ?? 0);
  const last = fresh.at(-1);
  if (!cursor || !last) return;
  const landed = findLanded(fresh, await store.listen.readAwaited());
  const expiredBefore = new Date(last.timestamp.getTime() - 2 * slot);
  await store.listen.accept({ after: cursor, last, at: last.timestamp, jobs: [], landed, expiredBefore });
}

async function sendOnce(store: Store, chain: MoodyChain): Promise<void> {
  const rooms: Pick<Rooms, "store" | "memory" | "writerFor" | "isLive" | "clock" | "journal"> = {
    store,
    isLive: () => true,
    memory: createMemory(store),
    writerFor: () => chain,
    clock: { now: () => new Date(chain.time + 1_000_000) },
    journal: () => {},
  };
  for (const row of await store.send.readDue(rooms.clock.now()))
    await advance(row, rooms as Rooms, never).catch(() => {});
}

test(
  "whatever is lost, late, dropped, paused or restarted, a decision reaches the chain exactly once",
  { timeout: 180_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.array(fc.nat(5), { maxLength: 40 }),
        async (lucks, moves) => {
          const left = [...lucks];
          const chain = new MoodyChain(() => left.pop() ?? true);
          const folder = mkdtempSync(join(tmpdir(), "skep-send-"));
          let store = openSqliteStore(join(folder, "skep.db"));
          try {
            await planOne(store);
            const play = [...moves, 5, ...Array.from({ length: 60 }, (_, index) => index % 3)];
            for (const move of play) {
              if (move === 0) chain.makeBlock();
              else if (move === 1) for (let times = 0; times < 3; times++) await sendOnce(store, chain); // all before the next block
              else if (move === 2) await catchUp(store, chain);
              else if (move === 4) await store.switches.pause("sage", "looking", new Date(chain.time));
              else if (move === 5) await store.switches.resume("sage", new Date(chain.time));
              else {
                await store[Symbol.asyncDispose]();
                store = openSqliteStore(join(folder, "skep.db"));
              }
            }
            expect(chain.landed).toHaveLength(1);
            expect(await store.views.readOutbox({ limit: 2 })).toMatchObject([{ state: "confirmed" }]);
          } finally {
            await store[Symbol.asyncDispose]();
            rmSync(folder, { recursive: true });
          }
        },
      ),
      { numRuns: 100 },
    );
  },
);

test("a pause in the midst of a round keeps back what the round has not come to, bytes that were sent before included", async () => {
  await using place = createSqlitePlace();
  await using store = place.open();
  for (const name of ["one", "two", "three"]) {
    const id = await plan(store, name);
    await store.send.markSigned(id, transaction(name));
    await store.send.markSent(id, `id-${name}`, new Date(0));
  }
  const heard: string[] = [];
  const writer: Pick<ChainWriter, "broadcast"> = {
    async broadcast({ id }) {
      heard.push(id);
      await store.switches.pause("sage", "looking", new Date());
      return { outcome: "accepted" };
    },
  };
  const rooms = { store, isLive: () => true, writerFor: () => writer, memory: createMemory(store), journal: () => {} };
  const drain = AbortSignal.timeout(500); // rounds go on after the pause
  await send({ ...rooms, clock: { now: () => new Date() } } as unknown as Rooms, createBell(), { drain, abort: never });
  expect(heard).toEqual(["id-one"]);
});
