import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { ownDevnet, project } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { size, tell } from "./size.ts";
import { settled, twoLives } from "./two-lives.ts";

const points = size(6, 30);
const kinds = ["read", "write", "sync"] as const;
/** Roughly how many such calls a life makes until it has answered. */
const calls = { read: 40, write: 60, sync: 12 };

test(`a disk that answers EIO, at ${points} points of reading, writing and syncing: the bot stops, and the next life answers exactly once`, async ({
  skip,
}) => {
  const library = await compile();
  if (library === undefined) return skip("there is no C compiler here, or no way to load a library first");
  await using devnet = await ownDevnet(Array.from({ length: points }, (_, index) => `asker${index}`));
  const folder = await project(devnet);
  const { ask, answered } = await settled(devnet, folder);
  for (let point = 0; point < points; point++) {
    ask(point);
    const kind = kinds[point % kinds.length] ?? "read";
    const after = 1 + Math.floor(((point - (point % kinds.length)) / points) * calls[kind]);
    const variables = [`LD_PRELOAD=${library}`, `BROKEN_KIND=${kind}`, `BROKEN_AFTER=${after}`];
    const outcome = await twoLives(folder, point + 1, { wrap: ["env", ...variables] });
    tell(`EIO from ${kind} number ${after} on: ${outcome}`);
    expect(await answered()).toBe(point + 1);
  }
});

/** The library that stands between the bot and its disk; `undefined` where it cannot be made. */
async function compile(): Promise<string | undefined> {
  if (process.platform !== "linux") return undefined;
  const library = join(await temporaryFolder(), "broken-disk.so");
  const source = resolve("test/soak/broken-disk.c");
  const { status } = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]);
  return status === 0 ? library : undefined;
}
