import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** How a job went on the held-out examples. All shares are of 1. */
export interface JobScore {
  readonly examples: number;
  /** The whole decision is exactly the expected one. */
  readonly exact: number;
  /** What it quotes stands in the text word for word; `null` where the job quotes nothing. */
  readonly verbatim: number | null;
}

/** What stands beside the shipped model. */
export interface ModelRecord {
  readonly sha256: string;
  readonly bytes: number;
  readonly parameters: number;
  /** The hash of the prompts, schemas and rendering that it was trained for: see contract.ts. */
  readonly trainedOn: string;
  /** The day it was made, in UTC. */
  readonly date: string;
  readonly score?: Readonly<Record<string, JobScore>>;
}

/** Where the record of a model file stands. */
export function recordPath(model: string): string {
  return model.replace(/\.gguf$/, ".json");
}

/** Reads the record beside a model file. */
export function readModelRecord(model: string): ModelRecord {
  return JSON.parse(readFileSync(recordPath(model), "utf8")) as ModelRecord;
}

/** Writes the record beside a model file; parts that are not given stay, unless the file is another one. */
export function writeModelRecord(model: string, record: ModelRecord): void {
  const old = existsSync(recordPath(model)) ? readModelRecord(model) : undefined;
  const kept = old?.sha256 === record.sha256 ? old : undefined;
  writeFileSync(recordPath(model), `${JSON.stringify({ ...kept, ...record }, undefined, 2)}\n`);
}

/** The SHA-256 of a file, in hexadecimal. */
export function fileHash(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
