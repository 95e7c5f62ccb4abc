import type { Config } from "../../config/config.ts";
import type { KeySource } from "../../config/key-source.ts";
import { measureModel } from "../../model/measure-model.ts";
import { openModels } from "../../runtime/open-models.ts";
import { messageOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.ts";
import { ill, warning, well, type Finding } from "./finding.ts";

/** Who asked waits about so long at most before they think that nobody is there. */
const tolerableSeconds = 120;

/** Loads each of these models and has it say something; one after the other, as they share the machine. */
export async function lookAtModels(
  names: ReadonlySet<string>,
  config: Config,
  keys: KeySource,
  log: Log,
  signal: AbortSignal,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of names) findings.push(await lookAtModel(name, config, keys, log, signal));
  return findings;
}

async function lookAtModel(
  name: string,
  config: Config,
  keys: KeySource,
  log: Log,
  signal: AbortSignal,
): Promise<Finding> {
  const about = `model ${name}`;
  try {
    await using models = await openModels(new Set([name]), config, { keys, log, signal });
    const model = models.byName.get(name);
    if (!model) return ill(about, "it is not loaded", "name it under models: in skep.yaml");
    const { read, say, secondsPerReply } = await measureModel(model, signal);
    const seen = `${model.identity.title} on ${model.identity.backend}: reads ${read.toFixed(0)} and says ${say.toFixed(1)} tokens/s, a reply in about ${secondsPerReply.toFixed(0)} s`;
    if (secondsPerReply <= tolerableSeconds) return well(about, seen);
    return warning(about, seen, "a smaller one answers sooner: skep models suggest");
  } catch (error) {
    signal.throwIfAborted();
    return ill(about, messageOf(error), "skep models list and skep models info tell more");
  }
}
