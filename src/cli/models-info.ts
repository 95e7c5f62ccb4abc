import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import { machineMemory } from "../model/machine-memory.ts";
import { estimateMemory } from "../model/memory-estimate.ts";
import { checkModelFile, titleOf } from "../model/model-file.ts";
import { contextSizeOf } from "../model/model-settings.ts";
import { fileChoiceOf, placeOf } from "../runtime/open-models.ts";
import { jsonArg, modelSettingArgs, nameArg } from "./model-args.ts";
import { flagsOf } from "./setting-args.ts";
import { showFacts } from "./show-table.ts";
import { sizeText } from "./size-text.ts";

export const info = defineCommand({
  meta: { name: "info", description: "What a model file says of itself, and whether it fits into memory" },
  args: { ...modelSettingArgs, name: nameArg, json: jsonArg },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const choice = fileChoiceOf(args.name, config);
    const { parallel = 1 } = choice;
    const file = await checkModelFile({ name: args.name, ...placeOf(choice, config) });
    const { header, path, bytes } = file;
    const contextSize = contextSizeOf(choice, header.contextLength);
    const needed = estimateMemory(header, { contextSize, parallel });
    const memory = machineMemory();
    if (args.json)
      return console.log(
        JSON.stringify(
          { path, bytes, title: titleOf(file), contextSize, parallel, needed, memory, ...header },
          undefined,
          2,
        ),
      );
    showFacts([
      ["title", titleOf(file)],
      ["says", header.description ?? "nothing of itself"],
      ["path", path],
      ["size", sizeText(bytes)],
      ["parameters", `${(header.parameters / 1e6).toFixed(1)} million`],
      ["architecture", header.architecture],
      ["quantisation", header.quantisation ?? "not said"],
      ["context", contextText(contextSize, parallel, header.contextLength)],
      ["template", header.hasChatTemplate ? "its own" : `none (chatFormat: ${choice.chatFormat ?? "not set"})`],
      [
        "memory",
        `about ${sizeText(needed.sum)}: weights ${sizeText(needed.weights)}, context ${sizeText(needed.context)}, ` +
          `work ${sizeText(needed.work)}`,
      ],
      ["free", `${sizeText(memory.free)} of ${sizeText(memory.total)}: ${verdict(needed.sum, memory.free)}`],
    ]);
  },
});

function contextText(size: number, parallel: number, trainedFor: number | undefined): string {
  const each = parallel === 1 ? `${size} tokens` : `${parallel} times ${size} tokens`;
  return `${each}, of ${trainedFor ?? "an unknown number"} that it was trained for`;
}

function verdict(needed: number, free: number): string {
  return needed <= free ? "it fits" : "it does not fit, unless a GPU holds it";
}
