import { defineCommand } from "citty";
import { openViews } from "./open-views.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { switchedAgent } from "./switched-agent.ts";

export const resume = defineCommand({
  meta: { name: "resume", description: "Lets a paused agent, or all of them, go on" },
  args: {
    ...settingArgs,
    agent: { type: "positional", description: "Its name (default: lifts the pause of all)", required: false },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    const flags = flagsOf(args);
    const agent = await switchedAgent(args.agent, flags);
    await using store = await openViews(flags, {});
    const wasPaused = await store.switches.resume(agent, new Date());
    const left = await store.switches.readPauses();
    if (args.json) return console.log(JSON.stringify(left, undefined, 2));
    const who = agent ?? "The pause of all agents";
    const lifted = agent === undefined ? "is lifted" : "goes on";
    console.log(wasPaused ? `${who} ${lifted}.` : `${who}: there was no such pause.`);
    for (const pause of left) console.log(`Still paused: ${pause.agent ?? "every agent"} (${pause.because}).`);
  },
});
