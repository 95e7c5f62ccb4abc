import { defineCommand } from "citty";
import type { Agent } from "../agent/agent.ts";
import { findBlockAt } from "../chain/block-at.ts";
import { eventsOf } from "../chain/event.ts";
import { readProperties } from "../chain/properties.ts";
import { createRpcClient, type RpcClient } from "../chain/rpc-client.ts";
import { jobsFor } from "../runtime/listen.ts";
import { listenToThePast, type PastBlocks } from "../runtime/listen-past.ts";
import { systemClock } from "../shared/clock.ts";
import { SkepError } from "../shared/errors.ts";
import type { NewJob } from "../store/listen-store.ts";
import { parseBlockPlace } from "./block-place.ts";
import { loadProject, namesIn, type Project } from "./load-project.ts";
import { openLog } from "./open-log.ts";
import { readRecordedBlocks } from "./replay-file.ts";
import { replayProgress } from "./replay-progress.ts";
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
    json: { type: "boolean", description: "One JSON line a match, then one of figures" },
  },
  async run({ args }) {
    const project = await loadProject(flagsOf(args), namesIn(args.agent));
    using stop = stopSignals(() => {});
    const progress = replayProgress(process.stderr);
    const source =
      args.file === undefined
        ? fromNodes(project, args, stop.drain, (each) => progress.show(each))
        : fromFile(args.file, project.agents);
    const sum = { blocks: 0, matches: 0 };
    const started = { at: performance.now(), cpu: process.cpuUsage() };
    for await (const { blocks, jobs } of source) {
      sum.blocks += blocks;
      sum.matches += jobs.length;
      if (jobs.length > 0) progress.end();
      for (const job of jobs) console.log(args.json ? JSON.stringify(matchOf(job)) : lineOf(job));
    }
    progress.end();
    const figures = figuresOf(sum, started);
    console.log(args.json ? JSON.stringify(figures) : sentenceOf(figures));
  },
});

async function* fromFile(file: string, agents: readonly Agent[]): AsyncGenerator<PastBlocks> {
  const blocks = await readRecordedBlocks(file);
  yield { blocks: blocks.length, jobs: blocks.flatMap(eventsOf).flatMap((event) => jobsFor(event, agents)) };
}

async function* fromNodes(
  { config, agents }: Project,
  places: { readonly from?: string | undefined; readonly to?: string | undefined },
  signal: AbortSignal,
  onProgress: ReturnType<typeof replayProgress>["show"],
): AsyncGenerator<PastBlocks> {
  if (places.from === undefined)
    throw new SkepError("config_invalid", "say where to begin with --from, or name a --file");
  const log = openLog(config.logLevel);
  const rpc = createRpcClient({ nodes: config.nodes, chainId: config.chainId, log });
  const from = await numberOf(places.from, "--from", rpc, signal);
  const to =
    places.to === undefined
      ? (await readProperties(rpc, signal)).irreversibleNumber
      : await numberOf(places.to, "--to", rpc, signal);
  if (to < from) throw new SkepError("config_invalid", `--to (block ${to}) is before --from (block ${from})`);
  yield* listenToThePast({ rpc, agents, from, to, signal, log, onProgress });
}

async function numberOf(text: string, flag: string, rpc: RpcClient, signal: AbortSignal): Promise<number> {
  const place = parseBlockPlace(text, flag, systemClock.now());
  return place instanceof Date ? findBlockAt(rpc, place, signal) : place;
}

interface Match {
  readonly block: number;
  readonly transaction: string;
  readonly author: string;
  readonly permlink: string;
  readonly agent: string;
  readonly trigger: string;
}

/** What is no post is told by who did it. */
function matchOf({ block, eventId, subject, person, agent, trigger }: NewJob): Match {
  const [author = "", permlink = ""] = subject === eventId ? [person] : subject.split("/");
  return { block, transaction: eventId.split(":")[0] ?? "", author, permlink, agent, trigger };
}

function lineOf(job: NewJob): string {
  const { block, agent, trigger, author, permlink } = matchOf(job);
  return `${block}  ${agent}  ${trigger}  @${author}${permlink === "" ? "" : `/${permlink}`}`;
}

interface Figures {
  readonly blocks: number;
  readonly seconds: number;
  readonly blocksPerSecond: number;
  readonly cpuMsPerBlock: number;
  readonly peakRssMb: number;
  readonly matches: number;
}

function figuresOf(
  { blocks, matches }: Pick<Figures, "blocks" | "matches">,
  { at, cpu }: { readonly at: number; readonly cpu: NodeJS.CpuUsage },
): Figures {
  const seconds = (performance.now() - at) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    blocks,
    seconds: rounded(seconds, 3),
    blocksPerSecond: rounded(blocks / seconds, 1),
    cpuMsPerBlock: rounded((user + system) / 1_000 / Math.max(blocks, 1), 4),
    peakRssMb: rounded(process.resourceUsage().maxRSS / 1_024, 1),
    matches,
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function sentenceOf({ matches, blocks, seconds, blocksPerSecond }: Figures): string {
  return `${matches} matches in ${blocks} blocks, ${seconds} s, ${blocksPerSecond} blocks/s. Nothing was sent.`;
}
