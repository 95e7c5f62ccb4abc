import type { Complaint, Place } from "../config/complaint.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import type { Yaml } from "../config/read-yaml.ts";
import { voteCost } from "../chain/voting-mana.ts";
import type { AgentFile } from "./agent-file.ts";
import { limitsOf } from "./limits-file.ts";
import { capabilityFaults, kindsOfEvents, type Fault } from "./capability-faults.ts";

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
  const found = [...scheduleFaults(file), ...eachFaults(file), ...capabilityFaults(file), ...voteFaults(file)];
  if (file.mode === "live" && file.operator === undefined) {
    found.push({ path: ["operator"], message: "is missing: a live agent must say who answers for it" });
  }
  return found.map(({ path, message }) => complaint(yaml.placeOf(path), path, message));
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

function voteFaults(file: AgentFile): Fault[] {
  const { may, limits, maxAge, commentWithVote } = file;
  const faults: Fault[] = [];
  const isUnasked = kindsOfEvents(file).some((kind) => kind === "post" || kind === "thread");
  if (commentWithVote && !(may.includes("reply") && may.includes("upvote") && isUnasked)) {
    const message = "needs reply and upvote under may, and a trigger on posts or threads";
    faults.push({ path: ["commentWithVote"], message });
  }
  if ((limits.voteAfter ?? 0) >= maxAge) {
    const message = "must be shorter than maxAge: a post would be stale before it is looked at";
    faults.push({ path: ["limits", "voteAfter"], message });
  }
  const full = limitsOf(limits).upvoteWeight.full;
  if (may.includes("upvote") && limits.keepVotingMana / 10_000 + voteCost(full) > 1) {
    const message = `leaves no room for a vote of ${full / 100}%, which takes ${(voteCost(full) * 100).toFixed(2)}% of voting mana`;
    faults.push({ path: ["limits", "keepVotingMana"], message });
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
