import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { ownDevnet, project, run, write, type Running } from "../support/operator.ts";
import { pause } from "./mentions.ts";
import { size, tell } from "./size.ts";

const mentions = size(1_500, 10_000);
const honest = Array.from({ length: 20 }, (_, index) => `person${String(index).padStart(2, "0")}`);
const slotMilliseconds = 100;
/** The chain runs ahead of the clock meanwhile, and for some minutes after. */
const blocks = mentions * 1.5 + 5_000;

/** The flood is answered as long as nothing but the queue holds it up. */
async function floodedProject(devnet: Devnet): Promise<string> {
  const folder = await project(devnet);
  const file = join(folder, "agents", "sage.yaml");
  await writeFile(file, `${await readFile(file, "utf8")}maxAge: 2d\n`);
  return folder;
}

const measure = z.object({ heap: z.number(), p50: z.number(), p99: z.number(), max: z.number() });

/** Asks a bot that was started with watch-loop for what it measured since it was last asked. */
async function measured(bot: Running, file: string): Promise<z.infer<typeof measure>> {
  const lines = async (): Promise<string[]> =>
    existsSync(file) ? (await readFile(file, "utf8")).trim().split("\n") : [];
  const before = (await lines()).length;
  bot.process.kill("SIGUSR2");
  while ((await lines()).length === before) {
    if (bot.process.exitCode !== null) throw new Error(`the bot has ended:\n${bot.lines.slice(-15).join("\n")}`);
    await pause(50);
  }
  return measure.parse(JSON.parse((await lines()).at(-1) ?? ""));
}

/** One account mentions the agent in every block; in the second half one of the twenty asks now and then. */
async function flood(devnet: Devnet): Promise<void> {
  for (let index = 0; index < mentions; index++) {
    write(devnet, "mallory", `flood-${index}`, `@sage.agent what is number ${index} made of?`, "alice/oven");
    const turn = index - mentions / 2;
    const asker = turn >= 0 && turn % 25 === 0 ? honest[turn / 25] : undefined;
    if (asker !== undefined) write(devnet, asker, "question", "@sage.agent what is the base made of?", "alice/oven");
    devnet.mine();
    await new Promise(setImmediate);
  }
}

test.runIf(process.platform === "linux")(
  `20 people are answered first come while one account mentions the agent ${mentions} times`,
  async () => {
    const genesisTime = new Date(Date.now() - blocks * 3_000);
    await using devnet = await ownDevnet(["mallory", ...honest], slotMilliseconds, { genesisTime });
    const folder = await floodedProject(devnet);
    write(devnet, "alice", "oven", "I built an oven.");
    devnet.mine();
    const watched = join(folder, "loop.jsonl");
    const loader = `--import=${resolve("test/soak/watch-loop.mjs")}`;
    const flags = ["--live", "--log-level", "info", "--from", String(devnet.head().number)];
    const bot = run(folder, flags, ["env", `NODE_OPTIONS=${loader}`, `WATCH_LOOP_FILE=${watched}`]);
    await bot.said("listening");
    await pause(3_000);
    const before = await measured(bot, watched);

    await flood(devnet);
    while (!honest.every((name) => bot.lines.some((line) => isConfirmed(line, name)))) {
      await pause(500);
      if (bot.process.exitCode !== null) break;
    }
    const after = await measured(bot, watched);
    bot.process.kill("SIGINT");
    expect(await bot.ended).toBe(0);

    await using store = openSqliteStore(join(folder, "data", "skep.db"), { readonly: true });
    const rows = (await store.views.readOutbox({ limit: mentions })).toReversed();
    const order = rows.map(({ person }) => person); // as it was decided; what is put off once lands behind its neighbour
    const between = order.slice(order.indexOf(honest[0] ?? ""), order.lastIndexOf(honest.at(-1) ?? ""));
    tell(`answers to the flood while the twenty waited: ${between.filter((name) => name === "mallory").length}`);
    tell(`heap of the bot before ${before.heap.toFixed(1)} MiB, after ${after.heap.toFixed(1)} MiB`);
    tell(`its event loop: p50 ${after.p50.toFixed(1)}, p99 ${after.p99.toFixed(1)}, max ${after.max.toFixed(1)} ms`);

    expect(order.filter((name) => name !== "mallory")).toEqual(honest);
    expect(after.heap).toBeLessThan(before.heap + 16);
    const waiting = await store.views.readJobs({ state: "waiting", limit: mentions });
    expect(waiting.length).toBeLessThanOrEqual(50);
    const gated = await store.views.readJobs({ state: "gated", limit: mentions });
    expect(gated.some(({ because }) => because === "too-many-at-once: 50 jobs of @mallory wait already")).toBe(true);
  },
);

function isConfirmed(line: string, name: string): boolean {
  return line.includes('"transaction confirmed"') && line.includes(`"${name}/question"`);
}
