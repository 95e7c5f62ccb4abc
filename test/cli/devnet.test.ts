import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Client, PrivateKey } from "@hiveio/dhive";
import { expect, onTestFinished, test } from "vitest";
import { devnetOptions, type DevnetFlags } from "../../src/cli/devnet-options.ts";
import { resolveOptions } from "../../src/devnet/devnet-options.ts";
import { loadRecording } from "../../src/devnet/recording/load-recording.ts";
import { call } from "../devnet/call.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const program = resolve("dist/cli/main.js");

interface Facts {
  readonly url: string;
  readonly controlUrl?: string;
  readonly chainId: string;
  readonly head: number;
  readonly accounts: readonly { readonly account: string; readonly postingKey: string }[];
}

/** Starts `skep devnet` on a free port and waits until it says what it is. */
async function start(
  ...words: string[]
): Promise<{ readonly facts: Facts; readonly stop: (signal: NodeJS.Signals) => Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [program, "devnet", "--port", "0", "--json", ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = once(child, "exit");
  if (!child.stdout) throw new Error("the child has no output");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  return { facts: JSON.parse(line) as Facts, stop };
}

async function refused(flags: DevnetFlags): Promise<string> {
  try {
    resolveOptions(await devnetOptions(flags));
    return "fine";
  } catch (error) {
    return (error as Error).message;
  }
}

async function post({ url, chainId, accounts }: Facts, permlink: string): Promise<number> {
  const client = new Client(url, { chainId, addressPrefix: "STM" });
  const key = PrivateKey.fromString(accounts.find(({ account }) => account === "curator.agent")?.postingKey ?? "");
  const words = { author: "curator.agent", permlink, title: "T", body: "B", json_metadata: "{}" };
  const { id } = await client.broadcast.comment({ parent_author: "", parent_permlink: "test", ...words }, key);
  for (;;) {
    const { result } = await call(url, "transaction_status_api.find_transaction", { transaction_id: id });
    const { status, block_num: block } = result as { status: string; block_num?: number };
    if (status === "within_irreversible_block") return block ?? 0;
    await new Promise((done) => setTimeout(done, 50));
  }
}

test(
  "skep devnet plays a scenario, keeps its chain when it is killed, and exports every block",
  { timeout: 60_000 },
  async () => {
    const folder = await temporaryFolder();
    const words = ["--scenario", "examples/scenario.yaml", "--state", join(folder, "chain"), "--interval", "100ms"];
    const first = await start(...words);
    expect(first.facts.accounts.map(({ account }) => account)).toContain("sage.agent");
    const posted = await post(first.facts, "before-the-kill");
    const { result: before } = await call(first.facts.url, "block_api.get_block", { block_num: posted });
    await first.stop("SIGKILL");

    const file = join(folder, "blocks.jsonl");
    const second = await start(...words, "--export", file);
    expect(second.facts.head).toBeGreaterThanOrEqual(posted);
    const { result: after } = await call(second.facts.url, "block_api.get_block", { block_num: posted });
    expect(after).toEqual(before);
    await second.stop("SIGINT");
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    expect(JSON.parse(lines[posted - 1] ?? "")).toEqual(before);

    const third = await start("--import", file, "--interval", "20ms", "--accounts", "curator.agent");
    expect(await post(third.facts, "into-the-replay")).toBeGreaterThan(1);
    const { result: replayed } = await call(third.facts.url, "block_api.get_block", { block_num: 1 });
    expect(replayed).toEqual({ block: loadRecording(file)[0]?.fields });
    await third.stop("SIGTERM");
  },
);

test("skep devnet makes blocks by hand where its control port is", { timeout: 30_000 }, async () => {
  const { facts, stop } = await start("--interval", "manual", "--control-port", "0", "--accounts", "alice");
  expect(facts.accounts.map(({ account }) => account)).toEqual(["hive-167922", "alice"]);
  expect(facts.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
  await stop("SIGINT");
});

test("skep devnet says what is wrong with its flags and files", async () => {
  const folder = await temporaryFolder({ "s.yaml": "version: 2\naccounts: []\n", "b.json": "[]" });
  expect(await refused({ scenario: join(folder, "s.yaml") })).toMatch(
    /s\.yaml:1:10 version: .*\n.*s\.yaml:2:11 accounts: /,
  );
  expect(await refused({ import: join(folder, "b.json") })).toContain("no block in it");
  expect(await refused({ interval: "soon" })).toContain('"soon" is no time such as 3s');
  expect(await refused({ port: "70000" })).toContain("--port takes a number up to 65535");
  expect(await refused({ "irreversible-lag": "-1" })).toContain("--irreversible-lag takes a number");
  expect(await refused({ "genesis-time": "then" })).toContain("--genesis-time takes a time such as");
  expect(await refused({ assets: "gold" })).toContain("--assets takes mainnet or testnet");
  expect(await refused({ prefix: "stm" })).toContain("three capital letters");
  expect(await refused({ "chain-id": `beeab0de${"0".repeat(56)}` })).toContain("cannot have the chain id of mainnet");
  const words = ["devnet", "--scenari", "x"];
  const { stderr, status } = spawnSync(process.execPath, [program, ...words], { encoding: "utf8", timeout: 20_000 });
  expect({ stderr, status }).toEqual({
    stderr: 'skep: there is no flag --scenari; did you mean "scenario"? (skep devnet --help shows what there is)\n',
    status: 2,
  });
});
