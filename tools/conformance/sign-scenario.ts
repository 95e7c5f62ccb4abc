import { cryptoUtils, type PrivateKey, type Transaction } from "@hiveio/dhive";

/**
 * Signs a transaction with dhive, which is not what the dev chain checks signatures with. What dhive cannot serialize a
 * node cannot read either: then nothing is signed, and the node must say so.
 */
export function signScenario(
  unsigned: object,
  keys: readonly PrivateKey[],
  chainId: string,
): { readonly id: string; readonly wire: object } {
  try {
    const transaction = unsigned as Transaction;
    const id = cryptoUtils.transactionDigest(transaction, Buffer.alloc(0)).toString("hex").slice(0, 40);
    if (keys.length === 0) return { id, wire: { ...unsigned, signatures: [] } };
    return { id, wire: cryptoUtils.signTransaction(transaction, [...keys], Buffer.from(chainId, "hex")) };
  } catch {
    return { id: "", wire: { ...unsigned, signatures: [] } };
  }
}
