import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Agent } from "../agent/agent.ts";
import { fitSections, type RankedSection } from "../context/fit.ts";
import { grammarSchema } from "../decision/grammar-schema.ts";
import type { LanguageModel } from "../model/language-model.ts";
import type { ClaimedJob, TurnRecord } from "../store/work-store.ts";
import { refOf } from "./material.ts";
import { unaskedTriggers } from "./may-at.ts";
import type { Rooms } from "./rooms.ts";

/** What is asked and the shape of its answer. */
export interface Question<T> {
  /** Unique within the job: under it the turn is recorded, and found again after a restart. */
  readonly step: string;
  readonly system: string;
  readonly sections: readonly RankedSection[];
  readonly schema: z.ZodType<T>;
}

// What the chat template adds around the messages is not in the counts.
const templateTokens = 64;
const deadline = 10 * 60_000;
/** Of turns that wait, those go first for whose answer somebody waits. */
const [someoneWaits, unasked] = [1, 0];
/** At temperature 0 the same question gets the same answer: a retry needs some. */
const retryTemperature = 0.4;

/** Asks the agent's model once, telling the journal as it goes. Answers the turn as it is to be recorded. */
export async function askModel(
  job: ClaimedJob,
  agent: Agent,
  question: Question<unknown> & { readonly attempt: number },
  rooms: Rooms,
  signal: AbortSignal,
): Promise<TurnRecord> {
  const { step, system, sections, schema, attempt } = question;
  const { maxTokens, temperature: usual, seed: fixed } = agent.model;
  const model = rooms.modelOf(agent);
  const { room, instruction, thoughts } = await roomFor(agent, system, model);
  const { user, tokens, cut, parts } = await fitSections(sections, room, (text) => model.countTokens(text));
  const context = [{ label: "instruction", tokens: instruction, wholeTokens: instruction }, ...parts];
  const seed = fixed ?? seedFor(job.eventId, step, attempt);
  const temperature = attempt === 0 ? usual : Math.max(retryTemperature, usual);
  const about = { ...refOf(job), step };
  rooms.journal({ fact: "turn-started", ...about, model: model.identity.title, promptTokens: tokens, cut, context });
  const onText = (text: string): void => rooms.journal({ fact: "text-generated", ...refOf(job), text });
  const priority = job.trigger === "schedule" || unaskedTriggers.has(job.trigger) ? unasked : someoneWaits;
  const asked = { system, user, schema: grammarSchema(schema), maxTokens, thoughts, temperature, seed, priority };
  const {
    text: output,
    thoughts: thought = "",
    promptTokens,
    completionTokens,
    milliseconds,
  } = await model.complete({ ...asked, deadline, onText }, signal);
  const figures = { output, promptTokens, completionTokens, milliseconds };
  rooms.journal({ fact: "turn-ended", ...about, ...figures });
  const prompt = `${system}\n\n${user}`;
  const said = { prompt, thoughts: thought, context, ...figures };
  return { step, model: nameOf(model), seed, temperature, ...said, at: rooms.clock.now() };
}

/** How many tokens of context fit beside an instruction, what is thought before the answer, and the answer. */
export async function roomFor(
  { model: { maxTokens, thoughts: allowed } }: Pick<Agent, "model">,
  system: string,
  model: LanguageModel,
): Promise<{ readonly room: number; readonly instruction: number; readonly thoughts: number }> {
  const thoughts = model.thinks === true ? allowed : 0;
  const instruction = await model.countTokens(system);
  return { room: model.contextSize - thoughts - maxTokens - templateTokens - instruction, instruction, thoughts };
}

/** Title and the beginning of the file's hash, or the servers: enough to know which model said it. */
export function nameOf({ identity }: LanguageModel): string {
  return `${identity.title} ${identity.sha256?.slice(0, 12) ?? identity.backend}`;
}

/** A seed that is the same whenever the same question is asked, and another one at each retry. */
function seedFor(eventId: string, step: string, attempt: number): number {
  return createHash("sha256").update(`${eventId}\n${step}\n${attempt}`).digest().readUInt32LE(0) >>> 1;
}
