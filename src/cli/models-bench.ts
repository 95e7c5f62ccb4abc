import { readFileSync } from "node:fs";
import { defineCommand } from "citty";
import type { Config } from "../config/config.ts";
import { ownEnvironment } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import type { LanguageModel } from "../model/language-model.ts";
import { openLlamaModel } from "../model/llama-model.ts";
import { measureModel, type ModelSpeed } from "../model/measure-model.ts";
import { engineSettings, fileChoiceOf, openModels } from "../runtime/open-models.ts";
import { SkepError } from "../shared/errors.ts";
import { jsonArg, modelSettingArgs, nameArg } from "./model-args.ts";
import { openLog } from "./open-log.ts";
import { flagsOf } from "./setting-args.ts";
import { showTable } from "./show-table.ts";
import { sizeText } from "./size-text.ts";
import { stopSignals } from "./stop-signals.ts";
import { unlockKeys } from "./unlock-keys.ts";

interface Measured extends ModelSpeed {
  readonly model: string;
  readonly backend: string;
  /** Resident bytes of the engine after the turns; absent where another program runs it, or the system does not say. */
  readonly memory: number | undefined;
}

export const bench = defineCommand({
  meta: { name: "bench", description: "Measure a model here: tokens a second, memory, replies to expect" },
  args: {
    ...modelSettingArgs,
    name: nameArg,
    threads: { type: "string", description: "Try these numbers of threads instead, by commas", valueHint: "1,2,4" },
    json: jsonArg,
  },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    using stop = stopSignals(() => undefined);
    const rows: Measured[] = [];
    for (const threads of threadsIn(args.threads)) rows.push(await measure(args.name, config, threads, stop.drain));
    if (args.json) return console.log(JSON.stringify(rows, undefined, 2));
    show(rows);
  },
});

function threadsIn(text: string | undefined): readonly (number | undefined)[] {
  if (text === undefined) return [undefined];
  const counts = text.split(",").map(Number);
  if (counts.every((count) => Number.isInteger(count) && count > 0)) return counts;
  throw new SkepError("config_invalid", `--threads takes numbers separated by commas, not "${text}"`);
}

async function measure(
  name: string,
  config: Config,
  threads: number | undefined,
  signal: AbortSignal,
): Promise<Measured> {
  const log = openLog("warn");
  if (config.models[name]?.provider === "openai") {
    const keys = await unlockKeys(config, []);
    await using models = await openModels(new Set([name]), config, { keys, log, signal });
    const model = models.byName.get(name);
    if (model) return { ...about(model), ...(await measureModel(model, signal)), memory: undefined };
  }
  const choice = fileChoiceOf(name, config);
  if (choice.embedding === true)
    throw new SkepError("config_invalid", `models.${name} embeds: it says nothing to measure`);
  const settings = { name, ...engineSettings(choice, config), ...(threads === undefined ? {} : { threads }) };
  await using model = await openLlamaModel(settings, { log, environment: ownEnvironment() }, signal);
  const speed = await measureModel(model, signal);
  return { ...about(model), ...speed, memory: residentBytes(model.enginePid) };
}

function about({ identity }: LanguageModel): Pick<Measured, "model" | "backend"> {
  return { model: identity.title, backend: identity.backend };
}

function residentBytes(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== "linux") return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** A model that said fewer tokens than this in all three turns was hardly measured. */
const fewTokens = 30;

function show(rows: readonly Measured[]): void {
  showTable(
    ["runs on", "reads", "says", "memory", "a reply", "replies an hour"],
    rows.map(({ backend, read, say, memory, secondsPerReply }) => [
      backend,
      `${read.toFixed(0)} tokens/s`,
      `${say.toFixed(1)} tokens/s`,
      memory === undefined ? "–" : sizeText(memory),
      `${secondsPerReply.toFixed(1)} s`,
      String(Math.floor(3600 / secondsPerReply)),
    ]),
  );
  const [first] = rows;
  console.log(`\n${first?.model}: a reply is 150 tokens to a post of 600, one after the other.`);
  console.log("Whatever else this machine does now makes it slower.");
  if (rows.some(({ said }) => said < fewTokens)) {
    console.log("It ended its answers early: how fast it speaks was measured on few tokens.");
  }
}
