import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { openDevChainStage } from "../../tools/conformance/dev-chain-stage.ts";
import { evaluate } from "../../tools/conformance/expression.ts";
import { openNodeStage } from "../../tools/conformance/node-stage.ts";
import { fill, valueOf, type Names } from "../../tools/conformance/placeholders.ts";
import { play } from "../../tools/conformance/play.ts";
import { outcomeText, summaryText } from "../../tools/conformance/report.ts";
import { readScenario } from "../../tools/conformance/scenario.ts";

const via = "condenser_api.broadcast_transaction";
const ana = { account: "ana", role: "posting" };
const post = { parent_author: "", parent_permlink: "test", author: "ana", permlink: "x", title: "T", body: "B" };
const operation = ["comment", { ...post, json_metadata: "{}" }];

/** One of every kind of step and placeholder, as a real node or this chain answers them. */
const everything = {
  name: "everything",
  what: "Every kind of step.",
  accounts: [{ name: "ana", vests: "100000000.000000 VESTS", tests: "1.000 TESTS", tbd: "2.000 TBD" }],
  steps: [
    { send: { operations: [operation], signers: [ana], as: "t1" }, via, expect: { ok: true } },
    {
      resend: "t1",
      via,
      expect: {
        error: {
          code: -32003,
          message: "Assert Exception:!is_known_transaction( trx_id ): Duplicate transaction check failed",
          dataName: "assert_exception",
          dataCode: 10,
          text: "Duplicate transaction check failed",
          assertHash: "13387939760965089378",
        },
      },
    },
    {
      read: {
        method: "transaction_status_api.find_transaction",
        params: { transaction_id: "$id:t1" },
        pick: ["status"],
      },
      expect: { result: { status: "within_mempool" } },
    },
    { mine: 1 },
    {
      read: {
        method: "condenser_api.get_block",
        params: ["$head"],
        pick: ["previous", "block_id", "timestamp", "witness_signature", "signing_key", "witness", "transaction_ids"],
      },
      expect: {
        result: {
          previous: "$blockid:t1-1",
          block_id: "$blockid:t1",
          timestamp: "$time:t1",
          witness_signature: "$signature",
          signing_key: "$pub",
          witness: "$witness",
          transaction_ids: ["$id:t1"],
        },
      },
    },
    {
      read: {
        method: "condenser_api.get_transaction",
        params: ["$id:t1"],
        pick: ["block_num", "expiration", "operations"],
      },
      expect: { result: { block_num: "$block:t1", expiration: "$exp:t1", operations: [operation] } },
    },
    {
      read: {
        method: "database_api.get_comment_pending_payouts",
        params: { comments: [["ana", "x"]] },
        pick: ["cashout_infos.cashout_info.cashout_time", "cashout_infos.cashout_info.total_payout_value"],
      },
      expect: {
        result: {
          cashout_infos: [{ cashout_info: { cashout_time: "$time:t1-1+$cashout", total_payout_value: "$payout" } }],
        },
      },
    },
    {
      read: { method: "condenser_api.get_transaction", params: ["00"] },
      expect: { error: { code: -32003, message: "Assert Exception:false: Unknown Transaction 00…" } },
    },
    { advance: "$cashout-$lockout/2-6" },
    { untilIrreversible: "t1" },
    {
      read: { method: "transaction_status_api.find_transaction", params: { transaction_id: "$id:t1" } },
      expect: { result: { status: "$included", block_num: "$block:t1", rc_cost: "$any" } },
    },
    {
      read: { method: "account_history_api.get_account_history", params: { account: "ana", start: -1, limit: 5 } },
      expect: {
        result: {
          history: [
            [
              0,
              {
                trx_id: "$id:t1",
                block: "$block:t1",
                trx_in_block: 0,
                op_in_trx: 0,
                virtual_op: false,
                timestamp: "$time:t1",
                op: { type: "comment_operation", value: { ...post, json_metadata: "{}" } },
                operation_id: 0,
              },
            ],
          ],
        },
      },
    },
    {
      read: {
        method: "condenser_api.get_accounts",
        params: [["ana"]],
        pick: ["name", "balance", "memo_key", "created"],
      },
      expect: {
        result: [{ name: "ana", balance: "1.000 TESTS", memo_key: "$pub:ana:memo", created: "$time" }],
      },
    },
  ],
};

/** Every place below a value that holds no further places. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

function changedAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : "changed";
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = changedAt(copy[key], rest);
  return copy;
}

async function differencesIn(scenario: unknown): Promise<string[]> {
  await using stage = await openDevChainStage();
  return await play(readScenario(JSON.stringify(scenario)), stage);
}

describe("the player of scenarios", () => {
  test("plays every kind of step and knows every placeholder", async () => {
    expect(await differencesIn(everything)).toEqual([]);
  });

  test("notices a change of any single value that a step expects", { timeout: 120_000 }, async () => {
    const places = everything.steps.map((step) =>
      "expect" in step && !("ok" in step.expect) ? leaves(step.expect) : [],
    );
    expect(places.flat().length).toBeGreaterThan(40);
    for (let round = 0; round < Math.max(...places.map(({ length }) => length)); round++) {
      const changed = places.flatMap((paths, index) => {
        const path = paths[round];
        return path ? [["steps", `${index}`, "expect", ...path]] : [];
      });
      const differences = await differencesIn(changed.reduce<unknown>(changedAt, everything));
      expect(differences.map((text) => text.split(/[ :]/)[1])).toEqual(changed.map(([, index]) => index));
    }
  });

  test("refuses a step that it knows only in part", () => {
    const with_ = (step: object): string => JSON.stringify({ ...everything, steps: [step] });
    expect(() => readScenario(with_({ mine: 0 }))).toThrow("mine");
    expect(() => readScenario(with_({ mine: 1, expect: { ok: true } }))).toThrow("expect");
    expect(() => readScenario(with_({ wait: 1 }))).toThrow("wait");
    const undecided = { read: { method: "m", params: [] }, expect: { result: 1, error: 2 } };
    expect(() => readScenario(with_(undecided))).toThrow("error");
  });

  test("says in a line which steps it does not know", () => {
    const steps = [{ mine: 1 }, { mine: "one" }, { say: "hello" }];
    const text = JSON.stringify({ name: "odd", accounts: [], steps });
    expect(() => readScenario(text)).toThrow(
      /^steps\.1\.mine: Invalid input: expected number, received string; steps\.2[^\n]+$/,
    );
  });

  test("reports what cannot be played as a difference", async () => {
    const steps = [{ resend: "t9", via, expect: { ok: true } }, { advance: "$cashout-$moon" }, { advance: 4 }];
    expect(await differencesIn({ ...everything, steps })).toEqual([
      "step 0: Error: the scenario names no transaction t9",
      'step 1: Error: cannot work out "$cashout-$moon": $moon is no number',
      "step 2: Error: time moves on in slots of 3 s, not by 4 s",
    ]);
  });

  test("prints a line for each scenario and one for all", () => {
    const good = { name: "a", steps: 3, differences: [] };
    const bad = { name: "b", steps: 9, differences: Array.from("1234567", (number) => `step ${number}: off`) };
    expect(outcomeText(good)).toBe("pass  a (3 steps)");
    expect(outcomeText(bad).split("\n")).toHaveLength(7);
    expect(outcomeText(bad)).toContain("FAIL  b (7 of 9 steps differ)");
    expect(summaryText([good, bad])).toBe("1 of 2 scenarios pass, 12 steps");
  });
});

describe("placeholders", () => {
  const wire = {};
  const names: Names = {
    sent: new Map([
      ["t1", { id: "aa", expiration: "2026-01-01T00:01:00", wire, block: 7 }],
      ["t1b", { id: "bb", expiration: "2026-01-01T00:02:00", wire }],
    ]),
    blocks: new Map([6, 7, 8].map((number) => [number, { id: `b${number}`, time: `2026-01-01T00:00:0${number}` }])),
    head: 8,
    constants: { cashout: 3600, lockout: 300 },
  };

  test.for([
    ["$id:t1", "aa"],
    ["$id:t1b", "bb"],
    ["$exp:t1", "2026-01-01T00:01:00"],
    ["$block:t1+1", 8],
    ["$blockid:t1-1", "b6"],
    ["$time:t1-1+$cashout", "2026-01-01T01:00:06"],
    ["$time:t1+$cashout-$lockout/2", "2026-01-01T00:57:37"],
    ["$epoch:t1", Date.UTC(2026, 0, 1, 0, 0, 7) / 1000],
    ["$head", 8],
    ["$head-2", 6],
    ["$repeat:3:a:b", "a:ba:ba:b"],
    ["$repeat:2:é", "éé"],
    ["$time:t1+9", undefined],
    ["$blockid:t2", undefined],
    ["$nonsense", undefined],
    ["$5 for you", undefined],
  ] as const)("%s", ([placeholder, value]) => {
    expect(valueOf(placeholder, names)).toEqual(value);
  });

  test("fill in requests, with keys in the order in which a node has them", () => {
    const keys = ["posting", "active", "owner"].map((role) => [`$pub:ana:${role}`, 1]);
    const filled = fill({ keys, text: "$5", id: ["$id:t1"] }, names) as { keys: [string, number][] };
    expect(filled).toMatchObject({ text: "$5", id: ["aa"] });
    const wanted = new Set(["posting", "active", "owner"].map((role) => valueOf(`$pub:ana:${role}`, names)));
    expect(new Set(filled.keys.map(([key]) => key))).toEqual(wanted);
    expect(fill({ keys: keys.toReversed() }, names)).toEqual({ keys: filled.keys });
  });

  test.for([
    ["$cashout-$lockout/2-6", 3444],
    ["$lockout / 2", 150],
    ["2*($cashout+3)", 7206],
    ["86400", 86_400],
  ] as const)("%s comes to %i s", ([sum, value]) => {
    expect(evaluate(sum, names.constants)).toBe(value);
  });
});

test("scenarios can be played on a node whose blocks are made by debug_node_api", async () => {
  await using devnet = await createDevnet({ interval: "manual", assets: "testnet", irreversibleLag: 2 });
  // What a hived of a test network has besides: the dev chain stands in for all of the rest.
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const { id, method, params } = JSON.parse(body) as {
        id: number;
        method: string;
        params: { count: number; miss_blocks: number };
      };
      if (method !== "debug_node_api.debug_generate_blocks") {
        response.end(await (await fetch(devnet.url, { method: "POST", body })).text());
        return;
      }
      for (let count = 0; count < params.count; count++) {
        if (count === 0 && params.miss_blocks > 0) devnet.faults.missSlots(params.miss_blocks);
        devnet.mine();
      }
      response.end(JSON.stringify({ jsonrpc: "2.0", id, result: { blocks: params.count } }));
    })();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await using stage = await openNodeStage({ url, key: devnet.keyOf("initminer", "active") });
    expect(await play(readScenario(JSON.stringify(everything)), stage)).toEqual([]);
  } finally {
    server.close();
  }
});
