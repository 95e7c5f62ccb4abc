import { defineCommand } from "citty";
import { loadAgents } from "../agent/load-agents.ts";
import { formatComplaint } from "../config/complaint.ts";
import { isColourless } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { ill, well, type Finding } from "./doctor/finding.ts";
import { lookAtAccounts } from "./doctor/look-at-accounts.ts";
import { lookAtModels } from "./doctor/look-at-models.ts";
import { lookAtNodes } from "./doctor/look-at-nodes.ts";
import { lookAtStorage } from "./doctor/look-at-storage.ts";
import { openLog } from "./open-log.ts";
import { paintFor } from "./paint.ts";
import { printable } from "./printable.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { stopSignals } from "./stop-signals.ts";
import { unlockKeys } from "./unlock-keys.ts";

export const doctor = defineCommand({
  meta: { name: "doctor", description: "Try every outside part (nodes, keys, models, disk) and say what to do" },
  args: {
    ...settingArgs,
    "skip-models": { type: "boolean", description: "Load no model" },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    using stop = stopSignals(() => undefined);
    const { config } = await loadConfig({ flags: { ...flagsOf(args), live: true } });
    const { agents, complaints } = await loadAgents({ ...config, models: Object.keys(config.models) });
    const keys = await unlockKeys(config, agents);
    const show = args.json ? () => undefined : teller();
    const findings: Finding[] = [];
    const found = (some: readonly Finding[]): void => {
      findings.push(...some);
      for (const finding of some) show(finding);
    };
    found(
      complaints.map((complaint) => ill("files", formatComplaint(complaint), "mend it; skep check shows them all")),
    );
    if (complaints.length === 0) found([well("files", `${agents.length} agents, no complaints`)]);
    found(await lookAtStorage(config));
    found(await lookAtNodes(config, stop.drain));
    if (agents.length > 0) found(await lookAtAccounts(agents, config, keys, stop.drain));
    const names = new Set(args["skip-models"] ? [] : agents.map(({ model }) => model.use));
    found(await lookAtModels(names, config, keys, openLog("error"), stop.drain));
    if (args.json) console.log(JSON.stringify(findings, undefined, 2));
    process.exitCode = findings.some(({ state }) => state === "ill") ? 1 : 0;
  },
});

const marks = { well: ["green", "✓"], warning: ["yellow", "!"], ill: ["red", "✗"] } as const;

/** Prints each finding as it comes: loading a model takes its time. */
function teller(): (finding: Finding) => void {
  const paint = paintFor(process.stdout, isColourless());
  return ({ about, state, seen, remedy }) => {
    const [colour, mark] = marks[state];
    console.log(`${paint(colour, mark)} ${about}: ${printable(seen)}`);
    if (remedy !== undefined) console.log(`    ${paint("dim", "→")} ${remedy}`);
  };
}
