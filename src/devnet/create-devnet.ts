import type { BlockRef } from "../chain/block.ts";
import type { WireOperation } from "../chain/wire/wire-transaction.ts";
import { startBlockTimer } from "./block-timer.ts";
import { createBroadcastAs } from "./broadcast-as.ts";
import { witnessName } from "./chain-constants.ts";
import { devKey, type Role } from "./dev-key.ts";
import type { DevnetOptions } from "./devnet-options.ts";
import type { Faults, Orphans } from "./faults/faults.ts";
import type { GenesisAccount } from "./genesis.ts";
import type { LedgerBlock } from "./ledger/block-log.ts";
import { openChain } from "./open-chain.ts";
import { openDoors } from "./open-doors.ts";
import { plantScenario } from "./scenario/plant-scenario.ts";
import { createSlots } from "./slots.ts";

/** A Hive node of one's own, with the real rules. It makes blocks until it is closed. */
export interface Devnet extends AsyncDisposable {
  /** Where it answers JSON-RPC, such as `http://127.0.0.1:8090`. */
  readonly url: string;
  /** 64 hex digits. */
  readonly chainId: string;
  /** Where faults can be put into force from outside, if `controlPort` was given. */
  readonly controlUrl: string | undefined;
  /** What goes wrong, on demand. */
  readonly faults: Faults;
  head(): BlockRef;
  /** Makes `count` blocks at once, 1 by default, and says which. The first takes what is in the pool. */
  mine(count?: number): readonly BlockRef[];
  /** Moves chain time on by so many seconds (a multiple of 3) in two blocks: the next one, which takes the pool, and one
   * at head time + `seconds`; the slots in between were missed. */
  advance(seconds: number): readonly BlockRef[];
  /** The names of everybody on it but the block maker, in the order in which they came. */
  accounts(): readonly string[];
  /** The private key in WIF of an account that this chain made. */
  keyOf(account: string, role: Role): string;
  /** Makes an account, without an operation. It is there at once. Throws `config_invalid` when it cannot be. */
  createAccount(account: GenesisAccount): void;
  /**
   * Signs operations of an account with its dev keys and hands them in as a client would; the same operations twice are
   * two transactions. Throws `chain_rejected` with
   * the node's message, and `details` with the JSON-RPC `code` and `data`, when they are refused.
   */
  broadcastAs(account: string, operations: readonly WireOperation[]): { readonly id: string };
  /** Stops making blocks and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a dev chain that listens on loopback. Throws `config_invalid` for options that cannot be, mainnet's chain id
 * among them.
 */
export async function createDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const chain = openChain(options);
  const { settings, ledger, plan } = chain;
  const { interval, chainId, addressPrefix: prefix } = settings;
  const communities = new Map(settings.communities.map(({ name, title }) => [name, title]));
  const slots = createSlots();
  const produce = (): LedgerBlock => ledger.produce(slots.next(ledger.head().at));
  const mine = (count = 1): readonly BlockRef[] => Array.from({ length: count }, () => refOf(produce()));
  const fork = (depth: number, orphans: Orphans): readonly BlockRef[] => ledger.fork(depth, orphans).map(refOf);

  function advance(seconds: number): readonly BlockRef[] {
    const target = ledger.head().at + seconds;
    const first = produce();
    return first.at < target ? [refOf(first), refOf(ledger.produce(target))] : [refOf(first)];
  }

  const moves = { mine, advance, fork, missSlots: (count: number) => slots.miss(count) };
  const doors = await openDoors({ ledger, chainId, prefix, communities }, settings, moves).catch((error: unknown) => {
    chain.close();
    throw error;
  });
  const timer = interval === "manual" ? undefined : startBlockTimer(interval, () => slots.pass() && produce());

  async function close(): Promise<void> {
    timer?.stop();
    await doors.close();
    chain.close();
  }

  const devnet: Devnet = {
    url: doors.url,
    controlUrl: doors.controlUrl,
    chainId,
    faults: doors.faults,
    head: () => refOf(ledger.head()),
    mine,
    advance,
    accounts: () =>
      [...ledger.committed().accounts.values()].map(({ name }) => name).filter((name) => name !== witnessName),
    keyOf: devKey,
    createAccount: (account) => chain.createAccount(account),
    broadcastAs: createBroadcastAs(ledger),
    close,
    [Symbol.asyncDispose]: close,
  };
  try {
    plantScenario(devnet, plan);
  } catch (error) {
    await close();
    throw error;
  }
  return devnet;
}

function refOf({ number, id, previous, at }: LedgerBlock): BlockRef {
  return { number, id, previous, timestamp: new Date(at * 1000) };
}
