import type { LoadedConfig } from "./load-config.ts";
import type { Source } from "./resolve-config.ts";
import { settingNames } from "./setting-names.ts";
import type { ModelChoice } from "./config.ts";

/** One line for each setting: its name, its value and where the value came from. Holds no key. */
export function describeConfig({ config, sources }: Pick<LoadedConfig, "config" | "sources">): string[] {
  const rows: [name: string, value: string][] = [
    ["nodes", config.nodes.join(", ")],
    ["chainId", config.chainId],
    ["dataDir", config.dataDir],
    ["agentsDir", config.agentsDir],
    ["promptsDir", config.promptsDir],
    ...Object.entries(config.models).map(([name, model]): [string, string] => [`models.${name}`, describeModel(model)]),
    ["embedding", config.embedding],
    ["keep", `${config.keep / 3_600_000} hours`],
    ["logLevel", config.logLevel],
    ["live", String(config.live)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}  (${describeSource(name, sources[name])})`);
}

function describeModel(model: ModelChoice): string {
  if (model.provider === "openai") {
    const place = `${model.model} at ${model.url.join(", ")}`;
    return model.parallel === undefined ? place : `${place} [parallel ${model.parallel}]`;
  }
  const { use, contextSize, gpu, threads, parallel, chatFormat, adapter, embedding } = model;
  const details = [
    contextSize === undefined ? "" : `contextSize ${contextSize}`,
    gpu === "auto" ? "" : `gpu ${gpu === false ? "off" : gpu}`,
    threads === undefined ? "" : `threads ${threads}`,
    parallel === undefined ? "" : `parallel ${parallel}`,
    chatFormat === undefined ? "" : `chatFormat ${chatFormat}`,
    adapter === undefined ? "" : `adapter ${adapter}`,
    embedding === true ? "embedding" : "",
  ].filter(Boolean);
  return details.length === 0 ? use : `${use} [${details.join(", ")}]`;
}

function describeSource(name: string, source: Source = "default"): string {
  const names: Readonly<Record<string, { readonly flag: string; readonly env: string }>> = settingNames;
  const { flag, env } = names[name.split(".")[0] ?? name] ?? { flag: "--live", env: "" };
  return { flag, env, file: "skep.yaml", default: "default" }[source];
}
