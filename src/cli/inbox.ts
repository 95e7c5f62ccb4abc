import { defineCommand } from "citty";
import { openViews } from "./open-views.ts";
import { parseLimit } from "./parse-limit.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { clip, table } from "./table.ts";

const list = defineCommand({
  meta: { name: "list", description: "Jobs, newest first" },
  args: {
    ...settingArgs,
    limit: { type: "string", description: "At most so many", default: "20" },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const jobs = await store.views.readJobs({ limit: parseLimit(args.limit) });
    if (args.json) return console.log(JSON.stringify(jobs, undefined, 2));
    if (jobs.length === 0) return console.log("The inbox is empty.");
    const rows = jobs.map((job) => [
      String(job.id),
      job.state,
      job.agent,
      job.trigger,
      clip(job.subject, 60),
      clip(job.because, 60),
    ]);
    console.log(table([["job", "state", "agent", "trigger", "about", "because"], ...rows]));
  },
});

export const inbox = defineCommand({
  meta: { name: "inbox", description: "The jobs that events became" },
  subCommands: { list },
});
