import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Scenario } from "./scenario.ts";
import { play } from "./scenario-player.ts";

const folder = join(process.env["SKEP_FIXTURES"] ?? "../shared", "conformance");
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
if (names.length === 0) console.warn(`skipped: no recorded scenarios in ${folder}`);

describe.skipIf(names.length === 0)("the dev chain answers as a real hived node did", () => {
  test.for(names)("%s", async (name) => {
    const scenario = JSON.parse(readFileSync(join(folder, name), "utf8")) as Scenario;
    expect(await play(scenario)).toEqual([]);
  });
});
