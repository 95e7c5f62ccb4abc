import { join } from "node:path";
import { loadAgents, type AgentFolders } from "../../src/agent/load-agents.ts";
import { formatComplaint } from "../../src/config/complaint.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A whole prompt. */
export const promptFile = "---\ndescription: d\n---\nYou are @{{account}}, run by {{operator}}.\n";
const minimal = [
  "version: 1",
  "name: sage",
  "account: sage.agent",
  "prompt: sage",
  "triggers:",
  "  - on: mention",
  "may: [reply]",
];

/** The minimal file, with lines put behind it and lines taken out by their first word. */
export function agentFile(more: readonly string[] = [], without: readonly string[] = []): string {
  return [...minimal.filter((line) => !without.some((word) => line.startsWith(`${word}:`))), ...more].join("\n");
}

/** Loads these files (path to text) as an operator's folder, its complaints as they are printed. */
export async function loadFiles(files: Readonly<Record<string, string>>, options: Partial<AgentFolders> = {}) {
  const folder = await temporaryFolder({ "prompts/sage.md": promptFile, "prompts/item.md": promptFile, ...files });
  const loaded = await loadAgents({
    agentsDir: join(folder, "agents"),
    promptsDir: join(folder, "prompts"),
    ...options,
  });
  return { ...loaded, complaints: loaded.complaints.map((one) => formatComplaint(one).replaceAll(`${folder}/`, "")) };
}
