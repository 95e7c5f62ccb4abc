import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Agent } from "../agent/agent.ts";
import { fitSections, type RankedSection } from "../context/fit.ts";
import { parseOutput } from "../decision/decision.ts";
import { grammarSchema } from "../decision/grammar-schema.ts";
import type { LanguageModel } from "../model/language-model.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import type { Rooms } from "./rooms.ts";

/** One question to the model and the shape of its answer. */
export interface Turn<T> {
  /** Unique within the job: under it the turn is recorded, and found again after a restart. */
  readonly step: string;
  readonly system: string;
  readonly sections: readonly RankedSection[];
  readonly schema: z.ZodType<T>;
  /** Says what is wrong with an answer that the schema allows; `undefined` when nothing is. */
  readonly complain?: (answer: T) => string | undefined;
}

const triesPerTurn = 3;
// What the chat template adds around the messages is not in the counts.
const templateTokens = 64;
const turnDeadline = 10 * 60_000;

/**
 * Asks the model, or finds the answer that an earlier life of this process got. An answer that breaks the schema is
 * asked for again, twice at most, with the complaint in the prompt; then `model_output_invalid` is thrown.
 */
export async function takeTurn<T>(
  job: ClaimedJob,
  agent: Agent,
  turn: Turn<T>,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<T> {
  const recorded = (await rooms.store.work.readTurns(job.id)).find(({ step }) => step === turn.step);
  if (recorded) return parseOutput(recorded.output, turn.schema);
  let complaint: string | undefined;
  for (let attempt = 0; attempt < triesPerTurn; attempt++) {
    const output = await ask(job, agent, turn, { attempt, complaint }, rooms, signal);
    complaint = judgeOutput(output, turn);
    if (complaint === undefined) return parseOutput(output, turn.schema);
    rooms.journal({
      fact: "turn-refused",
      jobId: job.id,
      agent: job.agent,
      subject: job.subject,
      step: turn.step,
      complaint,
    });
  }
  throw new SkepError(
    "model_output_invalid",
    `${triesPerTurn} answers in a row were refused; the last one because: ${complaint}`,
  );
}

async function ask<T>(
  job: ClaimedJob,
  agent: Agent,
  turn: Turn<T>,
  { attempt, complaint }: { attempt: number; complaint: string | undefined },
  rooms: Rooms,
  signal: AbortSignal,
): Promise<string> {
  const model = rooms.modelOf(agent);
  const { jobId, ...about } = { jobId: job.id, agent: job.agent, subject: job.subject, step: turn.step };
  const { user, tokens, cut } = await fitSections(
    withComplaint(turn.sections, complaint),
    await budget(model, agent, turn.system),
    (text) => model.countTokens(text),
  );
  const seed = agent.model.seed ?? seedFor(job.eventId, turn.step, attempt);
  // At temperature 0 the same question gets the same answer: a retry needs some.
  const temperature = attempt === 0 ? agent.model.temperature : Math.max(0.4, agent.model.temperature);
  rooms.journal({ fact: "turn-started", jobId, ...about, model: model.identity.title, promptTokens: tokens, cut });
  const completion = await model.complete(
    {
      system: turn.system,
      user,
      schema: grammarSchema(turn.schema),
      maxTokens: agent.model.maxTokens,
      temperature,
      seed,
      deadline: turnDeadline,
      onText: (text) => rooms.journal({ fact: "text-generated", jobId, agent: job.agent, subject: job.subject, text }),
    },
    signal,
  );
  const { text: output, promptTokens, completionTokens, milliseconds } = completion;
  rooms.journal({ fact: "turn-ended", jobId, ...about, output, promptTokens, completionTokens, milliseconds });
  const isGood = judgeOutput(output, turn) === undefined;
  await rooms.store.work.recordTurn(job, {
    step: isGood ? turn.step : `${turn.step}#refused-${job.attempts}-${attempt}`,
    model: `${model.identity.title} ${model.identity.sha256.slice(0, 12)}`,
    seed,
    temperature,
    prompt: `${turn.system}\n\n${user}`,
    output,
    promptTokens,
    completionTokens,
    milliseconds,
    at: rooms.clock.now(),
  });
  return output;
}

function judgeOutput<T>(output: string, { schema, complain }: Turn<T>): string | undefined {
  try {
    const answer = parseOutput(output, schema);
    return complain?.(answer);
  } catch (error) {
    return messageOf(error);
  }
}

function withComplaint(sections: readonly RankedSection[], complaint: string | undefined): readonly RankedSection[] {
  if (complaint === undefined) return sections;
  return [...sections, { label: "your last answer was refused", text: complaint.slice(0, 300), rank: 0 }];
}

async function budget(model: LanguageModel, agent: Agent, system: string): Promise<number> {
  return model.contextSize - agent.model.maxTokens - templateTokens - (await model.countTokens(system));
}

/** A seed that is the same whenever the same question is asked, and another one at each retry. */
export function seedFor(eventId: string, step: string, attempt: number): number {
  return createHash("sha256").update(`${eventId}\n${step}\n${attempt}`).digest().readUInt32LE(0) >>> 1;
}
