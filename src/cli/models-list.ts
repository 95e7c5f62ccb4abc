import { relative } from "node:path";
import { defineCommand } from "citty";
import { loadAgents } from "../agent/load-agents.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Config, FileModelChoice } from "../config/config.ts";
import { checkModelFile, titleOf } from "../model/model-file.ts";
import { isPartOf, listPulledFiles, type PulledFile } from "../model/pulled-files.ts";
import { modelsIn, placeOf } from "../runtime/open-models.ts";
import { messageOf } from "../shared/errors.ts";
import { jsonArg, modelUserArgs } from "./model-args.ts";
import { flagsOf } from "./setting-args.ts";
import { showTable } from "./show-table.ts";
import { sizeText } from "./size-text.ts";

interface Row {
  readonly name: string;
  readonly use: string;
  /** `remote`: another program runs it. */
  readonly state: "ready" | "missing" | "unusable" | "remote" | "unused" | "partly pulled";
  readonly bytes: number | undefined;
  readonly title: string;
  readonly agents: readonly string[];
}

export const list = defineCommand({
  meta: { name: "list", description: "Every model that skep.yaml names: its state, its size, who uses it" },
  args: { ...modelUserArgs, json: jsonArg },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    const users = await readUsers(config);
    const files = await listPulledFiles(modelsIn(config.dataDir));
    const named = await Promise.all(Object.keys(config.models).map((name) => rowOf(name, config, files, users)));
    const rows = [...named, ...unusedRows(config, files)];
    if (args.json) return console.log(JSON.stringify(rows, undefined, 2));
    showTable(
      ["name", "model", "state", "size", "used by"],
      rows.map(({ name, title, state, bytes, agents }) => [
        name || "–",
        title,
        state,
        bytes === undefined ? "" : sizeText(bytes),
        agents.join(", ") || "nobody",
      ]),
    );
  },
});

type Users = ReadonlyMap<string, readonly string[]>;

/** Which agents think with which model; agents whose file has a mistake are left out, which `skep check` tells. */
async function readUsers({ agentsDir, promptsDir, models }: Config): Promise<Users> {
  const { agents } = await loadAgents({ agentsDir, promptsDir, models: Object.keys(models) });
  const users = new Map<string, string[]>();
  for (const { name, model } of agents) users.set(model.use, [...(users.get(model.use) ?? []), name]);
  return users;
}

async function rowOf(name: string, config: Config, files: readonly PulledFile[], users: Users): Promise<Row> {
  const choice = config.models[name];
  const agents = users.get(name) ?? [];
  if (choice?.provider !== "gguf") {
    const use = choice?.url.join(", ") ?? "";
    return { name, use, state: "remote", bytes: undefined, title: `${choice?.model} at ${use}`, agents };
  }
  return { name, use: choice.use, agents, ...(await stateOf(name, choice, config, files)) };
}

async function stateOf(
  name: string,
  choice: FileModelChoice,
  config: Config,
  files: readonly PulledFile[],
): Promise<Pick<Row, "state" | "bytes" | "title">> {
  const place = placeOf(choice, config);
  try {
    const file = await checkModelFile({ name, ...place });
    return { state: "ready", bytes: file.bytes, title: titleOf(file) };
  } catch (error) {
    const part = files.find((each) => isPartOf(each, place.path));
    if (part) return { state: "partly pulled", bytes: part.bytes, title: `${choice.use} (skep models pull ${name})` };
    const missing = error instanceof Error && error.message.startsWith("there is no model file");
    return { state: missing ? "missing" : "unusable", bytes: undefined, title: messageOf(error) };
  }
}

function unusedRows(config: Config, files: readonly PulledFile[]): Row[] {
  const places = Object.values(config.models).flatMap((choice) =>
    choice.provider === "gguf" ? [placeOf(choice, config).path] : [],
  );
  return files
    .filter((file) => !places.some((path) => path === file.path || isPartOf(file, path)))
    .map(({ path, bytes }) => {
      const use = relative(modelsIn(config.dataDir), path);
      return { name: "", use, state: "unused", bytes, title: `${use} (skep models rm --unused)`, agents: [] };
    });
}
