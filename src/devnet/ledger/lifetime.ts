import { refBlockOf } from "../../chain/wire/block-id.ts";
import { wireTime } from "../../chain/wire/wire-transaction.ts";
import { ensure, type Assertion } from "../assertion.ts";
import { maxTimeUntilExpirationSeconds } from "../chain-constants.ts";
import type { ExceptionKind } from "../node-error.ts";
import type { Seconds } from "../state/account.ts";
import type { LedgerTransaction } from "./ledger-transaction.ts";

const expirationKind: ExceptionKind = {
  rpcCode: -32003,
  code: 4_030_100,
  name: "transaction_expiration_exception",
  what: "transaction expiration exception",
};
const taposKind: ExceptionKind = {
  rpcCode: -32003,
  code: 4_030_200,
  name: "transaction_tapos_exception",
  what: "transaction tapos exception",
};
const place = { file: "database.cpp", method: "validate_transaction" };

const tooFar: Assertion = {
  expression: "trx.expiration <= now + HIVE_MAX_TIME_UNTIL_SIGNATURE_EXPIRATION",
  format: "",
  kind: expirationKind,
  place,
};
const expired: Assertion = {
  expression: "now < full_transaction->get_runtime_expiration()",
  format: "",
  kind: expirationKind,
  place,
};
const otherBlock: Assertion = {
  expression: "trx.ref_block_prefix == tapos_block_summary.block_id._hash[1]",
  format: "",
  kind: taposKind,
  place,
};

/** Throws the `NodeError` that hived gives when the transaction ran out before `now` or lives for more than a day. */
export function ensureAlive({ expiresAt, wire }: LedgerTransaction, now: Seconds): void {
  const latest = now + maxTimeUntilExpirationSeconds;
  const time = wireTime(new Date(now * 1000));
  ensure(expiresAt <= latest, tooFar, {
    "trx.expiration": wire.expiration,
    now: time,
    max_til_exp: maxTimeUntilExpirationSeconds,
  });
  ensure(now < expiresAt, expired, { now: time, "full_transaction->get_runtime_expiration()": wire.expiration });
}

/** Throws the `NodeError` that hived gives when the transaction refers to a block that this chain does not have.
 * `findId` finds the id of the newest block with these low 16 bits. */
export function ensureOnThisChain({ wire }: LedgerTransaction, findId: (low: number) => string | undefined): void {
  const id = findId(wire.ref_block_num);
  const prefix = id === undefined ? 0 : refBlockOf(id).ref_block_prefix;
  ensure(wire.ref_block_prefix === prefix, otherBlock, {
    "trx.ref_block_prefix": wire.ref_block_prefix,
    tapos_block_summary: prefix,
  });
}
