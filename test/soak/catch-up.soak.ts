import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeChain, type BenchChain } from "../../bench/listener/chain.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import type { Overview } from "../../src/store/view-store.ts";
import { ownDevnet, project, run } from "../support/operator.ts";
import { pause } from "./mentions.ts";
import { size, tell } from "./size.ts";

const blocks = size(2_880, 28_800);
const latencyMilliseconds = 50;

test(`${blocks} full-size blocks of the past at ${latencyMilliseconds} ms: every mention is taken in, and none is answered so late`, async () => {
  await using devnet = await ownDevnet([], "manual"); // for its chain id
  const chain = makeChain(blocks, "sage.agent");
  const folder = await project(devnet, { node: await serve(chain, devnet.chainId) });
  const started = performance.now();
  const bot = run(folder, ["--from", "1"]);
  await bot.said("listening");
  const listening = performance.now();
  const database = join(folder, "data", "skep.db");
  while (((await readOverview(database)).cursor?.number ?? 0) < blocks) await pause(100);
  const seconds = (performance.now() - listening) / 1_000;
  const peak = await peakMebibytes(bot.process.pid);
  while ((await readOverview(database)).jobs.stale < chain.planted.size && bot.process.exitCode === null)
    await pause(100);
  bot.process.kill("SIGINT");
  expect(await bot.ended).toBe(0);

  tell(
    `${blocks} blocks in ${seconds.toFixed(1)} s (${Math.round(blocks / seconds)} a second), ` +
      `${((listening - started) / 1_000).toFixed(1)} s to start before that, ${peak} MiB at most`,
  );
  await using store = openSqliteStore(database, { readonly: true });
  const jobs = await store.views.readJobs({ limit: blocks });
  const planted = [...chain.planted].map(([block, { author, permlink }]) => `${block}: ${author}/${permlink}`);
  expect(jobs.map(({ block, subject }) => `${block}: ${subject}`).toSorted()).toEqual(planted.toSorted());
  expect(jobs.filter(({ state }) => state !== "stale")).toEqual([]);
});

/** A node that serves this chain, late; it knows no more than a bot asks for that has nobody to answer. */
async function serve(chain: BenchChain, chainId: string): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString()) as Request;
      const result = resultOf(chain, chainId, method, params);
      await pause(latencyMilliseconds);
      const parts = [`{"jsonrpc":"2.0","id":${id},"result":`, ...result, "}"].map((part) => Buffer.from(part));
      outgoing.writeHead(200, { "content-type": "application/json" }).end(Buffer.concat(parts));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: { readonly starting_block_num: number; readonly count: number };
}

function resultOf(chain: BenchChain, chainId: string, method: string, params: Request["params"]): (Buffer | string)[] {
  if (method === "block_api.get_block_range") {
    const { starting_block_num: from, count } = params;
    const numbers = Array.from({ length: Math.min(count, chain.count - from + 1) }, (_, index) => from + index);
    const parts = numbers.flatMap((number, index) => [...(index > 0 ? [","] : []), ...chain.block(number, "block")]);
    return ['{"blocks":[', ...parts, "]}"];
  }
  if (method === "database_api.get_version") return [JSON.stringify({ chain_id: chainId })];
  if (method === "condenser_api.get_dynamic_global_properties")
    return [
      JSON.stringify({
        head_block_number: chain.count,
        head_block_id: chain.idOf(chain.count),
        time: chain.timestampOf(chain.count),
        last_irreversible_block_num: chain.count,
      }),
    ];
  throw new Error(`nobody should ask for ${method}`);
}

async function readOverview(database: string): Promise<Overview> {
  await using store = openSqliteStore(database, { readonly: true });
  return store.views.readOverview();
}

/** The most that a process ever had in memory; 0 where the system does not tell. */
async function peakMebibytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}
