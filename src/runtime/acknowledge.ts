import type { Agent } from "../agent/agent.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { endJob } from "./end-job.ts";
import { findSubject } from "./find-subject.ts";
import { EndOfJob } from "./material.ts";
import type { Rooms } from "./rooms.ts";
import { judgeAndRecord } from "./verdict.ts";

/** What is said to who wants to be left alone or forgotten, by the trigger of its job. No model has a part in it. */
const lastWords: ReadonlyMap<string, { readonly reason: string; readonly body: string }> = new Map([
  [
    "stop",
    {
      reason: "They asked to be left alone.",
      body:
        "Understood: neither I nor any other agent of my operator will answer you or vote for you any more. " +
        "If you ever change your mind, write !start to me.",
    },
  ],
  [
    "forget",
    {
      reason: "They asked to be forgotten.",
      body:
        "Understood: what I kept of our conversations is being erased. What stands on the chain itself nobody can erase. " +
        "To be left alone from now on, write !stop to me.",
    },
  ],
]);

/** Whether such a job, or a row of it, is the one thing that may still be said to somebody who asked for silence. */
export function isLastWord({ trigger }: { readonly trigger: string }): boolean {
  return lastWords.has(trigger);
}

/** Whether nothing may be said or done to the person of this job or row any more, and why. */
export async function contactRefusal(
  about: { readonly person: string; readonly trigger: string },
  { store }: Pick<Rooms, "store">,
): Promise<string | undefined> {
  if (about.person === "" || about.trigger === "forget") return undefined;
  const hasStopped = (await store.people.pickStopped([about.person])).has(about.person);
  if (isLastWord(about)) return hasStopped ? undefined : "opt-out: they asked for answers again";
  return hasStopped ? "opt-out: they asked to be left alone" : undefined;
}

/** Tells a person that their wish was heard: a fixed reply, judged, recorded and sent like any other. */
export async function acknowledge(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<void> {
  const words = lastWords.get(job.trigger);
  const post = await findSubject(job, rooms, signal);
  if (post instanceof EndOfJob) return endJob(job, post.end, post.because, rooms);
  if (!words) return endJob(job, "gated", `there is nothing to say to ${job.trigger}`, rooms);
  const { author, permlink, depth, isPaidOut, createdAt, category } = post;
  const material = {
    post: { author, permlink },
    depth,
    isPaidOut,
    createdAt,
    category,
    entries: [],
    // The rules on words take what is said here for what was read: it is ours.
    sections: [{ label: "what is said", text: words.body, rank: 0 }],
  };
  const decision = { reason: words.reason, reply: { body: words.body } };
  await judgeAndRecord(job, agent, material, decision, rooms, signal);
}
