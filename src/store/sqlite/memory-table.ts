import { labelTerm, sharedTerm, termText } from "../../search/terms.ts";
import type { ImportedMemory, MemoryIndex, NewMemory } from "../memory-store.ts";
import type { Connection } from "./connection.ts";
import { termsBlob, termsIn } from "./memory-row.ts";
import { prepareSpaces } from "./space.ts";

/** Writing memories together with what they are found by; to be run inside `write`. */
export interface MemoryTable {
  /** Answers its id. */
  insert(memory: NewMemory & Partial<Pick<ImportedMemory, "isShared" | "receipt">>, outboxId?: number): number;
  /** `false`: there was none. */
  remove(id: number): boolean;
  /** `false`: it is gone. */
  index(id: number, index: MemoryIndex): boolean;
  /** `false`: there is no fact of this id. */
  share(id: number, isShared: boolean): boolean;
}

interface IndexedRow {
  readonly agent: string;
  readonly person: string;
  readonly kind: string;
  readonly shared: 0 | 1;
  readonly terms: Buffer;
}

type Worded = Pick<IndexedRow, "agent" | "person" | "shared" | "terms">;

/** By the term of this label the memories of an agent are found. */
export function agentTerm(agent: string): number {
  return labelTerm(`agent ${agent}`);
}

/** By the term of this label the memories of a person are found. */
export function personTerm(person: string): number {
  return labelTerm(`person ${person}`);
}

/** Prepares the statements. The row and its words are always written as one. */
export function prepareMemoryTable(connection: Connection): MemoryTable {
  const spaces = prepareSpaces(connection);
  const insert = connection.prepare<[object]>(`
    insert into memory (kind, outbox_id, agent, person, subject, thread, asked, answered, fact, shared, at, expires_at,
      used_at, receipt_id, receipt_block, terms, space_id, vector)
    values (@kind, @outboxId, @agent, @person, @subject, @thread, @asked, @answered, @fact, @shared, @at, @expiresAt,
      @at, @receiptId, @receiptBlock, @terms, @spaceId, @vector)`);
  const find = connection.prepare<[number], IndexedRow>(
    "select agent, person, kind, shared, terms from memory where id = ?",
  );
  const remove = connection.prepare<[number]>("delete from memory where id = ?");
  const index = connection.prepare<[Buffer, number, Uint8Array | null, number]>(
    "update memory set terms = ?, space_id = ?, vector = ? where id = ?",
  );
  const share = connection.prepare<[number, number]>("update memory set shared = ? where id = ?");
  const words = prepareWords(connection);

  return {
    insert(memory, outboxId) {
      const { terms, vector, receipt, isShared = false, at, expiresAt, ...texts } = memory;
      const row = { ...texts, outboxId: outboxId ?? null, shared: isShared ? 1 : 0, terms: termsBlob(terms) } as const;
      const result = insert.run({
        ...row,
        at: at.getTime(),
        expiresAt: expiresAt.getTime(),
        receiptId: receipt?.transactionId ?? "",
        receiptBlock: receipt?.block ?? 0,
        spaceId: vector ? spaces.enter(vector.space) : 0,
        vector: vector?.bytes ?? null,
      });
      const id = Number(result.lastInsertRowid);
      words.rewrite(id, nothing, row);
      return id;
    },
    remove(id) {
      const row = find.get(id);
      if (!row) return false;
      words.rewrite(id, row, nothing);
      return remove.run(id).changes === 1;
    },
    index(id, { terms, vector }) {
      const row = find.get(id);
      if (!row) return false;
      words.rewrite(id, row, { ...row, terms: termsBlob(terms) });
      index.run(termsBlob(terms), vector ? spaces.enter(vector.space) : 0, vector?.bytes ?? null, id);
      return true;
    },
    share(id, isShared) {
      const row = find.get(id);
      if (row?.kind !== "fact") return false;
      const shared = isShared ? 1 : 0;
      words.rewrite(id, row, { ...row, shared });
      share.run(shared, id);
      return true;
    },
  };
}

const nothing = { agent: "", person: "", shared: 0, terms: Buffer.alloc(0) } as const;

interface Words {
  /** Takes out of the full-text table what a row stood for, and puts in what it stands for now. */
  rewrite(id: number, before: Worded, after: Worded): void;
}

function prepareWords(connection: Connection): Words {
  const add = connection.prepare<[number, string]>("insert into memory_terms (rowid, terms) values (?, ?)");
  const drop = connection.prepare<[number, string]>(
    "insert into memory_terms (memory_terms, rowid, terms) values ('delete', ?, ?)",
  );
  return {
    rewrite(id, before, after) {
      const [old, now] = [wordsOf(before), wordsOf(after)];
      if (old === now) return;
      if (old !== "") drop.run(id, old);
      if (now !== "") add.run(id, now);
    },
  };
}

/**
 * What the full-text table holds of a row: its words and whose it is. Of a shared one its words once more, as words of
 * their own that only a question to what is shared asks for. Nothing for a row that is not indexed yet.
 */
function wordsOf({ agent, person, shared, terms }: Worded): string {
  const own = termsIn(terms);
  if (own.length === 0) return "";
  const words = [...own, agentTerm(agent), personTerm(person)];
  if (shared === 1) words.push(...Array.from(own, (term) => sharedTerm(agent, term)));
  return termText(words);
}
