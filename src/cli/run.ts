import { defineCommand } from "citty";
import { openBot } from "../runtime/open-bot.ts";
import { describeVoteWorth } from "../runtime/vote-worth.ts";
import { systemClock } from "../shared/clock.ts";
import { parseBlockPlace } from "./block-place.ts";
import { bottomLine } from "./bottom-line.ts";
import { logCatchUp, showCatchUp } from "./catch-up-watch.ts";
import { loadProject, namesIn } from "./load-project.ts";
import { logJournal } from "./log-journal.ts";
import { openLog } from "./open-log.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { stopSignals } from "./stop-signals.ts";
import { unlockKeys } from "./unlock-keys.ts";
import { findVoteWorths } from "./vote-worths.ts";

export const run = defineCommand({
  meta: { name: "run", description: "Listen to the chain and let the agents work (a dry run unless --live)" },
  args: {
    ...settingArgs,
    agent: { type: "string", description: "Only these agents, separated by commas", valueHint: "names" },
    from: {
      type: "string",
      description: "Where to begin when there is no database yet: block, moment or time ago such as 2h (default: now)",
      valueHint: "place",
    },
    live: { type: "boolean", description: "Let agents with `mode: live` reach the chain" },
  },
  async run({ args }) {
    const { config, warnings, agents } = await loadProject(
      { ...flagsOf(args), live: args.live === true },
      namesIn(args.agent),
    );
    using bottom = bottomLine(process.stderr);
    const log = openLog(config.logLevel, bottom);
    const journal = logJournal(log, process.stderr.isTTY ? showCatchUp(bottom) : logCatchUp(log));
    for (const warning of warnings) log.warn(warning);
    using stop = stopSignals((text) => log.info(text));
    const from = args.from === undefined ? {} : { from: parseBlockPlace(args.from, "--from", systemClock.now()) };
    const keys = await unlockKeys(config, agents);
    await using bot = await openBot({ config, agents, keys, journal, log, ...from }, stop.drain);
    for (const agent of agents) {
      const mode = bot.live.includes(agent) ? "LIVE" : "dry run";
      log.info({ agent: agent.name, account: agent.account, may: agent.may, mode }, "agent ready");
    }
    for (const worth of await findVoteWorths(agents, bot.reader, stop.drain))
      log[worth.hbd > 0 ? "info" : "warn"]({ agent: worth.agent }, describeVoteWorth(worth));
    if (config.live && bot.live.length === 0) log.warn("--live was given, but no agent file says `mode: live`");
    log.info({ after: bot.start.number, nodes: config.nodes }, "listening");
    await bot.run(stop);
    log.info("stopped");
  },
});
