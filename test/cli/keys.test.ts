import { spawnSync } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { privateKeyFromSeed, publicKeyOf } from "../../src/chain/wire/key.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const passphrase = "an oven of clay";

/** `skep keys …` with these lines on standard input. */
function keys(
  folder: string,
  words: readonly string[],
  lines: readonly string[],
): { said: string; status: number | null } {
  const cli = resolve("dist/cli/main.js");
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, "keys", ...words], {
    cwd: folder,
    encoding: "utf8",
    input: lines.map((line) => `${line}\n`).join(""),
  });
  return { said: stdout + stderr, status };
}

test(
  "a key is added, listed by its public key and removed; neither it nor the passphrase is ever shown",
  { timeout: 180_000 },
  async () => {
    const folder = await temporaryFolder();
    const key = privateKeyFromSeed("sage");
    const steps = [
      keys(folder, ["add", "sage.agent", "--offline"], [passphrase, passphrase, key]),
      keys(folder, ["list"], [passphrase]),
      keys(folder, ["remove", "sage.agent"], [passphrase]),
      keys(folder, ["list", "--json"], [passphrase]),
    ];
    expect(steps.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(steps[1]?.said).toContain(`@sage.agent  ${publicKeyOf(key)}`);
    expect(steps[3]?.said.trim()).toBe("[]");
    const file = join(folder, "keystore.json");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    for (const text of [...steps.map(({ said }) => said), await readFile(file, "utf8")])
      expect([key, passphrase].filter((secret) => text.includes(secret))).toEqual([]);
  },
);

test.each([
  ["two passphrases that differ", ["add", "sage.agent"], [passphrase, `${passphrase}!`, "x"], "differ"],
  ["a short passphrase", ["add", "sage.agent"], ["short", "short", "x"], "10 characters"],
  ["what is no key", ["add", "sage.agent"], [passphrase, passphrase, "P5hunter2"], "expected a private key in WIF"],
  ["what is no account", ["add", "Sage Agent"], [passphrase], "is no account name"],
  ["no input at all", ["add", "sage.agent"], [], "none came"],
])("%s is refused, and no keystore is made", async (_, words, lines, complaint) => {
  const folder = await temporaryFolder();
  const { said, status } = keys(folder, [...words, "--offline"], lines);
  expect([status, said]).toEqual([2, expect.stringContaining(complaint)]);
  expect(said).not.toMatch(/hunter2|oven/);
  await expect(stat(join(folder, "keystore.json"))).rejects.toThrow("ENOENT");
});

test("a wrong passphrase opens nothing", async () => {
  const folder = await temporaryFolder();
  const key = privateKeyFromSeed("sage");
  keys(folder, ["add", "sage.agent", "--offline"], [passphrase, passphrase, key]);
  expect(keys(folder, ["list"], ["another passphrase"])).toMatchObject({
    status: 2,
    said: expect.stringContaining("wrong passphrase"),
  });
});
