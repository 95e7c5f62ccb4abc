import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../src/shared/errors.ts";
import { play } from "./play.ts";
import type { Outcome } from "./report.ts";
import { readScenario } from "./scenario.ts";
import type { Stage } from "./stage.ts";

/** The scenario files of a folder, by name. Throws when the folder cannot be read. */
export function scenarioFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .toSorted();
}

/** Plays one scenario file on a stage that `open` opens for it. A file that is no scenario is an outcome, not an error. */
export async function playFile(folder: string, name: string, open: () => Promise<Stage>): Promise<Outcome> {
  const shown = name.replace(/\.json$/, "");
  let scenario;
  try {
    scenario = readScenario(readFileSync(join(folder, name), "utf8"));
  } catch (error) {
    return { name: shown, steps: 0, differences: [`no scenario: ${messageOf(error)}`] };
  }
  const steps = scenario.steps.length;
  try {
    await using stage = await open();
    return { name: shown, steps, differences: await play(scenario, stage) };
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? ` (${messageOf(error.cause)})` : "";
    return { name: shown, steps, differences: [`cannot be played: ${messageOf(error)}${cause}`] };
  }
}
