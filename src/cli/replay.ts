import { defineCommand } from "citty";
import type { Agent } from "../agent/agent.ts";
import { findBlockAt } from "../chain/block-at.ts";
import { eventsOf } from "../chain/event.ts";
import { createChainReader } from "../chain/node-reader.ts";
import { readProperties } from "../chain/properties.ts";
import { createRpcClient, type RpcClient } from "../chain/rpc-client.ts";
import { jobsFor } from "../runtime/listen.ts";
import { listenToThePast, type PastBlocks, type PastOptions } from "../runtime/listen-past.ts";
import type { JudgedBlocks } from "../runtime/past-verdicts.ts";
import { systemClock } from "../shared/clock.ts";
import { SkepError } from "../shared/errors.ts";
import { HeldResources } from "../shared/held-resources.ts";
import { parseBlockPlace } from "./block-place.ts";
import { bottomLine } from "./bottom-line.ts";
import { showCatchUp } from "./catch-up-watch.ts";
import { loadProject, namesIn } from "./load-project.ts";
import { openLog } from "./open-log.ts";
import { openVerdicts } from "./replay-decide.ts";
import { readRecordedBlocks } from "./replay-file.ts";
import { figuresLine, startFigures } from "./replay-figures.ts";
import { matchLine, matchOf, verdictLine, verdictOf } from "./replay-lines.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { stopSignals } from "./stop-signals.ts";

export const replay = defineCommand({
  meta: { name: "replay", description: "Which past events would have become jobs, and for which agent; sends nothing" },
  args: {
    ...settingArgs,
    from: { type: "string", description: "First block: number, moment or time ago, such as 2h", valueHint: "place" },
    to: { type: "string", description: "Last block (default: the last irreversible one)", valueHint: "place" },
    file: { type: "string", description: "Instead: JSON of blocks, an array or { blocks }, as block_api tells them" },
    agent: { type: "string", description: "Only these agents, separated by commas", valueHint: "names" },
    decide: { type: "boolean", description: "Let the model and the guards run too, and tell their verdicts; slow" },
    json: { type: "boolean", description: "One JSON line a match or a verdict, then one of figures" },
  },
  async run({ args }) {
    const { config, agents } = await loadProject(flagsOf(args), namesIn(args.agent));
    using stop = stopSignals(() => {});
    await using held = new HeldResources();
    using bottom = bottomLine(process.stderr);
    const log = openLog(config.logLevel, bottom);
    const rpc = createRpcClient({ nodes: config.nodes, chainId: config.chainId, log });
    const reader = createChainReader(rpc);
    const walk = { rpc, reader, agents, signal: stop.drain, log, onProgress: showCatchUp(bottom) };
    const past = args.file === undefined ? fromNodes(args, walk) : fromFile(args.file, agents);
    const source = args.decide
      ? held.use(await openVerdicts(past, { config, agents, reader, log, signal: stop.drain })).blocks
      : past;
    const say = (view: object, line: string): void => console.log(args.json ? JSON.stringify(view) : line);
    const [sum, figuresAt] = [{ blocks: 0, matches: 0, ...(args.decide && { verdicts: 0 }) }, startFigures()];
    for await (const batch of source) {
      const { blocks, jobs, verdicts = [] }: PastBlocks & Partial<JudgedBlocks> = batch;
      sum.blocks += blocks.length;
      sum.matches += jobs.length;
      if (sum.verdicts !== undefined) sum.verdicts += verdicts.length;
      if (jobs.length + verdicts.length > 0) bottom.clear();
      for (const job of jobs) say(matchOf(job), matchLine(job));
      for (const verdict of verdicts) say(verdictOf(verdict), verdictLine(verdict));
    }
    bottom.clear();
    const figures = figuresAt(sum);
    say(figures, figuresLine(figures));
  },
});

async function* fromFile(file: string, agents: readonly Agent[]): AsyncGenerator<PastBlocks> {
  const blocks = await readRecordedBlocks(file);
  yield { blocks, jobs: blocks.flatMap(eventsOf).flatMap((event) => jobsFor(event, agents)) };
}

async function* fromNodes(
  places: { readonly from?: string | undefined; readonly to?: string | undefined },
  walk: Omit<PastOptions, "from" | "to">,
): AsyncGenerator<PastBlocks> {
  const { rpc, signal } = walk;
  if (places.from === undefined)
    throw new SkepError("config_invalid", "say where to begin with --from, or name a --file");
  const from = await numberOf(places.from, "--from", rpc, signal);
  const to =
    places.to === undefined
      ? (await readProperties(rpc, signal)).irreversibleNumber
      : await numberOf(places.to, "--to", rpc, signal);
  if (to < from) throw new SkepError("config_invalid", `--to (block ${to}) is before --from (block ${from})`);
  yield* listenToThePast({ ...walk, from, to });
}

async function numberOf(text: string, flag: string, rpc: RpcClient, signal: AbortSignal): Promise<number> {
  const place = parseBlockPlace(text, flag, systemClock.now());
  return place instanceof Date ? findBlockAt(rpc, place, signal) : place;
}
