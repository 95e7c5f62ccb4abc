import type { Flags } from "../config/setting-names.ts";

/** The flags that set a setting, for every command that loads the config. */
export const settingArgs = {
  node: { type: "string", description: "Hive nodes, separated by commas", valueHint: "url" },
  "chain-id": { type: "string", description: "The chain they must be on (default: Hive's mainnet)", valueHint: "hex" },
  "data-dir": {
    type: "string",
    description: "Where the database and pulled models are (default: data)",
    valueHint: "dir",
  },
  "agents-dir": { type: "string", description: "Where the agent files are (default: agents)", valueHint: "dir" },
  "prompts-dir": { type: "string", description: "Where the prompts are (default: prompts)", valueHint: "dir" },
  model: { type: "string", description: "What the model named default is", valueHint: "file or hf:…" },
  embedding: {
    type: "string",
    description: "The model that memories are compared by (default: built-in)",
    valueHint: "name",
  },
  keep: { type: "string", description: "How long settled rows stay whole (default: 90d)", valueHint: "duration" },
  "log-level": { type: "string", description: "trace, debug, info, warn or error", valueHint: "level" },
} as const;

type SettingArg = keyof typeof settingArgs;

/** What those flags said. */
export function flagsOf(args: Readonly<Partial<Record<SettingArg, string | undefined>>>): Flags {
  const said: [keyof Flags, string | undefined][] = [
    ["nodes", args.node],
    ["chainId", args["chain-id"]],
    ["dataDir", args["data-dir"]],
    ["agentsDir", args["agents-dir"]],
    ["promptsDir", args["prompts-dir"]],
    ["models", args.model],
    ["embedding", args.embedding],
    ["keep", args.keep],
    ["logLevel", args["log-level"]],
  ];
  return Object.fromEntries(said.filter(([, text]) => text !== undefined));
}
