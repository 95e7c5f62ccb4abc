import { defineCommand } from "citty";
import { openViews } from "./open-views.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { switchedAgent } from "./switched-agent.ts";

export const pause = defineCommand({
  meta: { name: "pause", description: "Has one agent, or all of them, do nothing until it is resumed" },
  args: {
    ...settingArgs,
    agent: { type: "positional", description: "Its name (default: all of them)", required: false },
    why: { type: "string", description: "The reason, kept and shown", default: "paused by the operator" },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    const flags = flagsOf(args);
    const agent = await switchedAgent(args.agent, flags);
    await using store = await openViews(flags, {});
    const isNew = await store.switches.pause(agent, args.why, new Date());
    if (args.json) return console.log(JSON.stringify(await store.switches.readPauses(), undefined, 2));
    const who = agent ?? "Every agent";
    console.log(
      isNew
        ? `${who} is paused: it takes up no job and sends nothing. Events are taken in.`
        : `${who} was paused already.`,
    );
  },
});
