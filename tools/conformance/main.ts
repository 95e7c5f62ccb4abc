#!/usr/bin/env node
/** Plays a folder of recorded scenarios (their FORMAT.md says what they are) and says whether a chain answers as recorded. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { messageOf } from "../../src/shared/errors.ts";
import { openDevChainStage } from "./dev-chain-stage.ts";
import { initialKey, openNodeStage } from "./node-stage.ts";
import { playFile, scenarioFiles } from "./play-folder.ts";
import { outcomeText, summaryText, type Outcome } from "./report.ts";

const usage = `conformance DIR [--node URL [--key WIF]] [--only NAMES] [--json]

Plays every scenario (*.json) in DIR on a dev chain of its own, or on the node at URL: a hived of a test network that
starts empty, with the plugin debug_node_api, whose blocks nobody else makes and whose initminer has the initial
key (or --key) and enough TESTS, TBD and VESTS to give away. Exit code: 0 all pass, 1 some differ, 2 wrong words.`;

const options = {
  node: { type: "string" },
  key: { type: "string", default: initialKey },
  only: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [folder, ...rest] = positionals;
  if (folder === undefined || rest.length > 0) throw new TypeError("one folder is wanted");
  if (!existsSync(folder)) throw new TypeError(`there is no folder ${folder}`);
  const { node: url, key } = values;
  const open = url === undefined ? openDevChainStage : () => openNodeStage({ url, key });
  const only = values.only?.split(",");
  const names = scenarioFiles(folder).filter((name) => only?.includes(name.replace(/\.json$/, "")) ?? true);
  if (names.length === 0) throw new TypeError(`there is no such scenario in ${folder}`);
  const outcomes: Outcome[] = [];
  for (const name of names) {
    const outcome = await playFile(folder, name, open);
    outcomes.push(outcome);
    console.log(values.json ? JSON.stringify(outcome) : outcomeText(outcome));
  }
  if (!values.json) console.log(`\n${summaryText(outcomes)}`);
  return outcomes.every(({ differences }) => differences.length === 0) ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(`conformance: ${messageOf(error)}\n\n${usage}`);
  return 2;
});
