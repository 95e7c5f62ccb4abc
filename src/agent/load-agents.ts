import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkShape } from "../config/check-shape.ts";
import { sortComplaints, type Complaint, type Place } from "../config/complaint.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import { readTextFile } from "../config/read-text-file.ts";
import { readYaml } from "../config/read-yaml.ts";
import { triggerKinds } from "../trigger/index.ts";
import type { TriggerKind } from "../trigger/trigger.ts";
import type { Agent } from "./agent.ts";
import { agentFileSchema, type AgentFile } from "./agent-file.ts";
import { nameComplaints, referenceComplaints, ruleComplaints } from "./check-agent.ts";
import { createAgent } from "./create-agent.ts";
import { listFilesOf } from "./gates-file.ts";
import { loadLists, type LoadedLists } from "./load-lists.ts";
import { loadPrompts, type Prompts } from "./load-prompts.ts";

export interface AgentFolders {
  readonly agentsDir: string;
  readonly promptsDir: string;
  /** Names of the agents that are wanted. Default: all. Every file is checked all the same. */
  readonly only?: readonly string[];
  /** Names under `models:` in skep.yaml. Default: not checked. */
  readonly models?: readonly string[];
  /** Default: the kinds that Skep ships. */
  readonly kinds?: readonly TriggerKind[];
}

export interface LoadedAgents {
  /** Those without a complaint, by name. */
  readonly agents: readonly Agent[];
  /** All that is wrong in all files, in the order in which it stands there. */
  readonly complaints: readonly Complaint[];
}

/** Reads every agent file and every prompt. Throws nothing for what stands in them: all complaints come at once. */
export async function loadAgents(folders: AgentFolders): Promise<LoadedAgents> {
  const { agentsDir, promptsDir, only, models, kinds = triggerKinds } = folders;
  const prompts = await loadPrompts(promptsDir);
  const listed = await listAgentFiles(agentsDir);
  const checks = await Promise.all(
    listed.files.map((file) => checkFile(file, prompts, { schema: agentFileSchema(kinds), models })),
  );
  const named = checks.flatMap(({ named: place }) => place ?? []);
  const complaints = [
    ...prompts.complaints,
    ...listed.complaints,
    ...checks.flatMap((check) => check.complaints),
    ...nameComplaints(named),
    ...unknownNames(
      only ?? [],
      named.map(({ name }) => name),
      agentsDir,
    ),
  ];
  const agents = checks
    .flatMap(({ agent }) => agent ?? [])
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    .filter(({ name }) => only === undefined || only.includes(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { agents, complaints: sortComplaints(complaints) };
}

async function listAgentFiles(dir: string): Promise<{ files: string[]; complaints: Complaint[] }> {
  const names = await readdir(dir).catch(() => undefined);
  if (names === undefined) return { files: [], complaints: [aboutFile(dir, "there is no such folder")] };
  const files = names.filter((name) => /^[^.].*\.ya?ml$/.test(name)).toSorted();
  const complaints = files.length === 0 ? [aboutFile(dir, "holds no agent file (name.yaml)")] : [];
  return { files: files.map((name) => join(dir, name)), complaints };
}

interface FileCheck {
  readonly agent?: Agent;
  /** Present as soon as the file gives a name, be the rest broken. */
  readonly named?: { readonly name: string; readonly place: Place };
  readonly complaints: Complaint[];
}

interface FileContext {
  readonly schema: ReturnType<typeof agentFileSchema>;
  readonly models: readonly string[] | undefined;
}

async function checkFile(file: string, prompts: Prompts, { schema, models }: FileContext): Promise<FileCheck> {
  const read = await readTextFile(file);
  if ("complaint" in read) return { complaints: [read.complaint] };
  const yaml = readYaml(file, read.text);
  if ("complaints" in yaml) return yaml;
  const checked = checkShape(yaml, schema);
  const lists = await loadLists(file, "complaints" in checked ? [] : listFilesOf(checked.data.gates), yaml);
  const complaints = [
    ...("complaints" in checked ? checked.complaints : ruleComplaints(checked.data, yaml)),
    ...lists.complaints,
    ...referenceComplaints(yaml, { prompts: prompts.names, models }),
  ];
  const name = nameIn(yaml.value);
  const named = name === undefined ? {} : { named: { name, place: yaml.placeOf(["name"]) } };
  if (complaints.length > 0 || "complaints" in checked) return { ...named, complaints };
  return { ...named, ...withPrompts(checked.data, prompts, lists), complaints };
}

/** No agent where its prompt is broken: that prompt has complaints of its own. */
function withPrompts(file: AgentFile, { prompts }: Prompts, { listed }: LoadedLists): Pick<FileCheck, "agent"> {
  const prompt = prompts.get(file.prompt);
  const each = file.each === undefined ? undefined : prompts.get(file.each);
  if (prompt === undefined || (file.each !== undefined && each === undefined)) return {};
  return { agent: createAgent(file, { prompt, each }, listed) };
}

function nameIn(value: unknown): string | undefined {
  const isNamed = typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
  return isNamed ? String(value.name) : undefined;
}

function unknownNames(only: readonly string[], names: readonly string[], dir: string): Complaint[] {
  return only
    .filter((name) => !names.includes(name))
    .map((name) => aboutFile(dir, `there is no agent "${name}"${didYouMean(name, names)}`));
}

function aboutFile(file: string, message: string): Complaint {
  return { file, line: 0, column: 0, path: "", message };
}
