import { expect, test } from "vitest";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { ownDevnet, project, readEvents, repliesOf, run } from "../support/operator.ts";
import { askAll, askers, pause, writeThreads } from "./mentions.ts";
import { size, tell } from "./size.ts";
import { watchChain } from "./watch-chain.ts";

const forks = size(20, 200);
const deepest = 5;
const slotMilliseconds = 200;
const patienceMilliseconds = 180_000;

test(`${forks} forks of depth 1 to ${deepest} around mentions: each that stays is answered once, none that vanished`, async () => {
  const watch = watchChain("sage.agent");
  await using devnet = await ownDevnet(askers, slotMilliseconds, {
    irreversibleLag: deepest + 1,
    onBlock: (block) => watch.onBlock(block),
  });
  const folder = await project(devnet);
  writeThreads(devnet);
  devnet.mine(deepest + 2);
  const bot = run(folder, ["--live", "--from", String(devnet.head().number)]);
  await bot.said("listening");

  for (let fork = 0; fork < forks; fork++) {
    const depth = 1 + (fork % deepest);
    await askAll(devnet, 1, 0, fork);
    // Mostly around the mention, now and then around its answer.
    await untilBlock(devnet, Math.floor(Math.random() * (depth + 1)) + (fork % 3 === 0 ? deepest : 0));
    devnet.faults.fork(depth, { orphans: fork % 2 === 0 ? "dropped" : "pooled" });
    if (fork % 50 === 49) tell(`${fork + 1} forks`);
  }
  await pause(2 * slotMilliseconds);
  const standing = (await readEvents(devnet)).flatMap(({ operation }) =>
    operation.type === "comment" && operation.permlink.startsWith("question-")
      ? [`${operation.author}/${operation.permlink}`]
      : [],
  );
  await Promise.race([Promise.all(standing.map((post) => watch.answered(post))), pause(patienceMilliseconds)]);
  await pause(30 * slotMilliseconds); // answers become irreversible, and what would be said twice is said
  bot.process.kill("SIGINT");
  expect(await bot.ended).toBe(0);

  const wanted = standing.map((post) => `${post}: Of old fire bricks.`);
  expect((await repliesOf(devnet, "sage.agent")).toSorted()).toEqual(wanted.toSorted());
  const vanished = [...watch.seen].filter((post) => post.includes("/question-") && !standing.includes(post));
  tell(`${standing.length} mentions stayed; whoever trusts the head had seen ${vanished.length} more`);
  expect(vanished.length).toBeGreaterThan(0); // else nothing was shown
});

/** Waits until so many more blocks have been made. */
async function untilBlock(devnet: Devnet, more: number): Promise<void> {
  const wanted = devnet.head().number + more;
  while (devnet.head().number < wanted) await pause(slotMilliseconds / 10);
}
