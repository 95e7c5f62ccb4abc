import { cpSync, mkdtempSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeChain } from "./listener/chain.ts";
import { type BenchNode, type DriverRun, runDriver, startNode } from "./listener/run-driver.ts";

// Skep's listener beside others, over one chain: `node build/bench/listener.js [--seconds 20] [--head 30] [--json]`.
// Needs `npm run build` and `npm ci --prefix bench/listener`. Peers walk only as many blocks as fit into their time.

const { values } = parseArgs({
  options: {
    blocks: { type: "string", default: "20000" },
    seconds: { type: "string", default: "20" },
    head: { type: "string", default: "0" },
    lines: { type: "string", default: "0,50,200,100mbit" },
    skep: { type: "string", default: "dist/cli/main.js" },
    drivers: { type: "string", default: "bench/listener/drivers" },
    json: { type: "boolean", default: false },
  },
});
const account = "sage.agent";
const total = Number(values.blocks);
const seconds = Number(values.seconds);
const server = resolve(import.meta.dirname, "listener/server.js");
const drivers = resolve(values.drivers);
const folder = mkdtempSync(join(tmpdir(), "skep-bench-"));
cpSync(resolve("bench/listener/project"), folder, { recursive: true });

const peers = ["dhive-blocks", "dhive-operations", "hive-stream", "workerbee"] as const;
/** Blocks a second that a peer may reach at most, to know how many to ask it for. */
const paces: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "0": { "dhive-blocks": 100, "dhive-operations": 100, "hive-stream": 60, workerbee: 60 },
  "50": { "dhive-blocks": 18, "dhive-operations": 18, "hive-stream": 9, workerbee: 60 },
  "200": { "dhive-blocks": 5, "dhive-operations": 5, "hive-stream": 3, workerbee: 60 },
  "100mbit": { "dhive-blocks": 16, "dhive-operations": 16, "hive-stream": 9, workerbee: 40 },
};

interface Row {
  readonly line: string;
  readonly driver: string;
  readonly blocks: number;
  readonly blocksPerSecond: number;
  readonly cpuMsPerBlock: number;
  readonly peakRssMb: number;
  readonly found: string;
}

function skepWords(url: string, from: number, to: number): string[] {
  const range = ["--from", String(from), "--to", String(to)];
  return [resolve(values.skep), "replay", "--node", url, ...range, "--json", "--log-level", "error"];
}

function peerWords(name: string, task: object): string[] {
  return [join(drivers, `${name}.mjs`), JSON.stringify({ account, ...task })];
}

const chain = makeChain(total, account);

const first = 101; // hive-stream takes "after block 0" for "at the head"

function rowOf(line: string, driver: string, to: number, { told, figures, complaint }: DriverRun): Row {
  const wanted = [...chain.planted]
    .filter(([block]) => block >= first && block <= to)
    .map(([block, { permlink }]) => `${block} ${permlink}`);
  const said = new Set(told.map(({ block, permlink }) => `${block} ${permlink}`));
  const missing = wanted.filter((each) => !said.has(each)).length;
  const wrong = told.length - (wanted.length - missing);
  const found = missing + wrong === 0 ? `all ${wanted.length}` : `${missing} missing, ${wrong} wrong`;
  if (!figures)
    return {
      line,
      driver,
      blocks: 0,
      blocksPerSecond: 0,
      cpuMsPerBlock: 0,
      peakRssMb: 0,
      found: `did not end: ${complaint}`,
    };
  return { line, driver, ...figures, blocksPerSecond: figures.blocks / figures.seconds, found };
}

async function catchUp(line: string): Promise<Row[]> {
  const isSlow = line.endsWith("mbit");
  const words = isSlow ? ["--megabits", line.replace("mbit", ""), "--latency", "50"] : ["--latency", line];
  using node: BenchNode = await startNode(server, ["--blocks", String(total), ...words]);
  const rows = [rowOf(line, "skep", total, await runDriver(skepWords(node.url, first, total), folder, 600_000))];
  for (const peer of peers) {
    const to = Math.min(total, first - 1 + (paces[line]?.[peer] ?? 20) * seconds);
    const run = await runDriver(peerWords(peer, { url: node.url, from: first, to }), folder, 12 * seconds * 1_000);
    rows.push(rowOf(line, peer, to, run));
  }
  return rows;
}

interface HeadRow {
  readonly driver: string;
  readonly blocks: number;
  readonly median: number;
  readonly p99: number;
  readonly requestsPerBlock: number;
}

const warmUp = 5; // blocks at the head that are not counted

/** Every block mentions the account; how long after it became visible does a driver tell? */
async function atTheHead(driver: string, latency: number, blocks: number): Promise<HeadRow> {
  const words = ["--live", "--blocks", "3000", "--plant-every", "1", "--latency", String(latency)];
  using node: BenchNode = await startNode(server, words);
  const [from, to] = [1_000, 1_000 + warmUp + blocks]; // the head at its start: dhive refuses to begin behind it
  const task = { url: node.url, from, to, live: true };
  const { told } = await runDriver(
    driver === "skep" ? skepWords(node.url, from, to) : peerWords(driver, task),
    folder,
    (blocks + warmUp + 15) * 3_000,
  );
  const late: number[] = [];
  for (const { block, at } of told.filter(({ block: number }) => number > from + warmUp)) {
    late.push(at - (await ask(node.url, block)).visibleAt);
  }
  late.sort((one, other) => one - other);
  const { requests, head } = await ask(node.url, 0);
  return {
    driver,
    blocks: late.length,
    median: late[late.length >> 1] ?? Number.NaN,
    p99: late[Math.ceil(late.length * 0.99) - 1] ?? Number.NaN,
    requestsPerBlock: requests / (Math.min(head, to) - from + 1),
  };
}

async function ask(url: string, block: number): Promise<{ visibleAt: number; requests: number; head: number }> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "stats", params: [block] });
  const response = await fetch(url, { method: "POST", body });
  return ((await response.json()) as { result: { visibleAt: number; requests: number; head: number } }).result;
}

function print(row: Row, skep: Row | undefined): void {
  const ratio = skep && row.blocksPerSecond > 0 ? `${(skep.blocksPerSecond / row.blocksPerSecond).toFixed(1)}x` : "";
  const cells = [row.line, row.driver, row.blocks, row.blocksPerSecond.toFixed(1), row.cpuMsPerBlock.toFixed(3)];
  console.log(`| ${[...cells, row.peakRssMb.toFixed(0), row.found, ratio].join(" | ")} |`);
}

const rows: Row[] = [];
const load = (): string =>
  loadavg()
    .map((each) => each.toFixed(1))
    .join(" ");
console.log(`${cpus().length} cores, Node ${process.version}, load ${load()}, ${total} blocks\n`);
console.log(
  "| ms or line | driver | blocks walked | blocks/s | CPU ms/block | peak RSS MB | planted mentions | Skep is |",
);
console.log("|---|---|---|---|---|---|---|---|");
for (const line of values.lines.split(",").filter(Boolean)) {
  const some = await catchUp(line);
  for (const row of some) print(row, some[0]);
  rows.push(...some);
}
const heads: HeadRow[] = [];
if (values.head !== "0") {
  console.log("\n| at the head, 50 ms | blocks | median ms | p99 ms | requests a block |\n|---|---|---|---|---|");
  for (const driver of ["skep", ...peers]) {
    const row = await atTheHead(driver, 50, Number(values.head));
    heads.push(row);
    const cells = [row.driver, row.blocks, row.median.toFixed(0), row.p99.toFixed(0), row.requestsPerBlock.toFixed(2)];
    console.log(`| ${cells.join(" | ")} |`);
  }
}
console.log(`\nload ${load()}`);
if (values.json) console.log(JSON.stringify({ rows, heads }));
