import type { Agent } from "../agent/agent.ts";
import type { RankedSection } from "../context/fit.ts";
import { parseOutput } from "../decision/decision.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { askModel, type Question } from "./ask-model.ts";
import { refOf } from "./material.ts";
import type { Rooms } from "./rooms.ts";

/** One question to the model, and when its answer will do. */
export interface Turn<T> extends Question<T> {
  /** Says what is wrong with an answer that the schema allows; `undefined` when nothing is. */
  readonly complain?: (answer: T) => string | undefined;
}

const triesPerTurn = 3;

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
  const known = recorded && judgeOutput(recorded.output, turn);
  if (known && "answer" in known) return known.answer; // else the agent's rights have changed since: ask again
  let complaint: string | undefined;
  for (let attempt = 0; attempt < triesPerTurn; attempt++) {
    const tried = await tryOnce(job, agent, turn, { attempt, complaint }, rooms, signal);
    if ("answer" in tried) return tried.answer;
    ({ complaint } = tried);
    rooms.journal({ fact: "turn-refused", ...refOf(job), step: turn.step, complaint });
  }
  const message = `${triesPerTurn} answers in a row were refused; the last one because: ${complaint}`;
  throw new SkepError("model_output_invalid", message);
}

type Tried<T> = { readonly answer: T } | { readonly complaint: string };

/** Asks once and records what came; what is wrong with it comes back as a complaint, other failures are thrown. */
async function tryOnce<T>(
  job: ClaimedJob,
  agent: Agent,
  turn: Turn<T>,
  { attempt, complaint }: { readonly attempt: number; readonly complaint: string | undefined },
  rooms: Rooms,
  signal: AbortSignal,
): Promise<Tried<T>> {
  const sections = complaint === undefined ? turn.sections : [...turn.sections, complaintSection(complaint)];
  try {
    const record = await askModel(job, agent, { ...turn, sections, attempt }, rooms, signal);
    const tried = judgeOutput(record.output, turn);
    const step = "answer" in tried ? turn.step : `${turn.step}/refused/${job.attempts}.${attempt}`;
    await rooms.store.work.recordTurn(job, { ...record, step });
    return tried;
  } catch (error) {
    return complaintOf(error);
  }
}

function judgeOutput<T>(output: string, { schema, complain }: Turn<T>): Tried<T> {
  try {
    const answer = parseOutput(output, schema);
    const complaint = complain?.(answer);
    return complaint === undefined ? { answer } : { complaint };
  } catch (error) {
    return complaintOf(error);
  }
}

function complaintOf(error: unknown): { readonly complaint: string } {
  if (error instanceof SkepError && error.code === "model_output_invalid") return { complaint: error.message };
  throw error;
}

function complaintSection(complaint: string): RankedSection {
  return { label: "your last answer was refused", text: complaint.slice(0, 300), rank: 0 };
}
