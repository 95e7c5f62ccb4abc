import { defineCommand } from "citty";
import { openViews } from "./open-views.ts";
import { parseLimit } from "./parse-limit.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { showTable } from "./show-table.ts";

const list = defineCommand({
  meta: {
    name: "list",
    description: "Who asked to be left alone, newest first; only they themselves can take it back",
  },
  args: {
    ...settingArgs,
    limit: { type: "string", description: "At most so many", default: "100" },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const people = await store.people.readStopped(parseLimit(args.limit));
    if (args.json) return console.log(JSON.stringify(people, undefined, 2));
    if (people.length === 0) return console.log("Nobody asked to be left alone.");
    const rows = people.map(({ name, since, said }) => [`@${name}`, since.toISOString(), `@${said}`]);
    showTable(["person", "since", "said in"], rows);
  },
});

export const people = defineCommand({
  meta: { name: "people", description: "The people who asked to be left alone" },
  subCommands: { list },
});
