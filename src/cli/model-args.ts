import { settingArgs } from "./setting-args.ts";

const { "data-dir": dataDir, "agents-dir": agentsDir, "prompts-dir": promptsDir, model } = settingArgs;

/** The settings that matter to models: a help that also lists nodes and agents would hide them. */
export const modelSettingArgs = {
  "data-dir": { ...dataDir, description: "Where pulled models are (default: data)" },
  model: { ...model, valueHint: "file or hf:…" },
} as const;
/** Those, and where the agents are. */
export const modelUserArgs = { ...modelSettingArgs, "agents-dir": agentsDir, "prompts-dir": promptsDir } as const;

export const jsonArg = { type: "boolean", description: "For machines" } as const;
export const nameArg = { type: "positional", description: "Its name in skep.yaml", default: "default" } as const;
export const yesArg = { type: "boolean", description: "Do it without asking" } as const;
