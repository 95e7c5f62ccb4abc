import { createHash } from "node:crypto";
import { naiOperation } from "../../chain/wire/nai-form.ts";
import { wireTime } from "../../chain/wire/wire-transaction.ts";
import { noBlockId, witnessName } from "../chain-constants.ts";
import type { Seconds } from "../state/account.ts";
import type { Happening, LedgerBlock } from "./block-log.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";

/** What goes into a block. */
export interface BlockContent {
  readonly number: number;
  readonly previous: string;
  readonly at: Seconds;
  readonly transactions: readonly LedgerTransaction[];
  readonly happenings: readonly Happening[];
  /** Public key of the only witness. */
  readonly signingKey: string;
  /** How often the chain had forked before. Two blocks of the same content on two branches have two ids. */
  readonly branch: number;
}

/**
 * Makes a block with its id and its JSON. The id is made as hived makes it, over the whole header. The header's
 * signature is filler (no witness signs here) and the Merkle root covers ids and signatures: clients check neither.
 */
export function makeBlock(content: BlockContent): LedgerBlock {
  const { number, previous, at, transactions, happenings, signingKey, branch } = content;
  const merkleRoot = merkleRootOf(transactions);
  const header = {
    previous,
    timestamp: wireTime(new Date(at * 1000)),
    witness: witnessName,
    transaction_merkle_root: merkleRoot,
    extensions: [],
  };
  const bytes = headerBytes(previous, at, merkleRoot);
  const signature = `1f${createHash("sha512")
    .update(bytes)
    .update(branch === 0 ? "" : `branch ${branch}`)
    .digest("hex")}`;
  const id = blockId(number, Buffer.concat([bytes, Buffer.from(signature, "hex")]));
  const ids = transactions.map((transaction) => transaction.id);
  const tail = { block_id: id, signing_key: signingKey, transaction_ids: ids };
  const signed = { ...header, witness_signature: signature };
  return {
    number,
    id,
    previous,
    at,
    transactions,
    happenings,
    naiJson: Buffer.from(JSON.stringify({ ...signed, transactions: transactions.map(naiTransaction), ...tail })),
    get headerJson() {
      return JSON.stringify(header);
    },
    get legacyJson() {
      const ordered = transactions.map((transaction, index) => legacyTransaction(transaction, number, index));
      return JSON.stringify({ ...signed, transactions: ordered, ...tail });
    },
  };
}

/** A transaction of a block as condenser_api answers it. */
export function legacyTransaction({ wire, id }: LedgerTransaction, block: number, index: number): object {
  return { ...wire, transaction_id: id, block_num: block, transaction_num: index };
}

/** The same as block_api answers it. */
export function naiTransaction({ wire }: LedgerTransaction): object {
  return { ...wire, operations: wire.operations.map(naiOperation) };
}

function headerBytes(previous: string, at: Seconds, merkleRoot: string): Buffer {
  const time = Buffer.alloc(4);
  time.writeUInt32LE(at);
  const witness = Buffer.from(witnessName);
  const noExtensions = Buffer.from([0]);
  return Buffer.concat([
    Buffer.from(previous, "hex"),
    time,
    Buffer.from([witness.length]),
    witness,
    Buffer.from(merkleRoot, "hex"),
    noExtensions,
  ]);
}

function blockId(number: number, signedHeader: Buffer): string {
  const digest = createHash("sha224").update(signedHeader).digest();
  digest.writeUInt32BE(number);
  return digest.toString("hex", 0, 20);
}

function merkleRootOf(transactions: readonly LedgerTransaction[]): string {
  if (transactions.length === 0) return noBlockId;
  const hash = createHash("sha256");
  for (const { id, wire } of transactions) hash.update(id).update(wire.signatures.join());
  return hash.digest("hex").slice(0, 40);
}
