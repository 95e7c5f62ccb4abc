import type { WireOperation, WireTransaction } from "../../src/chain/wire/wire-transaction.ts";
import type { Ledger } from "../../src/devnet/ledger/ledger.ts";
import { openChain } from "../../src/devnet/open-chain.ts";
import { signTransaction } from "../../src/devnet/sign-transaction.ts";

const people = Array.from({ length: 500 }, (_, index) => `person-${index}`);
const authors = Array.from({ length: 20 }, (_, index) => `author-${index}`);
const perBlock = 100; // replies of 500 bytes fill a block of 64 KiB at about 110

/** A chain of 520 people, without HTTP, with a post by each author. Two of them are alike to the last byte, so that
 * what is signed for one is valid on the other. */
export function openLedger(): Ledger {
  const accounts = [...people, ...authors].map((name) => ({ name, vests: 1_000_000_000 }));
  const { ledger } = openChain({ interval: "manual", genesisTime: new Date("2026-01-01T00:00:00Z"), accounts });
  for (const author of authors) ledger.push(signed(ledger, author, comment(author, "root", ["", "test"])));
  ledger.produce();
  return ledger;
}

/** So many transactions of one kind, by 500 people in turn, none like another, each with one signature. */
export function signedTransactions(ledger: Ledger, kind: keyof typeof operationOf, count: number): WireTransaction[] {
  return Array.from({ length: count }, (_, index) => {
    const person = people[index % people.length] ?? "";
    const turn = Math.floor(index / people.length);
    return signed(ledger, person, operationOf[kind](person, turn));
  });
}

const operationOf = {
  votes: (voter: string, turn: number): WireOperation => [
    "vote",
    { voter, author: authors[turn], permlink: "root", weight: 100 },
  ],
  replies: (author: string, turn: number): WireOperation => comment(author, `re-${turn}`, [authors[0] ?? "", "root"]),
  custom_json: (name: string, turn: number): WireOperation => [
    "custom_json",
    {
      required_auths: [],
      required_posting_auths: [name],
      id: "bench",
      json: JSON.stringify({ turn, text: "x".repeat(100) }),
    },
  ],
};

function comment(author: string, permlink: string, [parent, parentPermlink]: readonly [string, string]): WireOperation {
  const text = {
    title: "",
    body: "Some words of a usual length, as people write them. ".repeat(8),
    json_metadata: "{}",
  };
  return ["comment", { parent_author: parent, parent_permlink: parentPermlink, author, permlink, ...text }];
}

// An hour is enough for all blocks of a benchmark; the expiry is not later than hived allows.
function signed(ledger: Ledger, account: string, operation: WireOperation): WireTransaction {
  return signTransaction(account, [operation], { head: ledger.head(), network: ledger.network, lifetime: 3600 });
}

/** Hands them in and makes a block whenever 100 are in the pool. Every one is verified, applied to the pool's state and
 * applied again to the block's. */
export function applyAll(ledger: Ledger, transactions: readonly WireTransaction[]): void {
  for (let from = 0; from < transactions.length; from += perBlock) {
    for (const transaction of transactions.slice(from, from + perBlock)) ledger.push(transaction);
    const { transactions: included } = ledger.produce();
    if (included.length < Math.min(perBlock, transactions.length - from)) throw new Error("a block left some out");
  }
}
