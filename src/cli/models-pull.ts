import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import { pullModel, type PulledModel } from "../model/pull-model.ts";
import { fileChoiceOf, modelsIn } from "../runtime/open-models.ts";
import { SkepError } from "../shared/errors.ts";
import { jsonArg, modelSettingArgs, nameArg } from "./model-args.ts";
import { progressBar } from "./progress-bar.ts";
import { flagsOf } from "./setting-args.ts";
import { sizeText } from "./size-text.ts";

export const pull = defineCommand({
  meta: { name: "pull", description: "Download a model that skep.yaml names by hf: or https:" },
  args: { ...modelSettingArgs, name: nameArg, json: jsonArg },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const { use, sha256 } = fileChoiceOf(args.name, config);
    const pulled = await pullShown(args.name, use, modelsIn(config.dataDir), sha256);
    if (args.json) console.log(JSON.stringify(pulled, undefined, 2));
    else console.log(pulledText(pulled));
  },
});

/** What became of a pull, in a sentence. */
export function pulledText({ already, path, bytes, sha256 }: PulledModel): string {
  return `${already ? "was there already" : "pulled"}: ${path}, ${sizeText(bytes)}, sha256 ${sha256}`;
}

/** Pulls a model with a bar on the terminal. Ctrl-C stops it, and the next pull goes on from there. */
export async function pullShown(
  name: string,
  use: string,
  directory: string,
  sha256: string | undefined,
): Promise<PulledModel> {
  const bar = progressBar(process.stderr, `pulling ${name}`);
  const stop = new AbortController();
  const interrupt = (): void =>
    stop.abort(new SkepError("model_unavailable", "stopped; the next pull goes on from here"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupt);
  try {
    return await pullModel(name, use, directory, {
      ...(sha256 === undefined ? {} : { sha256 }),
      onProgress: ({ received, total }) => bar.show(received, total),
      signal: stop.signal,
    });
  } finally {
    bar.end();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
  }
}
