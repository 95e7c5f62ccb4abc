import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { skep } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("bash takes the script for one, and so each command, subcommand and flag is proposed", async () => {
  const folder = await temporaryFolder();
  const { out, status } = skep(folder, "complete", "bash");
  expect(status).toBe(0);
  writeFileSync(join(folder, "completion.bash"), out);
  expect(spawnSync("bash", ["-n", join(folder, "completion.bash")], { encoding: "utf8" })).toMatchObject({ status: 0 });
  const proposed = (...words: readonly string[]): string[] =>
    skep(folder, "complete", "--", ...words)
      .out.split("\n")
      .map((line) => line.split("\t")[0] ?? "");
  expect(proposed("")).toEqual(expect.arrayContaining(["run", "outbox", "doctor"]));
  expect(proposed("outbox", "a")).toContain("approve");
  expect(proposed("run", "--l")).toContain("--live");
});

test.each(["zsh", "fish"])("there is a script for %s", async (shell) => {
  const { out, status } = skep(await temporaryFolder(), "complete", shell);
  expect(status).toBe(0);
  expect(out).toContain("skep");
});

test("another shell is told which ones there are", async () => {
  expect(skep(await temporaryFolder(), "complete", "tcsh")).toMatchObject({
    status: 2,
    err: expect.stringContaining("bash, zsh, fish"),
  });
});
