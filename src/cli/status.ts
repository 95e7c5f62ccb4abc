import { defineCommand } from "citty";
import { openViews } from "./open-views.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { table } from "./table.ts";

export const status = defineCommand({
  meta: { name: "status", description: "Where the bot stands: block, queue, outbox" },
  args: { ...settingArgs, json: { type: "boolean", description: "For machines" } },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const overview = await store.views.readOverview();
    if (args.json) return console.log(JSON.stringify(overview, undefined, 2));
    const counts = (of: Readonly<Record<string, number>>): string =>
      Object.entries(of)
        .filter(([, count]) => count > 0)
        .map(([state, count]) => `${count} ${state}`)
        .join(", ") || "empty";
    console.log(
      table([
        ["block", overview.cursor ? String(overview.cursor.number) : "none yet"],
        ["inbox", counts(overview.jobs)],
        ["outbox", counts(overview.outbox)],
        ["memories", String(overview.memories)],
      ]),
    );
  },
});
