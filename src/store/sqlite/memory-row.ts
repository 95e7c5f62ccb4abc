import type { FoundMemory, Memory, MemoryKind, MemoryReceipt } from "../memory-store.ts";

/** A memory as SQL gives it: times in milliseconds, the receipt flat. */
export interface MemoryRow {
  readonly id: number;
  readonly kind: MemoryKind;
  readonly agent: string;
  readonly person: string;
  readonly subject: string;
  readonly thread: string;
  readonly asked: string;
  readonly answered: string;
  readonly fact: string;
  readonly shared: 0 | 1;
  readonly at: number;
  readonly expiresAt: number;
  readonly usedAt: number;
  readonly uses: number;
  readonly receiptId: string;
  readonly receiptBlock: number;
}

/** What choosing takes. */
export interface FoundRow {
  readonly id: number;
  readonly kind: MemoryKind;
  readonly thread: string;
  readonly terms: Buffer;
  readonly spaceId: number;
  readonly vector: Buffer | null;
}

/** What a memory is told by, without what it is found by. */
export const memoryColumns = `id, kind, agent, person, subject, thread, asked, answered, fact, shared, at,
  expires_at as expiresAt, used_at as usedAt, uses, receipt_id as receiptId, receipt_block as receiptBlock`;

/** What memories are chosen by. */
export const foundColumns = "id, kind, thread, terms, space_id as spaceId, vector";

/** A row as the rooms above see it. */
export function memoryOf(row: MemoryRow): Memory {
  return {
    id: row.id,
    kind: row.kind,
    agent: row.agent,
    person: row.person,
    subject: row.subject,
    thread: row.thread,
    asked: row.asked,
    answered: row.answered,
    fact: row.fact,
    isShared: row.shared === 1,
    at: new Date(row.at),
    expiresAt: new Date(row.expiresAt),
    usedAt: new Date(row.usedAt),
    uses: row.uses,
    receipt: receiptOf(row),
  };
}

/** A row as choosing takes it; its vector only when it is of this space. */
export function foundOf({ id, kind, thread, terms, ...row }: FoundRow, spaceId: number): FoundMemory {
  const vector = row.spaceId === spaceId && row.vector !== null ? row.vector : undefined;
  return { id, kind, thread, terms: termsIn(terms), vector };
}

/** Terms as they are stored: in the order of bytes of every machine that Node runs on. */
export function termsBlob(terms: Uint32Array): Buffer {
  return Buffer.from(terms.buffer, terms.byteOffset, terms.byteLength);
}

/** Terms as they were before they were stored; copied only where numbers may not begin. */
export function termsIn(blob: Buffer): Uint32Array {
  const bytes = blob.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0 ? blob : new Uint8Array(blob);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / Uint32Array.BYTES_PER_ELEMENT));
}

function receiptOf({ receiptId, receiptBlock }: MemoryRow): MemoryReceipt | undefined {
  return receiptId === "" ? undefined : { transactionId: receiptId, block: receiptBlock };
}
