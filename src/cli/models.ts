import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import type { Config } from "../config/config.ts";
import { checkModelFile, titleOf } from "../model/model-file.ts";
import { pullModel } from "../model/pull-model.ts";
import { fileChoiceOf, modelsIn, placeOf } from "../runtime/open-models.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import { progressBar } from "./progress-bar.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { table } from "./table.ts";

const json = { type: "boolean", description: "For machines" } as const;
const name = { type: "positional", description: "Its name in skep.yaml", default: "default" } as const;

const list = defineCommand({
  meta: { name: "list", description: "The models that skep.yaml names" },
  args: { ...settingArgs, json },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const rows = await Promise.all(
      Object.entries(config.models).map(async ([model, choice]) =>
        choice.provider === "gguf"
          ? { model, use: choice.use, ...(await stateOf(model, config)) }
          : { model, use: choice.url.join(", "), state: `${choice.model}, run by that server` },
      ),
    );
    if (args.json) return console.log(JSON.stringify(rows, undefined, 2));
    console.log(table([["name", "file", "state"], ...rows.map(({ model, use, state }) => [model, use, state])]));
  },
});

async function stateOf(model: string, config: Config): Promise<{ readonly state: string }> {
  try {
    const file = await checkModelFile({ name: model, ...placeOf(fileChoiceOf(model, config), config) });
    return { state: `${titleOf(file)}, ${megabytes(file.bytes)}` };
  } catch (error) {
    return { state: messageOf(error) };
  }
}

const info = defineCommand({
  meta: { name: "info", description: "What a model file says of itself, without loading it" },
  args: { ...settingArgs, name, json },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const file = await checkModelFile({ name: args.name, ...placeOf(fileChoiceOf(args.name, config), config) });
    const { header, path, bytes } = file;
    if (args.json) return console.log(JSON.stringify({ path, bytes, ...header }, undefined, 2));
    const rows = [
      ["title", titleOf(file)],
      ["says", header.description ?? "nothing of itself"],
      ["path", path],
      ["size", megabytes(bytes)],
      ["parameters", `${(header.parameters / 1e6).toFixed(1)} million`],
      ["architecture", header.architecture],
      ["context", header.contextLength === undefined ? "not said" : `${header.contextLength} tokens`],
      ["template", header.hasChatTemplate ? "its own" : "none: a plain one is used"],
    ];
    console.log(table(rows));
  },
});

const pull = defineCommand({
  meta: { name: "pull", description: "Download a model that skep.yaml names by hf: or https:" },
  args: { ...settingArgs, name },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const choice = fileChoiceOf(args.name, config);
    const bar = progressBar(process.stderr, `pulling ${args.name}`);
    const stop = new AbortController();
    const interrupt = (): void =>
      stop.abort(new SkepError("model_unavailable", "stopped; the next pull goes on from here"));
    process.once("SIGINT", interrupt);
    try {
      const pulled = await pullModel(args.name, choice.use, modelsIn(config.dataDir), {
        ...(choice.sha256 === undefined ? {} : { sha256: choice.sha256 }),
        onProgress: ({ received, total }) => bar.show(received, total),
        signal: stop.signal,
      });
      bar.end();
      console.log(
        `${pulled.already ? "was there already" : "pulled"}: ${pulled.path}, ${megabytes(pulled.bytes)}, sha256 ${pulled.sha256}`,
      );
    } finally {
      bar.end();
      process.off("SIGINT", interrupt);
    }
  },
});

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export const models = defineCommand({
  meta: { name: "models", description: "The GGUF models that agents think with" },
  subCommands: { list, info, pull },
});
