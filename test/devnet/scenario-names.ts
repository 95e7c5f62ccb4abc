import { PrivateKey } from "@hiveio/dhive";
import { cashoutSeconds } from "../../src/devnet/chain-constants.ts";

export interface SentTransaction {
  readonly id: string;
  readonly expiration: string;
  /** The block it came into, once it did. */
  readonly block?: number;
}

/** What placeholders stand for. */
export interface Names {
  readonly sent: ReadonlyMap<string, SentTransaction>;
  /** From block 1. */
  readonly blocks: readonly { readonly id: string; readonly time: string }[];
  readonly head: number;
}

interface Found {
  readonly sent: SentTransaction;
  readonly number: number;
  readonly id: string | undefined;
  /** Seconds, with the cash-out window where it was added. */
  readonly at: number;
}

const kinds: Readonly<Record<string, (found: Found) => unknown>> = {
  id: ({ sent }) => sent.id,
  exp: ({ sent }) => sent.expiration,
  block: ({ number }) => number,
  blockid: ({ id }) => id,
  time: ({ at }) => new Date(at * 1000).toISOString().slice(0, 19),
  epoch: ({ at }) => at,
};

/** What a placeholder such as `$id:t1`, `$time:t1-1+$cashout`, `$head+1` or `$pub:ana:posting` stands for; `undefined`
 * when it is none of those. */
export function valueOf(placeholder: string, names: Names): unknown {
  if (placeholder.startsWith("$pub:")) return publicKey(placeholder.split(":"));
  if (placeholder.startsWith("$repeat:")) return repeated(placeholder.split(":"));
  if (placeholder === "$head") return names.head;
  return placeholder === "$head+1" ? names.head + 1 : ofTransaction(placeholder, names);
}

function ofTransaction(placeholder: string, names: Names): unknown {
  const pattern = /^\$(?<kind>\w+):(?<name>\w+?)(?<offset>[+-]1)?(?<cashout>\+\$cashout)?$/;
  const { kind = "", name = "", offset = "0", cashout } = pattern.exec(placeholder)?.groups ?? {};
  const sent = names.sent.get(name);
  if (!sent) return undefined;
  const number = (sent.block ?? 0) + Number(offset);
  const { id, time } = names.blocks[number - 1] ?? { id: undefined, time: "1970-01-01T00:00:00" };
  const at = Date.parse(`${time}Z`) / 1000 + (cashout === undefined ? 0 : cashoutSeconds);
  return kinds[kind]?.({ sent, number, id, at });
}

/** The key that FORMAT.md gives to an account. */
export function keyOf(account: string, role: string, password = `pw-${account}`): PrivateKey {
  return PrivateKey.fromLogin(account, password, role as "posting");
}

function publicKey([, account = "", role = "", password]: readonly string[]): string {
  return keyOf(account, role, password).createPublic("STM").toString();
}

function repeated([, times = "0", text = ""]: readonly string[]): string {
  return text.repeat(Number(times));
}
