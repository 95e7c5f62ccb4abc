import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
const unit = readFileSync("deploy/skep.service", "utf8");

/** The unit as it ships, with the Node of this machine. */
async function unitFile(text = unit): Promise<string> {
  const folder = await temporaryFolder({ "skep.service": text.replaceAll("/usr/bin/node", process.execPath) });
  return join(folder, "skep.service");
}

function analyze(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync("systemd-analyze", words, { encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
}

test.skipIf(!hasSystemd)("the unit is one that systemd takes, and leaves the bot little to reach", async () => {
  const file = await unitFile();
  expect(analyze("verify", "--man=no", file)).toEqual({ status: 0, said: "" });
  // Of 100; an unhardened service has 96.
  expect(analyze("security", "--offline=true", "--threshold=20", file)).toMatchObject({ status: 0 });
});

test.skipIf(!hasSystemd)("a misspelt line of the unit would be found", async () => {
  const broken = await unitFile(unit.replace("ProtectSystem=strict", "ProtectSystem=strictly"));
  expect(analyze("verify", "--man=no", broken).said).toContain("strictly");
});

test("no key stands in the unit, and exit code 2 is not tried again", () => {
  expect(unit).toMatch(/^LoadCredential=HIVE_POSTING_KEY_\w+:\/etc\/skep\/\S+$/m);
  expect(unit).not.toMatch(/^Environment/m);
  expect(unit).toMatch(/^RestartPreventExitStatus=2$/m);
});
