import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import type { TurnRecord } from "../work-store.ts";
import type { Connection } from "./connection.ts";

interface TurnRow extends Omit<TurnRecord, "prompt" | "thoughts" | "context" | "at"> {
  readonly prompt: Buffer;
  readonly thoughts: Buffer | null;
  readonly context: string;
  readonly at: number;
}

const turnParts = z.array(z.object({ label: z.string(), tokens: z.number(), wholeTokens: z.number() }));

/** Turns of the model, by job. */
export interface Turns {
  /** In the order in which they ended. */
  read(jobId: number): TurnRecord[];
  /** A turn of the same step takes the place of the earlier one. */
  record(jobId: number, turn: TurnRecord): void;
}

/** Prepares the statements. */
export function prepareTurns(connection: Connection): Turns {
  const select = connection.prepare<[number], TurnRow>(`
    select step, model, seed, temperature, prompt, thoughts, output, context, prompt_tokens as promptTokens,
      completion_tokens as completionTokens, milliseconds, at
    from turn where job_id = ? order by at, rowid`);
  const replace = connection.prepare<[object]>(`
    insert or replace into turn (job_id, step, model, seed, temperature, prompt, thoughts, output, context, prompt_tokens,
      completion_tokens, milliseconds, at)
    values (@jobId, @step, @model, @seed, @temperature, @prompt, @thoughts, @output, @context, @promptTokens, @completionTokens,
      @milliseconds, @at)`);
  return {
    read: (jobId) => select.all(jobId).map(turnRecord),
    record(jobId, turn) {
      replace.run({
        ...turn,
        prompt: deflateRawSync(turn.prompt),
        thoughts: turn.thoughts === "" ? null : deflateRawSync(turn.thoughts),
        context: JSON.stringify(turn.context),
        at: turn.at.getTime(),
        jobId,
      });
    },
  };
}

function turnRecord(row: TurnRow): TurnRecord {
  const { prompt, thoughts, context, at } = row;
  return {
    ...row,
    prompt: inflateRawSync(prompt).toString("utf8"),
    thoughts: thoughts === null ? "" : inflateRawSync(thoughts).toString("utf8"),
    context: turnParts.parse(JSON.parse(context)),
    at: new Date(at),
  };
}
