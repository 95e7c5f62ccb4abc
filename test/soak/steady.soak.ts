import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownDevnet, project, repliesOf, run } from "../support/operator.ts";
import { askAll, askers, countConfirmed, pause, writeThreads } from "./mentions.ts";
import { size, tell } from "./size.ts";

const slots = size(1_200, 28_800);
const mentions = size(60, 2_000);
const slotMilliseconds = 50;
const mebibyte = 1024 * 1024;

interface Sample {
  readonly rss: number;
  readonly files: number;
  readonly wal: number;
}

test.runIf(process.platform === "linux")(
  `${slots} slots and ${mentions} mentions leave memory, open files and the write-ahead log flat`,
  async () => {
    await using devnet = await ownDevnet(askers, slotMilliseconds);
    const folder = await project(devnet);
    writeThreads(devnet);
    devnet.mine();
    const bot = run(folder, ["--live", "--log-level", "warn", "--from", String(devnet.head().number)]);
    const database = join(folder, "data", "skep.db");
    while (!(await exists(database))) await pause(50);
    await pause(2_000);

    const end = devnet.head().number + slots;
    const samples: Sample[] = [];
    const asking = askAll(devnet, mentions, (slots * slotMilliseconds) / mentions / 2);
    while (devnet.head().number < end || (await countConfirmed(database)) < mentions) {
      samples.push(await sample(bot.process.pid ?? 0, database));
      if (samples.length % 10 === 1) tell(describe(samples.at(-1), devnet.head().number - end + slots));
      await pause(1_000);
      if (bot.process.exitCode !== null) break;
    }
    await asking;
    bot.process.kill("SIGINT");
    expect(await bot.ended).toBe(0);
    expect(new Set(await repliesOf(devnet, "sage.agent")).size).toBe(mentions);

    // The first quarter warms up; what comes after must not grow on.
    const settled = samples.slice(Math.floor(samples.length / 4));
    const half = Math.floor(settled.length / 2);
    const most = (part: readonly Sample[], of: keyof Sample) => Math.max(...part.map((each) => each[of]));
    const [earlier, later] = [settled.slice(0, half), settled.slice(half)];
    tell(`memory ${most(earlier, "rss") / mebibyte} then ${most(later, "rss") / mebibyte} MiB at most`);
    expect(most(later, "rss")).toBeLessThan(most(earlier, "rss") * 1.15 + 16 * mebibyte);
    expect(most(later, "files")).toBeLessThanOrEqual(most(earlier, "files") + 8);
    expect(most(settled, "wal")).toBeLessThan(64 * mebibyte);
  },
);

async function sample(pid: number, database: string): Promise<Sample> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const wal = await stat(`${database}-wal`).catch(() => ({ size: 0 }));
  return { rss: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024, files: files.length, wal: wal.size };
}

function describe(now: Sample | undefined, slot: number): string {
  if (!now) return "";
  const { rss, files, wal } = now;
  return `slot ${slot}: ${(rss / mebibyte).toFixed(0)} MiB, ${files} open files, log of ${(wal / mebibyte).toFixed(1)} MiB`;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
