import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDevChainStage } from "../../tools/conformance/dev-chain-stage.ts";
import { playFile, scenarioFiles } from "../../tools/conformance/play-folder.ts";

const folder = join(process.env["SKEP_FIXTURES"] ?? "../shared", "conformance");
const names = existsSync(folder) ? scenarioFiles(folder) : [];
if (names.length === 0) console.warn(`skipped: no recorded scenarios in ${folder}`);

describe.skipIf(names.length === 0)("the dev chain answers as a real hived node did", () => {
  test.for(names)("%s", async (name) => {
    const { steps, differences } = await playFile(folder, name, openDevChainStage);
    expect(differences).toEqual([]);
    expect(steps).toBeGreaterThan(0);
  });
});
