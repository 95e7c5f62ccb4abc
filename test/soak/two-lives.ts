import { join } from "node:path";
import { expect } from "vitest";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { repliesOf, run, write } from "../support/operator.ts";
import { countConfirmed, pause } from "./mentions.ts";

/** What stands between a bot's first life and its disk. */
export interface Limit {
  /** Words before node's own. */
  readonly wrap?: readonly string[];
  begin?(): void;
  end?(): void;
}

/** A bot that has been started once, so that its database is there, and the disk that gives out under it. */
export async function settled(
  devnet: Devnet,
  folder: string,
): Promise<{ readonly ask: (number: number) => void; readonly answered: () => Promise<number> }> {
  write(devnet, "alice", "oven", "I built an oven.");
  devnet.mine();
  const first = run(folder, ["--live", "--from", String(devnet.head().number)]);
  await first.said("listening");
  first.process.kill("SIGINT");
  await first.ended;
  return {
    ask: (number) =>
      write(devnet, `asker${number}`, "question", `@sage.agent what is ${number} made of?`, "alice/oven"),
    answered: async () => (await repliesOf(devnet, "sage.agent")).length,
  };
}

/**
 * One life that meets the limit, and one without it, which goes on until so many answers are confirmed: a commit whose sync
 * failed may stand all the same, so that the second life has nothing left to tell. Returns what the first complained of.
 */
export async function twoLives(folder: string, wanted: number, limit: Limit): Promise<string> {
  limit.begin?.();
  const bot = run(folder, ["--live"], limit.wrap ?? []);
  const fits = bot.said("transaction confirmed").then(() => "fits");
  const end = await Promise.race([bot.ended, fits.catch(() => bot.ended)]);
  if (end === "fits") {
    bot.process.kill("SIGKILL");
    await bot.ended;
    limit.end?.();
    return "it fitted";
  }
  const complaint = bot.lines.filter((line) => line.startsWith("skep: ")).join("\n");
  expect(complaint).toMatch(/could not be read or written|cannot be opened|is damaged, or its disk can no longer/);
  expect(end).toBe(1);
  limit.end?.();
  const again = run(folder, ["--live"]);
  await again.said("listening");
  while (again.process.exitCode === null && (await countConfirmed(join(folder, "data", "skep.db"))) < wanted)
    await pause(100);
  again.process.kill("SIGINT");
  expect(await again.ended).toBe(0);
  return complaint.replace(/.*?skep\.db /, "").slice(0, 60);
}
