import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Agent } from "../../agent/agent.ts";
import { loadAgents } from "../../agent/load-agents.ts";
import { createRpcClient } from "../../chain/rpc-client.ts";
import { complaintsError } from "../../config/complaint.ts";
import type { Config } from "../../config/config.ts";
import { isColourless } from "../../config/environment.ts";
import { loadConfig } from "../../config/load-config.ts";
import type { Devnet } from "../../devnet/create-devnet.ts";
import type { Journal } from "../../runtime/journal.ts";
import { openBot, type OpenBot } from "../../runtime/open-bot.ts";
import { HeldResources } from "../../shared/held-resources.ts";
import { openLog } from "../open-log.ts";
import { stopSignals } from "../stop-signals.ts";
import { marketPosts, oats, oven } from "./cast.ts";
import { openPage } from "./page.ts";
import { play } from "./play.ts";
import { promisesOf, type DemoPromise } from "./promises.ts";
import { nextBlock, openStage, publish } from "./stage.ts";
import { createStory, isLastWord, type Page } from "./story.ts";

export interface DemoOptions {
  /** Milliseconds between blocks. */
  readonly interval: number;
  readonly model: string | undefined;
  readonly keepRunning: boolean;
  readonly json: boolean;
}

/** How many blocks pass until the digest is due: about when the scenes before it are over. */
const blocksUntilDigest = 8;

/** Plays the demo to its end. Answers whether everything that it promises really stands on its chain. */
export async function runDemo({ interval, model, keepRunning, json }: DemoOptions): Promise<boolean> {
  const page = json ? silentPage : openPage(process.stdout, isColourless());
  await using held = new HeldResources();
  const dataDir = await temporaryFolder(held);
  using stop = stopSignals((text) => page.line(`\n  ${text}`));
  const digestSlot = new Date(Math.ceil((Date.now() + blocksUntilDigest * interval) / 1_000) * 1_000);

  const { agents, config: shipped } = await loadShipped(dataDir, model, digestSlot);
  const devnet = held.use(
    await openStage(
      interval,
      agents.map(({ account }) => account),
    ),
  );
  const config: Config = { ...shipped, nodes: [devnet.url], chainId: devnet.chainId, dataDir, live: true };
  for (const post of [oven, oats, ...marketPosts]) publish(devnet, post);
  await nextBlock(devnet, stop.drain);

  const story: Journal = json ? (entry) => console.log(JSON.stringify(entry)) : createStory(page);
  let bot: OpenBot | undefined;
  const told = new Set<string>();
  const journal: Journal = (entry) => {
    story(entry);
    if ("subject" in entry && isLastWord(entry)) told.add(`${entry.agent} ${entry.subject}`);
    if (entry.fact === "decision-judged" && entry.decision.post && bot) void approveDrafts(bot, page);
  };
  const keys = {
    findPostingKey: (account: string) => devnet.keyOf(account, "posting"),
    findApiKey: () => undefined,
  };
  page.remark("loading the model …");
  bot = held.use(
    await openBot({ config, agents, keys, journal, log: openLog("error"), from: devnet.head().number + 1 }, stop.drain),
  );
  // Loading the model takes what it takes: the slot is due all the same.
  await bot.store.schedule.startCounting("inleo-digest", "daily", new Date(digestSlot.getTime() - 1_000));
  introduce(page, devnet, bot, agents, interval);

  const running = bot.run(stop);
  const rpc = createRpcClient({ nodes: [devnet.url] });
  const promises = promisesOf({ rpc, reader: bot.reader, store: bot.store, digestSlot, signal: stop.abort });
  const isTold = (agent: string, subject: string): boolean => told.has(`${agent} ${subject}`);
  const patience = 45_000 + 10 * interval;
  const played = play({ page, devnet, promises, isTold, patience, signal: stop.drain });
  const kept = await Promise.race([played, running.then(() => played)]);
  const isKept = [...kept.values()].every(Boolean) && !stop.drain.aborted;
  conclude(page, kept, { json, isShipped: model === undefined });
  if (keepRunning && !stop.drain.aborted) keepGoing(page, devnet, json);
  else stop.request();
  await running;
  return isKept;
}

async function temporaryFolder(held: HeldResources): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "skep-demo-"));
  held.use({ [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) });
  return path;
}

/** The agents as they ship, but allowed to act on this chain, and with a digest that is due within the demo. */
async function loadShipped(
  dataDir: string,
  model: string | undefined,
  slot: Date,
): Promise<{ agents: readonly Agent[]; config: Config }> {
  const { config } = await loadConfig({
    projectDir: dataDir,
    environment: {},
    flags: model === undefined ? {} : { models: model },
  });
  const { agents, complaints } = await loadAgents({ agentsDir: config.agentsDir, promptsDir: config.promptsDir });
  if (complaints.length > 0) throw complaintsError(complaints);
  const cron = `${slot.getUTCSeconds()} ${slot.getUTCMinutes()} ${slot.getUTCHours()} * * *`;
  return {
    config,
    agents: agents.map((agent) => ({
      ...agent,
      mode: "live",
      operator: "you",
      schedules: agent.schedules.map((schedule) => ({ ...schedule, cron, timezone: "UTC" })),
    })),
  };
}

/** The part of the operator, who alone lets root posts go out. */
async function approveDrafts({ store }: OpenBot, { line, paint }: Page): Promise<void> {
  for (const draft of await store.views.readOutbox({ state: "draft", limit: 10 })) {
    if (!(await store.views.approve(draft.id, draft.hash))) continue;
    line("");
    line(
      `  ${paint("bold", "you")} ${paint("dim", `· approve the draft of ${draft.agent}: root posts wait for their operator`)}`,
    );
  }
}

function introduce(
  { line, paint }: Page,
  devnet: Devnet,
  { models }: OpenBot,
  agents: readonly Agent[],
  interval: number,
): void {
  const row = (label: string, text: string): void => line(`  ${paint("dim", label.padEnd(8))} ${text}`);
  line(paint("bold", "Skep demo: AI agents on a Hive chain of their own. Nothing leaves this machine."));
  line("");
  row("chain", `${devnet.url}, a block every ${interval / 1_000} s, real signatures and rules`);
  for (const { title, backend } of models) row("model", `${title} on ${backend}, by llama.cpp in a process of its own`);
  for (const agent of agents) row("agent", `${paint("bold", agent.name)} (@${agent.account}): ${agent.description}`);
}

function conclude(
  { line, paint }: Page,
  kept: ReadonlyMap<DemoPromise, boolean>,
  { json, isShipped }: { readonly json: boolean; readonly isShipped: boolean },
): void {
  if (json) {
    const results = [...kept].map(([{ name, text }, isKept]) => ({ name, text, kept: isKept }));
    console.log(JSON.stringify({ fact: "demo-ended", ok: results.every((result) => result.kept), promises: results }));
    return;
  }
  line("");
  line(paint("bold", "What stands on the chain now"));
  for (const [{ text }, isKept] of kept) line(`  ${isKept ? paint("green", "✓") : paint("red", "✗")} ${text}`);
  line("");
  if (isShipped) {
    line(
      "The model was skep-tiny, which ships with Skep. It knows these few tricks only, and fails on many other texts.",
    );
    line("For a real model, put this into skep.yaml and run `npx skep models pull`:");
    line(paint("dim", "  models:\n    default: hf:bartowski/Qwen_Qwen3-1.7B-GGUF:Q4_K_M"));
  }
  line(
    "Next: look at agents/sage.yaml, change a prompt in prompts/, then `npx skep check` and `npx skep run` (a dry run on Hive).",
  );
}

function keepGoing({ line }: Page, devnet: Devnet, json: boolean): void {
  if (json) return;
  line("");
  line(`Chain and agents go on at ${devnet.url} until you press Ctrl-C.`);
}

const silentPage: Page = { paint: (_, text) => text, width: 100, line: () => {}, remark: () => {} };
