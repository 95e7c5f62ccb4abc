import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { ngramEmbedder } from "../search/ngram-embedder.ts";
import type { ImportedMemory, Memory } from "../store/memory-store.ts";
import { indexAtOnce } from "./index-memory.ts";

const account = z.string().regex(/^[a-z0-9.-]{3,16}$/, "must be an account");
const place = z.string().max(300);

const line = z.strictObject({
  kind: z.enum(["exchange", "fact"]),
  agent: z.string().min(1).max(63),
  person: account,
  subject: place,
  thread: place,
  asked: z.string().max(2_000).default(""),
  answered: z.string().max(6_000).default(""),
  fact: z.string().max(640).default(""),
  isShared: z.boolean().default(false),
  at: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  receipt: z.strictObject({ transactionId: z.string().regex(/^[0-9a-f]{40}$/), block: z.int().min(0) }).exactOptional(),
});

/** A memory as one line of JSON, without what depends on this database: its id, its uses and what it is found by. */
export function writeLine(memory: Memory): string {
  const { id: _, uses: __, usedAt: ___, receipt, ...told } = memory;
  return JSON.stringify({ ...told, ...(receipt && { receipt }) });
}

/** Reads such a line back. Throws `config_invalid` with the number of the line and what is wrong in it. */
export function readLine(text: string, number: number): ImportedMemory {
  const told = line.safeParse(parsed(text));
  if (!told.success) {
    throw new SkepError("config_invalid", `line ${number} is no memory: ${z.prettifyError(told.error)}`);
  }
  const { at, expiresAt, receipt, ...texts } = told.data;
  const times = { at: new Date(at), expiresAt: new Date(expiresAt) };
  return { ...texts, ...times, receipt, ...indexAtOnce(texts, ngramEmbedder) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
