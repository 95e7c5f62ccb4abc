import { execFileSync } from "node:child_process";
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ownDevnet, project } from "../support/operator.ts";
import { size, tell } from "./size.ts";
import { settled, twoLives } from "./two-lives.ts";

const points = size(4, 30);
const isRoot = process.getuid?.() === 0;

test.runIf(process.platform === "linux")(
  `a file that can grow no more, at ${points} points: the bot stops, and the next life answers exactly once`,
  async () => {
    await using devnet = await ownDevnet(Array.from({ length: points }, (_, index) => `asker${index}`));
    const folder = await project(devnet);
    const { ask, answered } = await settled(devnet, folder);
    for (let point = 0; point < points; point++) {
      ask(point);
      const kilobytes = Math.round(4 + (point * 300) / points);
      const outcome = await twoLives(folder, point + 1, {
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
      const outcome = await twoLives(folder, point + 1, {
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
