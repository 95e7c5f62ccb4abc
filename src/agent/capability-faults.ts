import type { Capability } from "../decision/decision.ts";
import type { AgentFile } from "./agent-file.ts";

/** What is wrong with a file, and where. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What the agent may do must have something to be done to, and what it writes must have somewhere to go. */
export function capabilityFaults(file: AgentFile): Fault[] {
  const faults = file.may.flatMap((capability): Fault[] => {
    const [isMet, message] = needOf(capability, file);
    return isMet ? [] : [{ path: ["may"], message }];
  });
  return [...faults, ...outletFaults(file)];
}

/** Whether the capability has something to be done to, and what it takes. */
function needOf(capability: Capability, file: AgentFile): readonly [isMet: boolean, message: string] {
  const eventKinds = kindsOfEvents(file);
  const outlets = file.triggers.map(({ schedule }) => schedule?.outlet?.kind);
  switch (capability) {
    case "post":
      return [
        outlets.includes("post"),
        "post needs a schedule that gathers from a community or a tag, or says into: { community: … }: that is where the post goes",
      ];
    case "thread":
      return [outlets.includes("thread"), "thread needs a schedule that says into: { container: leothreads }"];
    case "reply":
      return [
        outlets.includes("reply") || eventKinds.some((kind) => kind !== "post") || file.commentWithVote,
        "reply needs a trigger such as mention or reply, or a schedule that says into: { reply: … }: Skep speaks only to those who speak to it",
      ];
    case "upvote":
      return [
        eventKinds.length > 0,
        "upvote needs a trigger on what people write: a schedule gives nothing to vote for",
      ];
  }
}

/** The kinds of its triggers that wait for events. */
export function kindsOfEvents({ triggers }: AgentFile): readonly string[] {
  return triggers.filter(({ schedule }) => schedule === undefined).map(({ kind }) => kind);
}

/** Where a schedule's writing goes must be somewhere where the agent may write. */
function outletFaults({ may, triggers }: AgentFile): Fault[] {
  return triggers.flatMap(({ schedule }, index): Fault[] => {
    const path = ["triggers", index, "into"];
    if (schedule?.outlet && !may.includes(schedule.outlet.kind))
      return [{ path, message: `what is written here would be a ${schedule.outlet.kind}, which may does not list` }];
    if (schedule?.gather && !schedule.outlet)
      return [{ path, message: "is missing: what is gathered here leads nowhere" }];
    return [];
  });
}
