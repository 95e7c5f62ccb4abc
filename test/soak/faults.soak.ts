import { expect, test } from "vitest";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import type { Fault } from "../../src/devnet/faults/fault.ts";
import { ownDevnet, project, repliesOf, run } from "../support/operator.ts";
import { askAll, askers, pause, writeThreads } from "./mentions.ts";
import { size, tell } from "./size.ts";
import { watchChain } from "./watch-chain.ts";

const rounds = size(1, 50);
/** So long, that whoever waits twice as long each time would sleep on when it is over. */
const longRounds = size(0, 1);
const longMilliseconds = 30_000;
const behind = size(30, 1_000);
const slotMilliseconds = 300;
/** An answer that has not come by then will not come. */
const patienceMilliseconds = 180_000;

const faults: readonly Fault[] = [
  { kind: "latency", ms: 400, jitterMs: 400 },
  { kind: "refuse" },
  { kind: "hang" },
  { kind: "cut" },
  { kind: "rate-limit" },
  { kind: "unavailable" },
  { kind: "truncate" },
  { kind: "not-json" },
  { kind: "wrong-id" },
  { kind: "lag", blocks: 2 },
  { kind: "lose-answer" },
  { kind: "lose-transaction" },
  { kind: "hivemind-down" },
];

test(`${faults.length} kinds of faults, ${rounds} times each, two mentions in each: nothing is lost or doubled`, async () => {
  const watch = watchChain("sage.agent");
  await using devnet = await ownDevnet(askers, slotMilliseconds, { onBlock: (block) => watch.onBlock(block) });
  const folder = await project(devnet);
  const bot = await listening(devnet, folder);
  const asked: string[] = [];
  const resumed = new Map<string, number[]>();
  for (let round = 0; round < rounds + longRounds; round++) {
    const least = round < rounds ? 0 : longMilliseconds;
    for (const fault of faults) {
      await devnet.faults.add(fault);
      asked.push(await ask(devnet, asked.length));
      await pause(300 + Math.random() * 1_500);
      const last = await ask(devnet, asked.length);
      asked.push(last);
      await pause(least + Math.random() * 1_500);
      await devnet.faults.clear();
      const over = performance.now();
      const at = await Promise.race([watch.answered(last), pause(patienceMilliseconds)]);
      const name = least > 0 ? `${fault.kind}, long` : fault.kind;
      resumed.set(name, [...(resumed.get(name) ?? []), Math.max(0, (at ?? Infinity) - over)]);
    }
    if (round % 10 === 9) tell(`${round + 1} rounds`);
  }
  for (const [kind, times] of resumed) tell(`${kind}: answers again ${spread(times)} after its end`);
  await Promise.race([Promise.all(asked.map((post) => watch.answered(post))), pause(patienceMilliseconds)]);
  expect(await settled(devnet, bot)).toEqual(answersTo(asked));
});

test(`a tenth of all answers from a backend two blocks behind, ${behind} mentions: nothing is lost or doubled`, async () => {
  const watch = watchChain("sage.agent");
  await using devnet = await ownDevnet(askers, slotMilliseconds, { onBlock: (block) => watch.onBlock(block) });
  const folder = await project(devnet);
  await devnet.faults.add({ kind: "lag", blocks: 2, share: 0.1, seed: Math.floor(Math.random() * 1e6) });
  const bot = await listening(devnet, folder);
  await askAll(devnet, behind, slotMilliseconds);
  const asked = Array.from({ length: behind }, (_, number) => questionOf(number));
  await Promise.race([Promise.all(asked.map((post) => watch.answered(post))), pause(patienceMilliseconds)]);
  tell(`${devnet.faults.list()[0]?.strikes} answers came from the past, over ${devnet.head().number} blocks`);
  expect(await settled(devnet, bot)).toEqual(answersTo(asked));
});

type Bot = ReturnType<typeof run>;

async function listening(devnet: Devnet, folder: string): Promise<Bot> {
  writeThreads(devnet);
  devnet.mine();
  const bot = run(folder, ["--live", "--from", String(devnet.head().number)]);
  await bot.said("listening");
  return bot;
}

async function ask(devnet: Devnet, number: number): Promise<string> {
  await askAll(devnet, 1, 0, number);
  return questionOf(number);
}

function questionOf(number: number): string {
  return `${askers[number % askers.length]}/question-${number}`;
}

/** Waits for what would be said twice, stops the bot, and tells what it said. */
async function settled(devnet: Devnet, bot: Bot): Promise<string[]> {
  await pause(25 * slotMilliseconds);
  bot.process.kill("SIGINT");
  expect(await bot.ended).toBe(0);
  return (await repliesOf(devnet, "sage.agent")).toSorted();
}

function answersTo(asked: readonly string[]): string[] {
  return asked.map((post) => `${post}: Of old fire bricks.`).toSorted();
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const seconds = (of: number | undefined): string => `${((of ?? 0) / 1_000).toFixed(1)} s`;
  return `${seconds(sorted[Math.floor(sorted.length / 2)])} (at most ${seconds(sorted.at(-1))})`;
}
