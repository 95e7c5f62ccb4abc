import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import type { DevnetOptions } from "../../src/devnet/devnet-options.ts";
import { loadScenario } from "../../src/devnet/scenario/load-scenario.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { call } from "./call.ts";
import { comment, customJson, refusalOf, reply, vote } from "./operations.ts";

let stateFile: string;
beforeEach(async () => {
  stateFile = join(await temporaryFolder(), "chain.jsonl");
});

const people = [{ name: "alice" }, { name: "bob" }, { name: "carol", vests: 5_000 }];

function open(options: DevnetOptions = {}): Promise<Devnet> {
  return createDevnet({ interval: "manual", accounts: people, stateFile, ...options });
}

/** Everything that a client can see of a chain. */
async function seen({ url }: Devnet): Promise<unknown> {
  const calls: [string, unknown][] = [
    ["block_api.get_block_range", { starting_block_num: 1, count: 1000 }],
    ["condenser_api.get_dynamic_global_properties", []],
    ["database_api.find_accounts", { accounts: ["alice", "bob", "carol", "dave"] }],
    ["rc_api.find_rc_accounts", { accounts: ["alice", "bob", "carol", "dave"] }],
    ["account_history_api.get_account_history", { account: "alice", start: -1, limit: 1000 }],
    ["bridge.get_ranked_posts", { sort: "created", tag: "" }],
    ["bridge.get_discussion", { author: "alice", permlink: "root" }],
  ];
  const answers = await Promise.all(calls.map(([method, params]) => call(url, method, params)));
  return answers.map(({ result, error }) => result ?? error?.message);
}

describe("a chain on a state file", () => {
  test("goes on after a restart with the same blocks, ids, state and time", async () => {
    let before: unknown;
    {
      await using devnet = await open();
      devnet.broadcastAs("alice", [comment("alice", { permlink: "root" })]);
      devnet.mine();
      devnet.advance(600);
      devnet.createAccount({ name: "dave", createdAt: new Date("2020-02-02T00:00:00Z"), balances: { hive: 7 } });
      devnet.broadcastAs("bob", [reply("bob", { body: "Größe 🐝" }), vote("bob", 5_000)]);
      devnet.broadcastAs("dave", [vote("dave", 10_000)]);
      devnet.broadcastAs("carol", [
        ["transfer", { from: "carol", to: "bob", amount: "1.000 HIVE", memo: "1.000 HBD" }],
      ]);
      devnet.mine(2);
      before = await seen(devnet);
    }
    await using devnet = await open();
    expect(await seen(devnet)).toEqual(before);
  });

  test("keeps the rules of what went before: intervals, mana, duplicates and the limits of a block", async () => {
    {
      await using devnet = await open();
      devnet.broadcastAs("alice", [comment("alice", { permlink: "root" })]);
      devnet.broadcastAs("bob", [vote("bob", 10_000, "root")]);
      devnet.mine();
    }
    await using devnet = await open();
    expect(refusalOf(devnet, "alice", comment("alice", { permlink: "next" }))).toContain("5 minutes");
    expect(refusalOf(devnet, "bob", vote("bob", 10_000, "root"))).toContain("identical");
    for (let count = 0; count < 5; count++) devnet.broadcastAs("bob", [customJson("bob")]);
    expect(refusalOf(devnet, "bob", customJson("bob"))).toContain("already submitted 5");
    devnet.advance(300);
    expect(refusalOf(devnet, "alice", comment("alice", { permlink: "next" }))).toBeUndefined();
  });

  test("holds what a fork left, and forks anew in the same way", async () => {
    let before: unknown;
    {
      await using devnet = await open({ irreversibleLag: 10 });
      devnet.mine(3);
      devnet.broadcastAs("alice", [comment("alice", { permlink: "root" })]);
      devnet.mine();
      devnet.faults.fork(2);
      devnet.mine(2);
      before = await seen(devnet);
    }
    await using devnet = await open();
    expect(await seen(devnet)).toEqual(before);
  });

  test("loses at most what was never finished when its process is killed", async () => {
    await using devnet = await open();
    devnet.mine(3);
    const whole = readFileSync(stateFile);
    const third = whole.toString().split("\n").slice(0, 4).join("\n").length + 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: third, max: whole.length }), async (length) => {
        const cut = `${stateFile}.cut`;
        writeFileSync(cut, whole.subarray(0, length));
        const second = await open({ stateFile: cut });
        const { number, id } = second.head();
        expect(number).toBe(length === whole.length ? 4 : 3);
        const { result } = await call(devnet.url, "condenser_api.get_block", [number]);
        expect(result).toMatchObject({ block_id: id });
        const [next] = second.mine();
        await second.close();
        await using third = await open({ stateFile: cut });
        expect(third.head()).toEqual(next);
      }),
      { numRuns: 30 },
    );
  });

  test("is one process's: a second one is refused, a dead one's lock counts for nothing", async () => {
    const lock = `${stateFile}.lock`;
    {
      await using devnet = await open();
      devnet.mine();
      await expect(open()).rejects.toThrow(`process ${process.pid} keeps its chain in ${stateFile}: stop it first`);
    }
    expect(existsSync(lock)).toBe(false);
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    writeFileSync(lock, `${other.pid}\n`);
    await expect(open()).rejects.toThrow(`process ${other.pid} keeps its chain`);
    expect(existsSync(lock)).toBe(true);
    other.kill();
    await once(other, "exit");
    await using devnet = await open();
    expect(devnet.head().number).toBe(2);
  });

  test("plants its scenario once", async () => {
    const scenario = await loadScenario("examples/scenario.yaml");
    let number: number;
    {
      await using devnet = await createDevnet({ interval: "manual", scenario, stateFile });
      number = devnet.head().number;
    }
    await using devnet = await createDevnet({ interval: "manual", scenario, stateFile });
    expect(devnet.head().number).toBe(number);
  });

  test("is the chain that it is: another chain id, prefix, lag or other asset names are refused", async () => {
    await (await open()).close();
    await expect(open({ chainId: "ab".repeat(32) })).rejects.toThrow(/has chainId [0-9a-f]{64}, not (ab){32}/);
    await expect(open({ assets: "testnet" })).rejects.toThrow("has assets mainnet, not testnet");
    await expect(open({ addressPrefix: "TST" })).rejects.toThrow("has addressPrefix STM, not TST");
    await expect(open({ irreversibleLag: 3 })).rejects.toThrow("has irreversibleLag 0, not 3");
  });

  test("does not go on from a file that was changed or is something else", async () => {
    {
      await using devnet = await open();
      devnet.broadcastAs("alice", [comment("alice", { permlink: "root", body: "Text" })]);
      devnet.mine();
    }
    const text = readFileSync(stateFile, "utf8");
    writeFileSync(stateFile, text.replace('"body":"Text"', '"body":"Tax!"'));
    await expect(open()).rejects.toThrow(/chain\.jsonl:3: .*Missing Posting Authority/);
    writeFileSync(stateFile, text);
    appendFileSync(stateFile, "nonsense\n");
    await expect(open()).rejects.toThrow("chain.jsonl:4: no line of a state file");
    writeFileSync(stateFile, "{}\n");
    await expect(open()).rejects.toThrow("chain.jsonl:1: no line of a state file");
    await expect(open({ stateFile: "/nowhere/at/all" })).rejects.toThrow("cannot open the state file");
  });
});
