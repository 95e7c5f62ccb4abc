import { call, type Answer } from "./call.ts";
import { errorDifference, resultDifference } from "./compare.ts";
import { evaluate } from "./expression.ts";
import { followBlocks, type FollowedBlocks } from "./followed-blocks.ts";
import { fill, type Names, type SentTransaction } from "./placeholders.ts";
import type { Expectation, Scenario, SendStep, Step, Via } from "./scenario.ts";
import { signScenario } from "./sign-scenario.ts";
import type { Stage } from "./stage.ts";

const mostBlocksToIrreversible = 60;
const slotSeconds = 3;

/** Plays a scenario on a chain that nobody else uses. Returns every difference from what the recorded node answered. */
export async function play(scenario: Scenario, stage: Stage): Promise<string[]> {
  await stage.setUp(scenario.accounts);
  const player = new Player(stage, await followBlocks(stage.url));
  const differences: string[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const difference = await player.play(step).catch(String);
    const note = step.note === undefined ? "" : ` (${step.note})`;
    if (difference !== undefined) differences.push(`step ${index}${note}: ${difference}`);
  }
  return differences;
}

class Player {
  readonly #stage: Stage;
  readonly #blocks: FollowedBlocks;
  readonly #sent = new Map<string, SentTransaction>();
  readonly #setUpHead: number;

  constructor(stage: Stage, blocks: FollowedBlocks) {
    this.#stage = stage;
    this.#blocks = blocks;
    this.#setUpHead = blocks.head().number;
  }

  /** What differs from what the step expects, or `undefined`. Throws where the step cannot be played. */
  async play(step: Step): Promise<string | undefined> {
    if ("mine" in step) return this.#make(() => this.#stage.mine(step.mine));
    if ("advance" in step) return this.#make(() => this.#stage.advance(this.#secondsOf(step.advance)));
    if ("untilIrreversible" in step) return this.#untilIrreversible(step.untilIrreversible);
    const names = await this.#names();
    if ("send" in step) return judge(step.expect, await this.#send(step.send, step.via, names), names);
    if ("resend" in step)
      return judge(step.expect, await this.#broadcast(this.#get(step.resend).wire, step.via), names);
    const { read, expect } = step;
    const answer = await call(this.#stage.url, read.method, fill(read.params, names));
    if ("ok" in expect) return answer.error && `expected acceptance, got ${answer.error.message}`;
    if ("error" in expect) return errorDifference(expect.error, answer, names);
    return resultDifference(expect.result, answer, { names, read, setUpHead: this.#setUpHead });
  }

  async #make(blocks: () => Promise<void>): Promise<undefined> {
    await blocks();
  }

  #secondsOf(amount: number | string): number {
    const seconds = typeof amount === "number" ? amount : evaluate(amount, this.#stage.constants);
    if (Number.isInteger(seconds / slotSeconds) && seconds > 0) return seconds;
    throw new Error(`time moves on in slots of ${slotSeconds} s, not by ${seconds} s`);
  }

  async #untilIrreversible(name: string): Promise<string | undefined> {
    for (let made = 0; made <= mostBlocksToIrreversible; made += 1) {
      await this.#names();
      const { block } = this.#get(name);
      if (block !== undefined && block <= this.#blocks.head().irreversible) return undefined;
      await this.#stage.mine(1);
    }
    return `${name} is not irreversible after ${mostBlocksToIrreversible} blocks`;
  }

  async #send(send: SendStep, via: Via, names: Names): Promise<Answer> {
    const { number, time } = this.#blocks.head();
    const { refBlock = number, refBlockPrefix, expirationOffset = 60 } = send.transaction;
    const id = await this.#blocks.idOf(Number(fill(refBlock, names)));
    const unsigned = {
      ref_block_num: Buffer.from(id, "hex").readUInt32BE(0) & 0xffff,
      ref_block_prefix: refBlockPrefix ?? Buffer.from(id, "hex").readUInt32LE(4),
      expiration: new Date(Date.parse(`${time}Z`) + expirationOffset * 1000).toISOString().slice(0, 19),
      operations: fill(send.operations, names),
      extensions: [],
    };
    const keys = send.signers.map(({ account, role, password }) => this.#stage.keyOf(account, role, password));
    const { id: sentId, wire } = signScenario(unsigned, keys, this.#stage.chainId);
    if (send.as !== undefined) this.#sent.set(send.as, { id: sentId, expiration: unsigned.expiration, wire });
    return this.#broadcast(wire, via);
  }

  #broadcast(wire: object, via: Via): Promise<Answer> {
    const isCondenser = via === "condenser_api.broadcast_transaction";
    return call(this.#stage.url, via, isCondenser ? [wire] : { trx: wire, max_block_age: -1 });
  }

  #get(name: string): SentTransaction {
    const found = this.#sent.get(name);
    if (!found) throw new Error(`the scenario names no transaction ${name}`);
    return found;
  }

  /** Everything placeholders can stand for, as of now. */
  async #names(): Promise<Names> {
    for (const { number, transactions } of await this.#blocks.catchUp()) {
      for (const [name, sent] of this.#sent) {
        if (transactions.includes(sent.id)) this.#sent.set(name, { ...sent, block: number });
      }
    }
    const { constants } = this.#stage;
    return { sent: this.#sent, blocks: this.#blocks.all, head: this.#blocks.head().number, constants };
  }
}

function judge(expect: Expectation, answer: Answer, names: Names): string | undefined {
  if ("error" in expect) return errorDifference(expect.error, answer, names);
  if (answer.error) return `expected acceptance, got ${answer.error.message}`;
  return undefined;
}
