import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { comment, reply, vote } from "./operations.ts";
import { follow, inBlock } from "./social-operations.ts";

const genesisTime = new Date("2026-01-01T00:00:00Z");
const accounts = ["alice", "bob", "carol"].map((name) => ({ name }));

function openChain(irreversibleLag = 20): Promise<Devnet> {
  return createDevnet({ interval: "manual", genesisTime, accounts, irreversibleLag });
}

interface WireBlock {
  readonly block_id: string;
  readonly previous: string;
  readonly timestamp: string;
  readonly transactions: readonly {
    readonly operations: readonly { readonly type: string; readonly value: Record<string, unknown> }[];
  }[];
  readonly transaction_ids: readonly string[];
}

async function blocksOf({ url }: Devnet): Promise<readonly WireBlock[]> {
  const { result } = await call(url, "block_api.get_block_range", { starting_block_num: 1, count: 1000 });
  return (result as { blocks: WireBlock[] }).blocks;
}

async function statusOf({ url }: Devnet, id: string): Promise<unknown> {
  const { result } = await call(url, "transaction_status_api.find_transaction", { transaction_id: id });
  return (result as { status: string }).status;
}

describe("a fork of the dev chain", () => {
  test("replaces the newest blocks, gives their transactions back to the pool and the state goes with them", async () => {
    await using devnet = await openChain();
    devnet.broadcastAs("alice", [comment("alice", { permlink: "root" })]);
    devnet.mine();
    const { id } = devnet.broadcastAs("bob", [reply("bob")]);
    const [, old] = devnet.mine(2);
    const before = await blocksOf(devnet);

    const made = devnet.faults.fork(2);
    const after = await blocksOf(devnet);
    expect(after.map(({ block_id }) => block_id).slice(0, 2)).toEqual(
      before.map(({ block_id }) => block_id).slice(0, 2),
    );
    expect(made.map(({ number }) => number)).toEqual([3, 4, 5]);
    expect(made[1]?.id).not.toBe(old?.id);
    expect(made[1]?.timestamp).toEqual(old?.timestamp);
    expect(await statusOf(devnet, id)).toBe("within_mempool");
    const seen = await call(devnet.url, "bridge.get_post", { author: "bob", permlink: "re" });
    expect(seen.error?.message).toContain("does not exist");
    const again = await call(devnet.url, "account_history_api.get_account_history", {
      account: "bob",
      start: -1,
      limit: 10,
      include_reversible: true,
    });
    expect(again.result).toEqual({ history: [] });

    devnet.mine();
    expect((await blocksOf(devnet)).at(-1)?.transaction_ids).toEqual([id]);
    expect((await call(devnet.url, "bridge.get_post", { author: "bob", permlink: "re" })).result).toMatchObject({
      body: "Text",
    });
  });

  test("loses the transactions of the old blocks when it is told to, so that they can be sent anew", async () => {
    await using devnet = await openChain();
    const operations = [comment("alice")];
    const { id } = devnet.broadcastAs("alice", operations);
    devnet.mine();
    devnet.faults.fork(1, { orphans: "dropped" });
    expect(await statusOf(devnet, id)).toBe("unknown");
    devnet.broadcastAs("alice", operations);
    devnet.mine();
    expect((await call(devnet.url, "bridge.get_post", { author: "alice", permlink: "post" })).error).toBeUndefined();
  });

  test("loses a transaction that refers to a block which is gone", async () => {
    await using devnet = await openChain();
    devnet.mine();
    const { id } = devnet.broadcastAs("alice", [comment("alice")]); // built on block 2
    devnet.mine();
    devnet.faults.fork(2);
    expect(await statusOf(devnet, id)).toBe("unknown");
  });

  test("loses what waits in the pool where it was built on a block that is gone", async () => {
    await using devnet = await openChain();
    const post = devnet.broadcastAs("alice", [comment("alice", { permlink: "root" })]);
    devnet.mine();
    const onGoneBlock = devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    devnet.faults.fork(1);
    expect(await statusOf(devnet, onGoneBlock.id)).toBe("unknown");
    expect(await statusOf(devnet, post.id)).toBe("within_mempool");
  });

  test("cannot take back an irreversible block, nor the first", async () => {
    await using devnet = await openChain(2);
    devnet.mine(5);
    expect(() => devnet.faults.fork(3)).toThrow("as many blocks as are reversible (2 now), not 3");
    expect(() => devnet.faults.fork(0)).toThrow("not 0");
    devnet.faults.fork(2);
    expect(() => devnet.faults.fork(2)).not.toThrow();
    await using settled = await openChain(0);
    settled.mine(3);
    expect(() => settled.faults.fork(1)).toThrow("start the chain with a larger irreversibleLag");
    await using young = await openChain(20);
    expect(() => young.faults.fork(1)).toThrow("(0 now)");
  });

  test("never moves the irreversible block back", async () => {
    await using devnet = await openChain(3);
    devnet.mine(9);
    const irreversible = async (): Promise<number> => {
      const { result } = await call(devnet.url, "condenser_api.get_dynamic_global_properties", []);
      return (result as { last_irreversible_block_num: number }).last_irreversible_block_num;
    };
    expect(await irreversible()).toBe(7);
    devnet.faults.fork(3);
    expect(await irreversible()).toBe(8);
  });

  test("keeps accounts that were made by hand meanwhile", async () => {
    await using devnet = await openChain();
    devnet.mine(3);
    devnet.createAccount({ name: "dave" });
    devnet.mine();
    devnet.faults.fork(2);
    const { result } = await call(devnet.url, "condenser_api.get_accounts", [["dave"]]);
    expect(result).toMatchObject([{ name: "dave" }]);
  });
});

describe("slots without a block", () => {
  test("leave a gap in time and none in the numbers", async () => {
    await using devnet = await openChain();
    devnet.faults.missSlots(3);
    const [first, second] = devnet.mine(2);
    expect(first).toMatchObject({ number: 2, timestamp: new Date("2026-01-01T00:00:12Z") });
    expect(second).toMatchObject({ number: 3, timestamp: new Date("2026-01-01T00:00:15Z") });
    expect(() => devnet.faults.missSlots(0)).toThrow("whole one from 1");
    const { result } = await call(devnet.url, "condenser_api.get_dynamic_global_properties", []);
    expect(result).toMatchObject({ head_block_number: 3, current_aslot: 6 });
  });

  test("are waited through by a chain that makes blocks by itself", async () => {
    await using devnet = await createDevnet({ interval: 20, genesisTime, accounts });
    devnet.faults.missSlots(4);
    await expect.poll(() => devnet.head().number, { timeout: 10_000 }).toBeGreaterThan(3);
    const blocks = await blocksOf(devnet);
    const times = blocks.map(({ timestamp }) => Date.parse(`${timestamp}Z`) / 1000);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.filter((gap) => gap === 15)).toHaveLength(1);
    expect(gaps.filter((gap) => gap !== 15 && gap !== 3)).toEqual([]);
  });
});

type Step =
  | { readonly do: "mine" | "fork" | "drop" | "miss" | "advance"; readonly count: number }
  | { readonly do: "act"; readonly who: string; readonly operation: WireOperation };

const names = fc.constantFrom("alice", "bob", "carol");
const act = fc.record({
  do: fc.constant("act" as const),
  who: names,
  kind: fc.constantFrom("post", "reply", "vote", "delete", "transfer"),
  of: names,
  amount: fc.integer({ min: -100, max: 100 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: act.map(({ who, kind, of, amount }) => ({
      do: "act" as const,
      who,
      operation: madeOf(kind, who, of, amount),
    })),
  },
  fc.record({
    do: fc.constantFrom("mine", "fork", "drop", "miss", "advance"),
    count: fc.integer({ min: 1, max: 4 }),
  }),
);

function madeOf(kind: string, who: string, of: string, amount: number): WireOperation {
  if (kind === "post") return comment(who, { permlink: "root", body: `Text ${amount}` });
  if (kind === "reply")
    return comment(who, { parent_author: of, parent_permlink: "root", permlink: `re-${of}`, title: "" });
  if (kind === "vote") return ["vote", { voter: who, author: of, permlink: "root", weight: amount * 100 }];
  if (kind === "delete") return ["delete_comment", { author: who, permlink: `re-${of}` }];
  return ["transfer", { from: who, to: of, amount: legacyAsset({ amount: String(Math.abs(amount)) }), memo: "" }];
}

function take(devnet: Devnet, one: Step): void {
  try {
    if (one.do === "act") devnet.broadcastAs(one.who, [one.operation]);
    else if (one.do === "mine") devnet.mine(one.count);
    else if (one.do === "fork") devnet.faults.fork(one.count);
    else if (one.do === "drop") devnet.faults.fork(one.count, { orphans: "dropped" });
    else if (one.do === "miss") devnet.faults.missSlots(one.count);
    else devnet.advance(one.count * 300);
  } catch {
    // refused: as good a step as any
  }
}

/** Makes a block of the same content at the same time. The ids differ where the other chain forked before. */
function replay(devnet: Devnet, { transactions, timestamp }: WireBlock): void {
  for (const { operations } of transactions) {
    for (const { type, value } of operations) {
      const name = type.replace("_operation", "");
      const who = value["voter"] ?? value["from"] ?? value["author"];
      const plain = name === "transfer" ? { ...value, amount: legacyAsset(value["amount"] as NaiAsset) } : value;
      devnet.broadcastAs(String(who), [[name, plain]]);
    }
  }
  const gap = (Date.parse(`${timestamp}Z`) - devnet.head().timestamp.getTime()) / 3000;
  if (gap > 1) devnet.faults.missSlots(gap - 1);
  devnet.mine();
}

interface NaiAsset {
  readonly amount: string;
}

function legacyAsset({ amount }: NaiAsset): string {
  return `${(Number(amount) / 1000).toFixed(3)} HIVE`;
}

/** What the chain says of its state, whatever the ids of its blocks and transactions are. */
async function stateOf({ url }: Devnet): Promise<unknown> {
  const ask = async (method: string, params: unknown): Promise<unknown> => (await call(url, method, params)).result;
  const posts = await ask("bridge.get_ranked_posts", { sort: "created", tag: "" });
  const state = {
    accounts: await ask("condenser_api.get_accounts", [accounts.map(({ name }) => name)]),
    credits: await ask("rc_api.find_rc_accounts", { accounts: accounts.map(({ name }) => name) }),
    posts,
    talks: await Promise.all(
      (posts as { author: string; permlink: string }[]).map(({ author, permlink }) =>
        ask("bridge.get_discussion", { author, permlink }),
      ),
    ),
    histories: await Promise.all(
      accounts.map(({ name }) =>
        ask("account_history_api.get_account_history", {
          account: name,
          start: -1,
          limit: 1000,
          include_reversible: true,
        }),
      ),
    ),
  };
  return JSON.parse(JSON.stringify(state, (key, value: unknown) => (key === "trx_id" ? undefined : value)));
}

describe("after any mix of blocks, forks, missed slots and transactions", () => {
  test("ids link, times rise, and the state is that of the surviving blocks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        await using devnet = await openChain(8);
        for (const one of steps) take(devnet, one);
        devnet.faults.missSlots(1);
        devnet.mine(2); // what waits is in a block
        const blocks = await blocksOf(devnet);
        for (const [index, block] of blocks.entries()) {
          const before = blocks[index - 1];
          expect(Number.parseInt(block.block_id.slice(0, 8), 16)).toBe(index + 1);
          expect(block.previous).toBe(before?.block_id ?? "0".repeat(40));
          expect(before === undefined || before.timestamp < block.timestamp).toBe(true);
        }
        await using replayed = await openChain(8);
        for (const block of blocks.slice(1)) replay(replayed, block);
        expect(await stateOf(replayed)).toEqual(await stateOf(devnet));
      }),
      { numRuns: 60 },
    );
  });

  test("takes back what hivemind read in the blocks that are gone, and nothing else, however often", async () => {
    await using devnet = await openChain();
    const following = async (): Promise<unknown> =>
      (await call(devnet.url, "condenser_api.get_following", ["alice", null, "blog", 10])).result;
    inBlock(devnet, "alice", follow("alice", "bob", "blog"));
    devnet.mine(1000);
    const settled = await following();
    for (const round of [1, 2]) {
      inBlock(devnet, "alice", follow("alice", "carol", "blog"));
      expect(await following(), `round ${round}`).toHaveLength(2);
      devnet.faults.fork(1, { orphans: "dropped" });
      expect(await following(), `round ${round}`).toEqual(settled);
    }
  });
});
