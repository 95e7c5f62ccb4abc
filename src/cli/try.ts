import { writeFile } from "node:fs/promises";
import { defineCommand } from "citty";
import type { Agent } from "../agent/agent.ts";
import { createChainReader } from "../chain/node-reader.ts";
import { createRpcClient, type RpcClientOptions } from "../chain/rpc-client.ts";
import type { Config } from "../config/config.ts";
import type { Journal, PostRead } from "../runtime/journal.ts";
import { rehearse, type Rehearsed } from "../runtime/rehearse.ts";
import { systemClock } from "../shared/clock.ts";
import { SkepError } from "../shared/errors.ts";
import { HeldResources } from "../shared/held-resources.ts";
import { bottomLine } from "./bottom-line.ts";
import { loadProject } from "./load-project.ts";
import { openDryBench } from "./open-dry-bench.ts";
import { openLog } from "./open-log.ts";
import { printable } from "./printable.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { stopSignals } from "./stop-signals.ts";
import { occasionFor } from "./try/occasion.ts";
import { outcomeText, outcomeView, renderedText } from "./try/outcome.ts";
import { watchTry } from "./try/watch.ts";

export const tryCommand = defineCommand({
  meta: { name: "try", description: "One agent, one occasion: what it would see, say and do; sends and keeps nothing" },
  args: {
    ...settingArgs,
    agent: { type: "positional", description: "Its name", required: true },
    text: { type: "string", description: "Somebody writes this to it", valueHint: "words" },
    by: { type: "string", description: "Who writes it", default: "somebody", valueHint: "account" },
    under: { type: "string", description: "What it answers (default: it is a post)", valueHint: "author/permlink" },
    in: { type: "string", description: "The community or tag of such a post", default: "test", valueHint: "tag" },
    event: { type: "string", description: "Instead: this post or reply on chain", valueHint: "author/permlink" },
    slot: { type: "string", description: "Instead: this moment of a schedule (default: now)", valueHint: "moment" },
    schedule: { type: "string", description: "Which of its schedules (default: the first)", valueHint: "name" },
    against: { type: "string", description: "Another node to read from, of whatever chain", valueHint: "url" },
    out: { type: "string", description: "Write what it would publish to this file", valueHint: "file" },
    json: { type: "boolean", description: "One JSON object, for machines" },
  },
  async run({ args }) {
    const { config, agents } = await loadProject(flagsOf(args), [args.agent]);
    const [agent] = agents;
    if (!agent) throw new SkepError("config_invalid", `there is no agent "${args.agent}" in ${config.agentsDir}`);
    using stop = stopSignals(() => {});
    await using held = new HeldResources();
    using bottom = bottomLine(process.stderr);
    const log = openLog(config.logLevel === "info" ? "warn" : config.logLevel, bottom);
    const nodes = createChainReader(createRpcClient({ ...chainFrom(args.against, config), log }));
    const { job, reader } = await occasionFor(args, agent, nodes, stop.drain, systemClock.now());
    const bench = held.use(await openDryBench([agent], config, { log, signal: stop.drain }));
    const posts: PostRead[] = [];
    const watch = args.json === true ? () => {} : watchOn(bottom);
    if (args.json !== true) console.log(printable(occasionLine(agent, job)));
    const journal: Journal = (entry) => {
      if (entry.fact === "post-read") posts.push(entry);
      watch(entry);
    };
    const rehearsed = await rehearse(job, { agents: [agent], reader, ...bench, journal }, stop.drain);
    bottom.clear();
    console.log(
      args.json === true ? JSON.stringify(outcomeView(rehearsed, posts), undefined, 2) : `\n${outcomeText(rehearsed)}`,
    );
    if (args.out !== undefined) await writeOut(args.out, rehearsed);
  },
});

/** Another node may be of another chain, such as a dev chain: nothing is signed for it. */
function chainFrom(
  against: string | undefined,
  { nodes, chainId }: Config,
): Pick<RpcClientOptions, "nodes" | "chainId"> {
  return against === undefined ? { nodes, chainId } : { nodes: [against] };
}

function watchOn(bottom: Parameters<typeof watchTry>[0]["bottom"]): Journal {
  const { stdout } = process;
  return watchTry({ write: (text) => void stdout.write(text), isTerminal: stdout.isTTY, bottom });
}

function occasionLine(
  { name, account }: Agent,
  { trigger, subject, person }: { readonly trigger: string; readonly subject: string; readonly person: string },
): string {
  const by = person === "" ? "" : ` by @${person}`;
  return `${name} (@${account}), trigger ${trigger}${by}: ${subject}`;
}

async function writeOut(file: string, rehearsed: Rehearsed): Promise<void> {
  const text = renderedText(rehearsed);
  if (text === "") return console.error(`Nothing would be published, so ${file} is not written.`);
  await writeFile(file, text);
}
