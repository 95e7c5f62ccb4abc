import { createRequire } from "node:module";
import { cryptoUtils, Signature } from "@hiveio/dhive";
import { createWaxFoundation } from "@hiveio/wax";
import { signingDigest } from "../../src/chain/wire/serialize.ts";
import type { WireTransaction } from "../../src/chain/wire/wire-transaction.ts";
import { devnetChainId } from "../../src/devnet/devnet-options.ts";
import { cpuSecondsOf, race, type Case, type Section } from "../harness.ts";
import { applyAll, openLedger, signedTransactions } from "./signed-transactions.ts";

interface Secp256k1 {
  recover(digest: Buffer, signature: Buffer, recovery: number, compressed: boolean): Buffer;
}

// The package that dhive takes: compiled C where that could be built for this Node, else JavaScript, 20 times as slow.
const fromDhive = createRequire(createRequire(import.meta.url).resolve("@hiveio/dhive"));
const secp256k1 = fromDhive("secp256k1") as Secp256k1;

/**
 * How many signed transactions a second are verified and applied on one core, beside the bare recovery of a public key,
 * which nobody who checks signatures can do without, and beside dhive and wax, which only verify.
 */
export async function measureVerification(rounds: number, count: number): Promise<Section> {
  const opened = openLedger();
  const votes = signedTransactions(opened, "votes", count);
  const replies = signedTransactions(opened, "replies", count);
  const jsons = signedTransactions(opened, "custom_json", count);
  const reference = `limit: recover alone, ${isCompiled() ? "compiled" : "in JavaScript"}`;
  const cases: Case[] = [
    { name: reference, run: recoverOnly(votes) },
    { name: "dhive: votes, verified only", run: () => rateOf(count, () => votes.forEach(verifyWithDhive)) },
    { name: "wax: votes, verified only", run: await verifyWithWax(votes) },
    { name: "dev chain: votes", run: onLedger(votes) },
    { name: "dev chain: replies", run: onLedger(replies) },
    { name: "dev chain: custom_json", run: onLedger(jsons) },
  ];
  const title = "signed transactions, on one core";
  return { title, unit: "tx/s of processor time", reference, results: await race(cases, rounds) };
}

function isCompiled(): boolean {
  try {
    fromDhive("secp256k1/bindings");
    return true;
  } catch {
    return false;
  }
}

function onLedger(transactions: readonly WireTransaction[]): () => number {
  return () => {
    const ledger = openLedger();
    return rateOf(transactions.length, () => {
      applyAll(ledger, transactions);
    });
  };
}

function recoverOnly(transactions: readonly WireTransaction[]): () => number {
  const signed = transactions.map((transaction) => ({
    digest: signingDigest(transaction, devnetChainId),
    bytes: Buffer.from(transaction.signatures[0] ?? "", "hex"),
  }));
  return () =>
    rateOf(signed.length, () => {
      for (const { digest, bytes } of signed) {
        secp256k1.recover(digest, bytes.subarray(1), ((bytes[0] ?? 0) - 31) & 3, true);
      }
    });
}

function verifyWithDhive(transaction: WireTransaction): void {
  const digest = cryptoUtils.transactionDigest(transaction as never, Buffer.from(devnetChainId, "hex"));
  Signature.fromString(transaction.signatures[0] ?? "")
    .recover(digest, "STM")
    .toString();
}

async function verifyWithWax(transactions: readonly WireTransaction[]): Promise<() => number> {
  const wax = await createWaxFoundation({ chainId: devnetChainId });
  return () =>
    rateOf(transactions.length, () => {
      for (const transaction of transactions) {
        const read = wax.createTransactionFromLegacyJson(transaction as never);
        read.validate();
        if (read.signatureKeys.length !== 1) throw new Error("wax found no key");
      }
    });
}

function rateOf(count: number, work: () => void): number {
  return count / cpuSecondsOf(work);
}
