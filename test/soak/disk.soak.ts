import { execFileSync } from "node:child_process";
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { ownDevnet, project, repliesOf, run, write } from "../support/operator.ts";
import { size, tell } from "./size.ts";

const points = size(4, 30);
const isRoot = process.getuid?.() === 0;

/** A bot that has been started once, so that its database is there, and the disk that gives out under it. */
async function settled(
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

/** One life that meets the limit, and one without it. */
async function twoLives(
  folder: string,
  limited: { readonly wrap?: readonly string[]; begin?(): void; end?(): void },
): Promise<string> {
  limited.begin?.();
  const bot = run(folder, ["--live"], limited.wrap ?? []);
  const fits = bot.said("transaction confirmed").then(() => "fits");
  const end = await Promise.race([bot.ended, fits.catch(() => bot.ended)]);
  if (end === "fits") {
    bot.process.kill("SIGKILL");
    await bot.ended;
    limited.end?.();
    return "it fitted";
  }
  expect(end).toBe(1);
  const [complaint = ""] = bot.lines.filter((line) => /could not be written|cannot be/.test(line));
  expect(complaint).not.toBe("");
  limited.end?.();
  const again = run(folder, ["--live"]);
  await again.said("transaction confirmed");
  again.process.kill("SIGINT");
  await again.ended;
  return complaint.slice(-100);
}

test.runIf(process.platform === "linux")(
  `a file that can grow no more, at ${points} points: the bot stops, and the next life answers exactly once`,
  async () => {
    await using devnet = await ownDevnet(Array.from({ length: points }, (_, index) => `asker${index}`));
    const folder = await project(devnet);
    const { ask, answered } = await settled(devnet, folder);
    for (let point = 0; point < points; point++) {
      ask(point);
      const kilobytes = Math.round(4 + (point * 300) / points);
      const outcome = await twoLives(folder, {
        wrap: ["bash", "-c", `ulimit -f ${kilobytes}; exec "$@"`, "limited"],
      });
      tell(`files of ${kilobytes} KiB at most: ${outcome}`);
      expect(await answered()).toBe(point + 1);
    }
  },
);

test.runIf(process.platform === "linux" && isRoot)(
  `a full disk, at ${points} points: the bot stops, and the next life answers exactly once (needs root, to mount one)`,
  async () => {
    await using devnet = await ownDevnet(Array.from({ length: points }, (_, index) => `asker${index}`));
    const folder = await project(devnet);
    const data = join(folder, "data");
    execFileSync("mkdir", ["-p", data]);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", data]);
    onTestFinished(() => void execFileSync("umount", ["-l", data]));
    const { ask, answered } = await settled(devnet, folder);
    const filler = join(data, "filler");
    for (let point = 0; point < points; point++) {
      ask(point);
      const kilobytes = Math.round(4 + (point * 300) / points);
      const outcome = await twoLives(folder, {
        begin() {
          const { bavail, bsize } = statfsSync(data);
          writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1024)));
        },
        end: () => rmSync(filler),
      });
      tell(`${kilobytes} KiB free: ${outcome}`);
      expect(await answered()).toBe(point + 1);
    }
  },
);
