import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block } from "../../src/chain/block.ts";
import { followBlocks } from "../../src/chain/block-follower.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import type { Fault } from "../../src/devnet/faults/fault.ts";
import { call } from "./call.ts";
import { customJson } from "./operations.ts";

const irreversibleLag = 4;

type Step =
  | { readonly do: "mine" | "miss" | "fork"; readonly count: number }
  | { readonly do: "fail"; readonly fault: Fault }
  | { readonly do: "clear" };

const times = fc.integer({ min: 1, max: 4 });
const plain = fc.constantFrom("cut", "hang", "unavailable", "truncate", "not-json", "wrong-id", "hivemind-down");
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: plain as fc.Arbitrary<"cut">, times }),
  fc.record({ kind: plain as fc.Arbitrary<"cut">, share: fc.constant(0.5), seed: fc.nat(), times: fc.constant(10) }),
  fc.record({ kind: fc.constant("rate-limit" as const), retryAfter: fc.constant(0), times }),
  fc.record({ kind: fc.constant("latency" as const), ms: fc.nat(30), jitterMs: fc.nat(60), seed: fc.nat() }),
  fc.record({
    kind: fc.constant("lag" as const),
    blocks: fc.integer({ min: 1, max: 8 }),
    share: fc.constant(0.5),
    seed: fc.nat(),
  }),
  fc.record({
    kind: fc.constant("lag" as const),
    blocks: fc.integer({ min: 1, max: 8 }),
    methods: fc.constant<[string]>(["block_api"]),
    times,
  }),
  fc.constant<Fault>({ kind: "refuse" }),
);
const count = fc.integer({ min: 1, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("mine" as const), count }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("miss" as const, "fork" as const), count }) },
  { weight: 3, arbitrary: fault.map((one): Step => ({ do: "fail", fault: one })) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "clear" }) },
);

async function take(devnet: Devnet, one: Step): Promise<void> {
  if (one.do === "fail") await devnet.faults.add(one.fault);
  else if (one.do === "clear") await devnet.faults.clear();
  else if (one.do === "miss") devnet.faults.missSlots(one.count);
  else if (one.do === "fork") devnet.faults.fork(Math.min(one.count, devnet.head().number - 1, irreversibleLag));
  else {
    devnet.broadcastAs("alice", [customJson("alice", { json: JSON.stringify(devnet.head().number) })]);
    devnet.mine(one.count);
  }
}

interface Following {
  readonly blocks: readonly Block[];
  /** Waits until this block has come, and stops. */
  until(number: number): Promise<void>;
}

/** The listener of the bot on this chain, from its first block on. */
function follow({ url }: Devnet): Following {
  const blocks: Block[] = [];
  const stop = new AbortController();
  const rpc = createRpcClient({ nodes: [url], timeoutMs: 150, backoffMs: 2, attempts: 2 });
  const options = { rpc, from: 1, signal: stop.signal, blockSeconds: 0.05, backoffMs: 5, rangeSize: 3 };
  let failure: unknown;
  const running = (async () => {
    for await (const batch of followBlocks(options)) blocks.push(...batch);
  })().catch((error: unknown) => {
    failure = error;
  });
  return {
    blocks,
    async until(number) {
      const arrived = (): unknown => failure ?? blocks.length;
      await expect.poll(arrived, { timeout: 60_000, interval: 10 }).toBeGreaterThanOrEqual(number);
      stop.abort();
      await running;
    },
  };
}

describe("the listener of the bot on a chain where everything goes wrong", () => {
  test("gives every irreversible block once and in order, and no other", { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await using devnet = await createDevnet({ interval: "manual", accounts: [{ name: "alice" }], irreversibleLag });
        devnet.mine(irreversibleLag + 1);
        const following = follow(devnet);
        for (const one of steps) {
          await take(devnet, one);
          await new Promise((resolve) => setTimeout(resolve, 15));
        }
        await devnet.faults.clear();
        devnet.mine(2);
        const last = devnet.head().number - irreversibleLag;
        await following.until(last);
        const { result } = await call(devnet.url, "block_api.get_block_range", { starting_block_num: 1, count: last });
        const { blocks } = result as { blocks: { block_id: string; transaction_ids: string[] }[] };
        expect(following.blocks.map(({ id }) => id)).toEqual(blocks.map(({ block_id }) => block_id));
        expect(following.blocks.flatMap(({ transactions }) => transactions.map(({ id }) => id))).toEqual(
          blocks.flatMap(({ transaction_ids }) => transaction_ids),
        );
      }),
      { numRuns: 15 },
    );
  });
});
