import { defineCommand } from "citty";
import { loadConfig } from "../config/load-config.ts";
import { describeVoteWorth, type VoteWorth } from "../runtime/vote-worth.ts";
import { holderOf } from "../store/lock.ts";
import type { Pause } from "../store/switch-store.ts";
import type { Overview } from "../store/view-store.ts";
import { askNodes, newestHead, type NodeState } from "./ask-nodes.ts";
import { readBudgets, type Budget } from "./budgets.ts";
import { span } from "./moment.ts";
import { describeSeenNode, readNodeNotes, type NodeNotes } from "./node-notes.ts";
import { openViews } from "./open-views.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { askVoteWorths } from "./vote-worths.ts";
import { showFacts } from "./show-table.ts";

/** Everything that `status` tells, as `--json` prints it. */
interface Status extends Overview {
  /** Who works in the data directory just now. */
  readonly running: string | undefined;
  readonly pauses: readonly Pause[];
  /** Asked just now, by this command. */
  readonly nodes: readonly NodeState[];
  /** What the bot itself met with lately; absent before its first word. */
  readonly seen: NodeNotes | undefined;
  /** From the last block that was taken in to the newest head; absent while no node answers. */
  readonly lag: { readonly blocks: number; readonly seconds: number | undefined } | undefined;
  readonly budgets: readonly Budget[];
  /** Of agents that may vote; empty when no node tells. */
  readonly votes: readonly VoteWorth[];
}

export const status = defineCommand({
  meta: { name: "status", description: "Where the bot stands: head, lag, nodes, queues, budgets" },
  args: {
    ...settingArgs,
    offline: { type: "boolean", description: "Ask no node" },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    const flags = flagsOf(args);
    await using store = await openViews(flags);
    const { config } = await loadConfig({ flags });
    const nodes = args.offline ? [] : await askNodes(config.nodes, new AbortController().signal);
    const overview = await store.views.readOverview();
    const state: Status = {
      running: holderOf(config.dataDir),
      ...overview,
      pauses: await store.switches.readPauses(),
      nodes,
      seen: await readNodeNotes(store),
      lag: lagOf(overview, nodes),
      budgets: await readBudgets(store, config, new Date()),
      votes: args.offline ? [] : await askVoteWorths(config, new AbortController().signal),
    };
    if (args.json) console.log(JSON.stringify(state, undefined, 2));
    else showFacts(factsOf(state, new Date()));
  },
});

function lagOf({ cursor, cursorAt }: Overview, nodes: readonly NodeState[]): Status["lag"] {
  const head = newestHead(nodes);
  if (!head || !cursor) return undefined;
  const seconds = cursorAt && (head.time.getTime() - cursorAt.getTime()) / 1_000;
  return { blocks: head.number - cursor.number, seconds };
}

function factsOf(state: Status, now: Date): (readonly [string, string])[] {
  const { running, pauses, cursor, lag, nodes, seen, jobs, outbox, memories, budgets, votes } = state;
  return [
    ["bot", running === undefined ? "not running" : `running (${running})`],
    ...pauses.map(
      ({ agent, since, because }) =>
        ["paused", `${agent ?? "every agent"} since ${since.toISOString()}: ${because}`] as const,
    ),
    ["block", cursor ? `${cursor.number}${lag ? `, ${behind(lag)}` : ""}` : "none yet"],
    ...nodes.map((node) => ["node", `${node.node}  ${nodeText(node)}`] as const),
    ...(seen?.nodes ?? []).map(
      (node) =>
        [
          "bot sees",
          `${node.node}  ${describeSeenNode(node, now)} (${span(now.getTime() - (seen?.at ?? now).getTime())} ago)`,
        ] as const,
    ),
    ["inbox", counts(jobs)],
    ["outbox", counts(outbox)],
    ["memories", String(memories)],
    ...budgets.map(
      ({ agent, used, limit }) =>
        ["budget", `${agent}: ${used}${limit === undefined ? "" : ` of ${limit}`} actions in 24 hours`] as const,
    ),
    ...votes.map((worth) => ["votes", `${worth.agent}: ${describeVoteWorth(worth)}`] as const),
  ];
}

function behind({ blocks, seconds }: NonNullable<Status["lag"]>): string {
  const time = seconds === undefined ? "" : ` (${span(seconds * 1_000)})`;
  return blocks <= 0 ? "at the head" : `${blocks} blocks${time} behind the head`;
}

function nodeText(state: NodeState): string {
  if ("trouble" in state) return `in trouble: ${state.trouble}`;
  return `head ${state.head}, answered in ${state.milliseconds} ms`;
}

function counts(of: Readonly<Record<string, number>>): string {
  const some = Object.entries(of).filter(([, count]) => count > 0);
  return some.map(([state, count]) => `${count} ${state}`).join(", ") || "empty";
}
