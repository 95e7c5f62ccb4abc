import { refBlockOf } from "../../src/chain/wire/block-id.ts";
import { signingDigest } from "../../src/chain/wire/serialize.ts";
import { signDigest } from "../../src/chain/wire/sign.ts";
import { wireTime, type WireOperation, type WireTransaction } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";

/** The people of the recordings, and TESTS and TBD as there. Alice has a post that bob voted on and agentbot answered. */
export async function openStage(): Promise<Devnet> {
  const names = ["alice", "bob", "carol", "agentbot"];
  const accounts = [...names.map((name) => ({ name })), { name: "poor", vests: 0 }];
  return createDevnet({ interval: "manual", assets: "testnet", accounts });
}

/** Puts the comments there that these operations speak of, an hour ago. */
export function setUp(devnet: Devnet, operations: readonly WireOperation[]): void {
  const posts = new Map(operations.flatMap(([, fields]) => referredTo(fields)).map((one) => [one.join("/"), one]));
  for (const [author, permlink] of posts.values()) {
    devnet.broadcastAs(author, [comment(author, permlink)]);
    devnet.advance(3600);
  }
}

// What the recordings call by these names was not there.
const missing = /^(?:no-such|nobody)/;
const people = new Set(["alice", "bob", "carol", "agentbot"]);

function referredTo(fields: Readonly<Record<string, unknown>>): (readonly [author: string, permlink: string])[] {
  const isComment = "parent_author" in fields;
  const author = String(isComment ? fields["parent_author"] : fields["author"]);
  const permlink = String(isComment ? fields["parent_permlink"] : fields["permlink"]);
  return people.has(author) && !missing.test(permlink) ? [[author, permlink]] : [];
}

export function comment(
  author: string,
  permlink: string,
  parent: readonly [string, string] = ["", "test"],
): WireOperation {
  const [parent_author, parent_permlink] = parent;
  return ["comment", { parent_author, parent_permlink, author, permlink, title: "", body: "Text", json_metadata: "" }];
}

/** How the transaction of a case differs from a fine one. */
export interface Flaw {
  /** From the head to its expiration. */
  readonly seconds?: number;
  readonly prefix?: number;
  readonly chainId?: string;
  /** Who signs, with which of their keys. */
  readonly signers?: readonly (readonly [account: string, role: "posting" | "active" | "owner" | "memo"])[];
  /** Instead of any of ours. */
  readonly signatures?: readonly string[];
  /** What becomes of it after it was signed. */
  readonly tamper?: (transaction: WireTransaction) => WireTransaction;
}

/** A transaction of these operations on the head block. */
export function transactionOf(devnet: Devnet, operations: readonly WireOperation[], flaw: Flaw): WireTransaction {
  const { id, timestamp } = devnet.head();
  const expiration = wireTime(new Date(timestamp.getTime() + (flaw.seconds ?? 300) * 1000));
  const reference = refBlockOf(id);
  const unsigned = {
    ...reference,
    ref_block_prefix: flaw.prefix ?? reference.ref_block_prefix,
    expiration,
    operations,
    extensions: [],
    signatures: [],
  };
  const signers = flaw.signers ?? [[signerOf(operations), "posting"] as const];
  const sign = (): readonly string[] => {
    const digest = signingDigest(unsigned, flaw.chainId ?? devnet.chainId);
    return signers.map(([account, role]) => signDigest(digest, devnet.keyOf(account, role)));
  };
  const signed = { ...unsigned, signatures: flaw.signatures ?? (canBePacked(unsigned) ? sign() : []) };
  return flaw.tamper ? flaw.tamper(signed) : signed;
}

function signerOf([operation]: readonly WireOperation[]): string {
  const fields = operation?.[1] ?? {};
  const [first] = (fields["required_posting_auths"] as readonly string[] | undefined) ?? [];
  return String(
    fields["voter"] ?? (operation?.[0] === "transfer" ? fields["from"] : undefined) ?? first ?? fields["author"],
  );
}

function canBePacked(transaction: WireTransaction): boolean {
  try {
    signingDigest(transaction, "00".repeat(32));
    return true;
  } catch {
    return false; // a node must refuse to read it, whatever its signature
  }
}
