import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import { machineMemory } from "../model/machine-memory.ts";
import { suggestModel, type Suggestion } from "../model/model-suggestions.ts";
import { threadCount, usableCores } from "../model/threads.ts";
import { modelsIn } from "../runtime/open-models.ts";
import { askYes } from "./ask-yes.ts";
import { jsonArg, modelSettingArgs, yesArg } from "./model-args.ts";
import { pullShown, pulledText } from "./models-pull.ts";
import { flagsOf } from "./setting-args.ts";
import { showTable } from "./show-table.ts";
import { sizeText } from "./size-text.ts";

export const suggest = defineCommand({
  meta: { name: "suggest", description: "Propose a model that fits this machine; download it on a yes" },
  args: {
    ...modelSettingArgs,
    yes: { ...yesArg, description: "Download it without asking" },
    json: jsonArg,
  },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const machine = { memory: machineMemory(), threads: threadCount(undefined) };
    const { all, best } = suggestModel(machine);
    if (args.json) console.log(JSON.stringify({ machine, all, best }, undefined, 2));
    else show(all, best, machine.memory.free);
    const isAgreed =
      best !== undefined && (args.yes === true || (!args.json && (await askYes(`Download ${best.title} now?`))));
    if (!isAgreed) return;
    const pulled = await pullShown(best.title, best.use, modelsIn(config.dataDir), undefined);
    if (!args.json) console.log(pulledText(pulled));
  },
});

function show(all: readonly Suggestion[], best: Suggestion | undefined, free: number): void {
  const cores = usableCores();
  console.log(`This machine: ${cores} ${cores === 1 ? "core" : "cores"}, ${sizeText(free)} of memory free.\n`);
  showTable(
    ["", "model", "download", "memory", "a reply, on the CPU"],
    all.map((model) => [
      model === best ? "→" : "",
      model.thinks ? `${model.title} (thinks)` : model.title,
      sizeText(model.bytes),
      sizeText(model.memory),
      model.fits ? `about ${model.secondsPerReply} s` : "does not fit",
    ]),
  );
  if (best === undefined) return console.log("\nNone of them fits: the model that ships with Skep still does.");
  console.log(`\nThe proposal is ${best.title}. Name it in skep.yaml:\n\n  models:\n    default: ${best.use}\n`);
  console.log("The figures are rough (docs/models.md); skep models bench measures.");
}
