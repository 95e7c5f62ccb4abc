import { PrivateKey, PublicKey } from "@hiveio/dhive";
import { evaluate, type Constants } from "./expression.ts";

/** A transaction that a scenario gave a name to. */
export interface SentTransaction {
  readonly id: string;
  readonly expiration: string;
  readonly wire: object;
  /** The number of the block it came into, once it did. */
  readonly block?: number;
}

/** What placeholders stand for at one moment. */
export interface Names {
  readonly sent: ReadonlyMap<string, SentTransaction>;
  readonly blocks: ReadonlyMap<number, { readonly id: string; readonly time: string }>;
  readonly head: number;
  readonly constants: Constants;
}

interface Found {
  readonly sent: SentTransaction;
  readonly number: number;
  readonly id: string | undefined;
  /** Seconds since 1970; `NaN` for a block that is not there. */
  readonly at: number;
}

const kinds: Readonly<Record<string, (found: Found) => unknown>> = {
  id: ({ sent }) => sent.id,
  exp: ({ sent }) => sent.expiration,
  block: ({ number }) => number,
  blockid: ({ id }) => id,
  time: ({ at }) => (Number.isNaN(at) ? undefined : new Date(at * 1000).toISOString().slice(0, 19)),
  epoch: ({ at }) => at,
};

/** What a placeholder such as `$id:t1`, `$time:t1-1+$cashout`, `$head+1` or `$pub:ana:posting` stands for; `undefined`
 * when it is none of those or its transaction is in no block. */
export function valueOf(placeholder: string, names: Names): unknown {
  const [, kind = "", rest = ""] = /^\$([a-z]+)(.*)$/s.exec(placeholder) ?? [];
  if (kind === "head") return /^([+-]\d+)?$/.test(rest) ? names.head + Number(rest) : undefined;
  if (!rest.startsWith(":")) return undefined;
  if (kind === "pub") return publicKey(rest.slice(1).split(":"));
  if (kind === "repeat") return repeated(rest.slice(1));
  const found = findBlock(rest.slice(1), names);
  return found && Object.hasOwn(kinds, kind) ? kinds[kind]?.(found) : undefined;
}

/** A value of a request with every placeholder in it filled in; text that only looks like one stays. */
export function fill(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return withSortedKeys(value.map((item) => fill(item, names)));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, names)]));
  }
  return typeof value === "string" && value.startsWith("$") ? (valueOf(value, names) ?? value) : value;
}

/** A text with the placeholders inside it that stand for one value filled in, such as `Unknown Transaction $id:t1`. */
export function fillText(text: string, names: Names): string {
  return text.replaceAll(/\$(?:id|blockid|block|time|epoch|exp):\w+(?:[+-]\d+)?(?:[+-]\$\w+)?/g, (placeholder) =>
    textOf(valueOf(placeholder, names) ?? placeholder),
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The key that an account of a scenario has. */
export function keyOf(account: string, role: string, password = `pw-${account}`): PrivateKey {
  return PrivateKey.fromLogin(account, password, role as "posting");
}

function findBlock(rest: string, { sent: all, blocks, constants }: Names): Found | undefined {
  for (const [name, sent] of all) {
    const tail = /^(?<offset>[+-]\d+)?(?<sum>[+-]\$.*)?$/.exec(rest.slice(name.length));
    if (!rest.startsWith(name) || !tail) continue;
    const { offset = "0", sum = "" } = tail.groups ?? {};
    const number = sent.block === undefined ? Number.NaN : sent.block + Number(offset);
    const block = blocks.get(number);
    const at = block ? Date.parse(`${block.time}Z`) / 1000 + evaluate(`0${sum}`, constants) : Number.NaN;
    return { sent, number, id: block?.id, at };
  }
  return undefined;
}

function publicKey([account = "", role = "", password]: readonly string[]): string {
  return keyOf(account, role, password).createPublic("STM").toString();
}

function repeated(rest: string): string {
  const colon = rest.indexOf(":");
  return rest.slice(colon + 1).repeat(Number(rest.slice(0, colon)));
}

/** A list of keys with weights in the order in which a node sorts it before it checks the signature. */
function withSortedKeys(list: readonly unknown[]): readonly unknown[] {
  const isKeys = list.length > 1 && list.every((item) => Array.isArray(item) && /^STM\w{50}$/.test(String(item[0])));
  return isKeys ? list.toSorted((a, b) => Buffer.compare(keyBytes(a), keyBytes(b))) : list;
}

function keyBytes(pair: unknown): Buffer {
  return PublicKey.fromString(String((pair as readonly unknown[])[0])).key;
}
