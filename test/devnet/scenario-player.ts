import { cryptoUtils, type PrivateKey, type Transaction } from "@hiveio/dhive";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { cashoutSeconds, upvoteLockoutSeconds } from "../../src/devnet/chain-constants.ts";
import { call, type Answer } from "./call.ts";
import type { Scenario, SendStep, Step } from "./scenario.ts";
import { errorDifference, resultDifference } from "./scenario-match.ts";
import { keyOf, valueOf, type Names, type SentTransaction } from "./scenario-names.ts";

/** Plays a recorded scenario on a dev chain of its own. Returns every difference from what the real node answered. */
export async function play(scenario: Scenario): Promise<string[]> {
  const accounts = scenario.accounts.map(({ name, vests, tests, tbd }) => ({
    name,
    vests: 0,
    receivedVests: Number.parseFloat(vests ?? "0"),
    balances: { hive: Number.parseFloat(tests ?? "0"), hbd: Number.parseFloat(tbd ?? "0") },
  }));
  await using devnet = await createDevnet({ interval: "manual", accounts });
  devnet.mine(3);
  const player = new Player(devnet);
  const differences: string[] = [];
  for (const [index, raw] of scenario.steps.entries()) {
    const difference = await player.step(inHive(raw) as Step);
    if (difference !== undefined) differences.push(`step ${index}${raw.note ? ` (${raw.note})` : ""}: ${difference}`);
  }
  return differences;
}

const otherSymbol: Readonly<Record<string, string>> = { TESTS: "HIVE", HIVE: "TESTS", TBD: "HBD", HBD: "TBD" };

/** The recordings speak of TESTS and TBD and refuse HIVE and HBD; this chain does the opposite. */
function inHive(step: unknown): unknown {
  return JSON.parse(
    JSON.stringify(step)
      .replaceAll(/(?<=\d +)(TESTS|TBD|HIVE|HBD)\b/g, (symbol) => otherSymbol[symbol] ?? symbol)
      .replaceAll(/"TESTS"/g, '"HIVE"'),
  );
}

class Player {
  readonly #devnet: Devnet;
  readonly #sent = new Map<string, SentTransaction & { readonly wire: object }>();
  readonly #blocks: { readonly id: string; readonly time: string }[] = [];

  constructor(devnet: Devnet) {
    this.#devnet = devnet;
  }

  async step(step: Step): Promise<string | undefined> {
    if (step.mine !== undefined) return void this.#devnet.mine(step.mine);
    if (step.advance !== undefined) return void this.#devnet.advance(seconds(step.advance));
    if (step.untilIrreversible !== undefined) return undefined; // at once here
    if (step.resend !== undefined) return this.#judge(step, await this.#broadcast(step, this.#get(step.resend).wire));
    if (step.send !== undefined) return this.#judge(step, await this.#send(step, step.send));
    if (step.read !== undefined) {
      const names = await this.#names();
      const params = this.#fill(step.read.params, names);
      const answer = await call(this.#devnet.url, step.read.method, params);
      return step.expect?.error
        ? errorDifference(step.expect.error, answer, names)
        : resultDifference(step.expect?.result, answer, names, step.read);
    }
    return `a step of an unknown kind: ${JSON.stringify(step).slice(0, 80)}`;
  }

  async #judge(step: Step, answer: Answer): Promise<string | undefined> {
    if (step.expect?.error) return errorDifference(step.expect.error, answer, await this.#names());
    return answer.error ? `expected acceptance, got ${answer.error.message}` : undefined;
  }

  async #send(step: Step, send: SendStep): Promise<Answer> {
    const names = await this.#names();
    const head = this.#devnet.head();
    const reference = send.transaction?.refBlock;
    const block = reference === undefined ? head.number : Number(this.#fill(reference, names));
    const id = this.#blocks[block - 1]?.id ?? "";
    const expiration = new Date(head.timestamp.getTime() + (send.transaction?.expirationOffset ?? 60) * 1000);
    const unsigned = {
      ref_block_num: block & 0xffff,
      ref_block_prefix: send.transaction?.refBlockPrefix ?? Buffer.from(id, "hex").readUInt32LE(4),
      expiration: expiration.toISOString().slice(0, 19),
      operations: this.#fill(send.operations, names) as Transaction["operations"],
      extensions: [],
    };
    const keys = send.signers.map(({ account, role, password }) => keyOf(account, role, password));
    const signed = sign(unsigned, keys, this.#devnet.chainId);
    if (send.as !== undefined) {
      this.#sent.set(send.as, { id: signed.id, expiration: unsigned.expiration, wire: signed.wire });
    }
    return this.#broadcast(step, signed.wire);
  }

  #broadcast(step: Step, wire: object): Promise<Answer> {
    const isCondenser = step.via?.startsWith("condenser_api.") ?? true;
    return call(this.#devnet.url, step.via ?? "", isCondenser ? [wire] : { trx: wire, max_block_age: -1 });
  }

  #get(name: string): SentTransaction & { readonly wire: object } {
    const found = this.#sent.get(name);
    if (!found) throw new Error(`the scenario names no transaction ${name}`);
    return found;
  }

  /** Everything placeholders can stand for, as of now. */
  async #names(): Promise<Names> {
    const head = this.#devnet.head().number;
    for (let number = this.#blocks.length + 1; number <= head; number += 1) {
      const { result } = await call(this.#devnet.url, "condenser_api.get_block", [number]);
      const block = result as { block_id: string; timestamp: string; transaction_ids: string[] };
      this.#blocks.push({ id: block.block_id, time: block.timestamp });
      for (const [name, sent] of this.#sent) {
        if (block.transaction_ids.includes(sent.id)) this.#sent.set(name, { ...sent, block: number });
      }
    }
    return { sent: this.#sent, blocks: this.#blocks, head };
  }

  #fill(value: unknown, names: Names): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#fill(item, names));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#fill(item, names)]));
    }
    return typeof value === "string" && value.startsWith("$") ? (valueOf(value, names) ?? value) : value;
  }
}

// dhive cannot serialize what a node would refuse to read; then there is nothing to sign and the node must say so.
function sign(unsigned: object, keys: PrivateKey[], chainId: string): { readonly id: string; readonly wire: object } {
  try {
    if (keys.length === 0) throw new Error("nobody signs");
    const wire = cryptoUtils.signTransaction(unsigned as Transaction, keys, Buffer.from(chainId, "hex"));
    return {
      id: cryptoUtils
        .transactionDigest(unsigned as Transaction, Buffer.alloc(0))
        .toString("hex")
        .slice(0, 40),
      wire,
    };
  } catch {
    return { id: "", wire: { ...unsigned, signatures: [] } };
  }
}

function seconds(value: number | string): number {
  if (typeof value === "number") return value;
  const terms = value
    .replaceAll("$cashout", String(cashoutSeconds))
    .replaceAll("$lockout", String(upvoteLockoutSeconds));
  let sum = 0;
  for (const [, sign = "", amount = "0", divisor = "1"] of terms.matchAll(/([+-]?)(\d+)(?:\/(\d+))?/g)) {
    sum += (sign === "-" ? -1 : 1) * (Number(amount) / Number(divisor));
  }
  return sum;
}
