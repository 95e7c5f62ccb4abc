import { createHash } from "node:crypto";
import { randomNumbers } from "./random-numbers.ts";
import { makeTransactions, mentionTransaction, type TransactionText } from "./transactions.ts";

/** A chain of realistic blocks in block_api's JSON, made from a seed: about 72 transactions and 49 KB each. */
export interface BenchChain {
  readonly count: number;
  /** The mentions of the account that were planted, by block. Everything else that looks like one is a decoy. */
  readonly planted: ReadonlyMap<number, Planted>;
  /** The JSON of one block, in pieces, as block_api or condenser_api tells it. Numbers begin with 1. */
  block(number: number, form: Form): readonly Buffer[];
  idOf(number: number): string;
  timestampOf(number: number): string;
}

export interface Planted {
  readonly author: string;
  readonly permlink: string;
}

const templates = 240; // different sets of transactions; blocks share them, so that 20,000 fit into memory
/** Which API tells of a block: block_api with its objects of operations, or condenser_api with pairs. */
export type Form = "block" | "condenser";

const firstSlot = Date.UTC(2026, 0, 1);

/** Always the same chain for the same arguments. One block in `plantEvery` mentions the account. */
export function makeChain(count: number, account: string, plantEvery = 50): BenchChain {
  const bodies = Array.from({ length: templates }, (_, index) => makeTransactions(randomNumbers(index + 1), account));
  const planted = new Map<number, Planted>();
  for (let number = 7; number <= count; number += plantEvery) {
    planted.set(number + (number % Math.min(13, plantEvery)), {
      author: `asker${number % 90}`,
      permlink: `question-${number}`,
    });
  }

  function idOf(number: number): string {
    const hash = createHash("sha256").update(`bench ${number}`).digest("hex");
    return number === 0 ? "0".repeat(40) : number.toString(16).padStart(8, "0") + hash.slice(0, 32);
  }
  const timestampOf = (number: number): string => new Date(firstSlot + number * 3_000).toISOString().slice(0, 19);

  return {
    count,
    planted: new Map([...planted].filter(([number]) => number <= count)),
    idOf,
    timestampOf,
    block(number, form) {
      const template = bodies[(number * 7919) % templates] ?? empty;
      const plant = planted.get(number);
      const extra = plant && mentionTransaction(account, plant, number);
      const heading = { number, previous: idOf(number - 1), id: idOf(number), timestamp: timestampOf(number) };
      if (form === "block") return joined(heading, template, extra);
      const pairs = extra && { ...extra, transaction: inPairs(extra.transaction) };
      return joined(heading, { ...template, transactions: condenserForm(template) }, pairs);
    },
  };
}

const empty: TransactionText = { transactions: Buffer.alloc(0), ids: "" };
const condensed = new WeakMap<TransactionText, Buffer>();

/** The transactions with their operations as pairs; worked out once. */
function condenserForm(template: TransactionText): Buffer {
  const found = condensed.get(template) ?? Buffer.from(inPairs(`[${template.transactions.toString()}]`).slice(1, -1));
  condensed.set(template, found);
  return found;
}

function inPairs(json: string): string {
  return JSON.stringify(JSON.parse(json), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("type" in value) || !("value" in value)) return value;
    return [String(value.type).replace(/_operation$/, ""), value.value];
  });
}

interface Heading {
  readonly number: number;
  readonly previous: string;
  readonly id: string;
  readonly timestamp: string;
}

function joined(
  { number, previous, id, timestamp }: Heading,
  { transactions, ids }: TransactionText,
  extra?: { readonly transaction: string; readonly id: string },
): readonly Buffer[] {
  const root = createHash("sha1").update(id).digest("hex");
  const head = {
    previous,
    timestamp,
    witness: `witness${number % 21}`,
    transaction_merkle_root: root,
    extensions: [],
    witness_signature: "20".padEnd(130, root),
  };
  const key = "STM8aUs6SGoEmNYMd3bYjE1UBr6NQPxGWmTqTdBaxJYSx244edSB2";
  const allIds = extra ? `${ids},"${extra.id}"` : ids;
  const tail = `],"block_id":"${id}","signing_key":"${key}","transaction_ids":[${allIds}]}`;
  return [
    Buffer.from(`${JSON.stringify(head).slice(0, -1)},"transactions":[`),
    transactions,
    Buffer.from((extra ? `,${extra.transaction}` : "") + tail),
  ];
}
