import type { Complaint, Place } from "../config/complaint.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import type { Yaml } from "../config/read-yaml.ts";
import type { AgentFile } from "./agent-file.ts";

/** What an agent file may point at. */
export interface Known {
  /** Names of prompt files, the broken ones among them: those have complaints of their own. */
  readonly prompts: readonly string[];
  /** Names under `models:` in skep.yaml; absent when they are not to be checked. */
  readonly models?: readonly string[] | undefined;
}

/** Complaints about names that lead nowhere. Asks nothing of the rest of the file, so that they come with all others. */
export function referenceComplaints(yaml: Yaml, { prompts, models }: Known): Complaint[] {
  const check = (path: readonly string[], known: readonly string[], what: (name: string) => string): Complaint[] => {
    const name = valueAt(yaml.value, path);
    if (typeof name !== "string" || known.includes(name)) return [];
    return [complaint(yaml.placeOf(path), path, `${what(name)}${didYouMean(name, known)}`)];
  };
  const noPrompt = (name: string): string => `there is no prompt file ${name}.md`;
  return [
    ...check(["prompt"], prompts, noPrompt),
    ...check(["each"], prompts, noPrompt),
    ...(models ? check(["model", "use"], models, (name) => `there is no model "${name}" in skep.yaml`) : []),
  ];
}

/** Complaints about a file whose parts are each right but do not go together. */
export function ruleComplaints(file: AgentFile, yaml: Yaml): Complaint[] {
  const found = [...scheduleFaults(file), ...eachFaults(file), ...capabilityFaults(file)];
  if (file.mode === "live" && file.operator === undefined) {
    found.push({ path: ["operator"], message: "is missing: a live agent must say who answers for it" });
  }
  return found.map(({ path, message }) => complaint(yaml.placeOf(path), path, message));
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function scheduleFaults({ triggers }: AgentFile): Fault[] {
  const names = triggers.map(({ schedule }) => schedule?.name);
  return names.flatMap((name, index) =>
    name !== undefined && names.indexOf(name) < index
      ? [{ path: ["triggers", index, "name"], message: `another schedule is already named "${name}"` }]
      : [],
  );
}

function eachFaults(file: AgentFile): Fault[] {
  if (gathers(file) === (file.each !== undefined)) return [];
  const message = gathers(file)
    ? "is missing: a schedule gathers posts, and this prompt reads them"
    : "is not used: no schedule of this agent gathers posts";
  return [{ path: ["each"], message }];
}

/** What the agent may do must have something to be done to. */
function capabilityFaults(file: AgentFile): Fault[] {
  const faults: Fault[] = [];
  if (file.may.includes("post") && !gathers(file)) {
    const message = "post needs a schedule that gathers: its community is where the post goes";
    faults.push({ path: ["may"], message });
  }
  const eventKinds = file.triggers.filter(({ schedule }) => schedule === undefined).map(({ kind }) => kind);
  if (file.may.includes("reply") && eventKinds.length > 0 && eventKinds.every((kind) => kind === "post")) {
    const message = "reply needs a trigger such as mention or reply: Skep speaks only to those who speak to it";
    faults.push({ path: ["may"], message });
  }
  if (file.may.some((capability) => capability !== "post") && eventKinds.length === 0) {
    const message = "reply and upvote need a trigger on what people write: a schedule gives nothing to answer";
    faults.push({ path: ["may"], message });
  }
  return faults;
}

function gathers({ triggers }: AgentFile): boolean {
  return triggers.some(({ schedule }) => schedule?.gather !== undefined);
}

/** Complaints about agents that were given the name of an earlier one. */
export function nameComplaints(files: readonly { readonly name: string; readonly place: Place }[]): Complaint[] {
  return files.flatMap(({ name, place }, index) => {
    const earlier = files.slice(0, index).find((file) => file.name === name);
    return earlier
      ? [complaint(place, ["name"], `"${name}" is already the name of the agent in ${earlier.place.file}`)]
      : [];
  });
}

function complaint(place: Place, path: readonly PropertyKey[], message: string): Complaint {
  return { ...place, path: path.map(String).join("."), message };
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
