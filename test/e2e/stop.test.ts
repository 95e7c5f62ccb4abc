import { expect, test } from "vitest";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { ownDevnet, project, repliesOf, run, write, type Running } from "../support/operator.ts";

/** As its log tells them, while it takes in a STOP and acknowledges it. */
const moments = ["wish heard", "decision judged", "transaction signed", "transaction sent"] as const;
const oven = "alice/oven";

async function kill(bot: Running): Promise<void> {
  bot.process.kill("SIGKILL");
  await bot.ended;
}

/** Somebody else asks something; once that is answered, whatever was asked before would be too. */
async function othersAreAnswered(devnet: Devnet, bot: Running, permlink: string): Promise<void> {
  write(devnet, "carol", permlink, "@sage.agent what is the dome made of?", oven);
  const isThere = (line: string): boolean =>
    line.includes('"transaction confirmed"') && line.includes(`"carol/${permlink}"`);
  await expect.poll(() => bot.lines.some(isThere), { timeout: 60_000, interval: 100 }).toBe(true);
}

test(
  "killed at every step after a STOP, and before it, it acknowledges it once and answers that person no more",
  { timeout: 240_000 },
  async () => {
    const people = moments.map((_, index) => `person${index}`);
    await using devnet = await ownDevnet([...people, "carol", "dave"]);
    const folder = await project(devnet);
    write(devnet, "alice", "oven", "I built an oven.");
    devnet.mine();

    let bot = run(folder, ["--live", "--from", String(devnet.head().number)]);
    await bot.said("listening");
    for (const [index, moment] of moments.entries()) {
      const person = people[index] ?? "";
      const come = bot.next(moment);
      write(devnet, person, "stop", "@sage.agent stop", oven);
      await come;
      await kill(bot);
      devnet.mine(); // the chain takes one comment of a person in three seconds
      write(devnet, person, "again", "@sage.agent are you there still?", oven);
      bot = run(folder, ["--live"]);
      await othersAreAnswered(devnet, bot, `question-${index}`);
    }

    const inHand = bot.next("turn started");
    write(devnet, "dave", "question", "@sage.agent what is the base made of?", oven);
    await inHand;
    await kill(bot);
    devnet.mine();
    write(devnet, "dave", "stop", "@sage.agent stop", oven); // nobody is there to hear it
    devnet.mine();
    bot = run(folder, ["--live"]);
    await othersAreAnswered(devnet, bot, "last");
    bot.process.kill("SIGINT");
    expect(await bot.ended).toBe(0);

    const replies = (await repliesOf(devnet, "sage.agent")).map((line) => line.split(": ")[0] ?? "");
    expect(replies.filter((reply) => !reply.startsWith("carol/")).toSorted()).toEqual(
      [...people, "dave"].map((person) => `${person}/stop`).toSorted(),
    );
  },
);
