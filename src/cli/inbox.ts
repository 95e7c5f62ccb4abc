import { defineCommand } from "citty";
import { SkepError } from "../shared/errors.ts";
import type { Store } from "../store/store.ts";
import type { JobStory, JobView, WishOutcome } from "../store/view-store.ts";
import { openViews } from "./open-views.ts";
import { parseLimit } from "./parse-limit.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { showTable } from "./show-table.ts";
import { showStory } from "./story-page.ts";

const json = { type: "boolean", description: "For machines" } as const;
const id = { type: "positional", description: "Number of the job", required: true } as const;

const list = defineCommand({
  meta: { name: "list", description: "Jobs, newest first" },
  args: { ...settingArgs, limit: { type: "string", description: "At most so many", default: "20" }, json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const jobs = await store.views.readJobs({ limit: parseLimit(args.limit) });
    if (args.json) return console.log(JSON.stringify(jobs, undefined, 2));
    if (jobs.length === 0) return console.log("The inbox is empty.");
    const rows = jobs.map((job) => [String(job.id), job.state, job.agent, job.trigger, job.subject, job.because]);
    showTable(["job", "state", "agent", "trigger", "about", "because"], rows);
  },
});

const show = defineCommand({
  meta: { name: "show", description: "One job with everything that came of it" },
  args: { ...settingArgs, id, json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const story = await findStory(store, args.id);
    if (args.json) console.log(JSON.stringify(story, undefined, 2));
    else showStory([story]);
  },
});

const retry = defineCommand({
  meta: { name: "retry", description: "Has a job done (again) that is set aside, was refused by a gate, or waits" },
  args: { ...settingArgs, id, json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const { job } = await findStory(store, args.id);
    const outcome = await store.views.retryJob(job.id);
    conclude(outcome, job, { asJson: args.json === true, done: "waits to be done now" });
  },
});

const cancel = defineCommand({
  meta: { name: "cancel", description: "Ends a job that waits or is set aside; nothing comes of it" },
  args: {
    ...settingArgs,
    id,
    why: { type: "string", description: "The reason, kept with it", default: "cancelled by the operator" },
    json,
  },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const { job } = await findStory(store, args.id);
    const outcome = await store.views.cancelJob(job.id, args.why);
    conclude(outcome, job, { asJson: args.json === true, done: "is cancelled" });
  },
});

async function findStory(store: Store, key: string): Promise<JobStory> {
  const [story] = /^\d+$/.test(key) ? await store.views.findStories(Number(key)) : [];
  if (!story) throw new SkepError("config_invalid", `there is no job ${key} in the inbox: see skep inbox list`);
  return story;
}

function conclude(
  outcome: WishOutcome,
  job: JobView,
  { asJson, done }: { readonly asJson: boolean; readonly done: string },
): void {
  if (outcome !== "done") {
    const because = job.because === "" ? "" : ` (${job.because})`;
    throw new SkepError("config_invalid", `job ${job.id} is ${job.state}${because}: that cannot be done with it now`);
  }
  console.log(asJson ? JSON.stringify({ job: job.id, outcome }) : `Job ${job.id} ${done}.`);
}

export const inbox = defineCommand({
  meta: { name: "inbox", description: "The jobs that events became" },
  subCommands: { list, show, retry, cancel },
});
