import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import type { Config } from "../config/config.ts";
import { isPartOf, listPulledFiles, removePulledFiles, type PulledFile } from "../model/pulled-files.ts";
import { fileChoiceOf, modelsIn, placeOf } from "../runtime/open-models.ts";
import { SkepError } from "../shared/errors.ts";
import { holderOf } from "../store/lock.ts";
import { askYes } from "./ask-yes.ts";
import { jsonArg, modelSettingArgs, yesArg } from "./model-args.ts";
import { flagsOf } from "./setting-args.ts";
import { sizeText } from "./size-text.ts";

export const remove = defineCommand({
  meta: { name: "rm", description: "Delete a model that was pulled (it asks first)" },
  args: {
    ...modelSettingArgs,
    name: { type: "positional", description: "Its name in skep.yaml", required: false },
    unused: { type: "boolean", description: "Delete what was pulled and is named no more" },
    yes: yesArg,
    json: jsonArg,
  },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const directory = modelsIn(config.dataDir);
    const files = chosen(args.name, args.unused === true, config, await listPulledFiles(directory));
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const isAgreed = files.length === 0 || args.yes === true || (await askYes(question(files, bytes, config)));
    if (!isAgreed)
      throw new SkepError("config_invalid", "nothing was deleted; --yes deletes without asking", {
        details: { bytes },
      });
    await removePulledFiles(files, directory);
    if (args.json) console.log(JSON.stringify({ deleted: files.map(({ path }) => path), bytes }, undefined, 2));
    else if (files.length === 0) console.log("There is nothing to delete.");
    else console.log(`Deleted ${count(files)}, ${sizeText(bytes)}.`);
  },
});

function chosen(
  name: string | undefined,
  isUnused: boolean,
  config: Config,
  files: readonly PulledFile[],
): readonly PulledFile[] {
  if ((name === undefined) === !isUnused) throw new SkepError("config_invalid", "say which model, or --unused");
  if (name !== undefined) {
    const { path, pulled } = placeOf(fileChoiceOf(name, config), config);
    if (!pulled)
      throw new SkepError(
        "config_invalid",
        `model "${name}" is your own file ${path}: skep deletes only what it pulled`,
      );
    return files.filter((file) => file.path === path || isPartOf(file, path));
  }
  const named = Object.values(config.models).flatMap((choice) =>
    choice.provider === "gguf" ? [placeOf(choice, config).path] : [],
  );
  return files.filter((file) => !named.some((path) => path === file.path || isPartOf(file, path)));
}

function question(files: readonly PulledFile[], bytes: number, { dataDir }: Config): string {
  const holder = holderOf(dataDir);
  const caution = holder === undefined ? "" : ` The bot is running (${holder}) and may need it.`;
  return `${files.map(({ path }) => path).join("\n")}\nDelete ${count(files)}, ${sizeText(bytes)}?${caution}`;
}

function count({ length }: readonly PulledFile[]): string {
  return length === 1 ? "1 file" : `${length} files`;
}
