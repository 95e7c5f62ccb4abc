import type { BlockRef } from "../chain/block.ts";
import type { WireOperation } from "../chain/wire/wire-transaction.ts";
import { SkepError } from "../shared/errors.ts";
import { createApis } from "./api/apis.ts";
import { startBlockTimer } from "./block-timer.ts";
import { devKey, devPublicKey, type Role } from "./dev-key.ts";
import { resolveOptions, type DevnetOptions } from "./devnet-options.ts";
import { addAccount, witness, type GenesisAccount } from "./genesis.ts";
import { openRpcServer } from "./http/rpc-server.ts";
import type { LedgerBlock } from "./ledger/block-log.ts";
import { createLedger } from "./ledger/ledger.ts";
import { NodeError } from "./node-error.ts";
import { signTransaction } from "./sign-transaction.ts";
import { createState } from "./state/chain-state.ts";

/** A Hive node of one's own, with the real rules. It makes blocks until it is closed. */
export interface Devnet extends AsyncDisposable {
  /** Where it answers JSON-RPC, such as `http://127.0.0.1:8090`. */
  readonly url: string;
  /** 64 hex digits. */
  readonly chainId: string;
  head(): BlockRef;
  /** Makes `count` blocks at once, 1 by default, and says which. The first takes what is in the pool. */
  mine(count?: number): readonly BlockRef[];
  /** Moves chain time on by so many seconds (a multiple of 3) in two blocks: the next one, which takes the pool, and one
   * at head time + `seconds`; the slots in between were missed. */
  advance(seconds: number): readonly BlockRef[];
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

const lifetimeSeconds = 60;

/**
 * Starts a dev chain that listens on loopback. Throws `config_invalid` for options that cannot be, mainnet's chain id
 * among them.
 */
export async function createDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const { interval, genesisAt, chainId, addressPrefix: prefix, ...rest } = resolveOptions(options);
  const state = createState();
  const founders = [witness, ...rest.communities.map(({ name }) => ({ name, vests: 0 })), ...rest.accounts];
  for (const account of founders) addAccount(state, account, prefix, genesisAt);
  const signingKey = devPublicKey(witness.name, "active", prefix);
  const ledger = createLedger({ state, chainId, prefix, genesisAt, irreversibleLag: rest.irreversibleLag, signingKey });
  const communities = new Map(rest.communities.map(({ name, title }) => [name, title]));
  const apis = createApis({ ledger, chainId, prefix, communities });
  const server = await openRpcServer({ apis, host: rest.host, port: rest.port });
  const timer = interval === "manual" ? undefined : startBlockTimer(interval, () => void ledger.produce());

  let broadcasts = 0;

  async function close(): Promise<void> {
    timer?.stop();
    await server.close();
  }

  return {
    url: server.url,
    chainId,
    head: () => refOf(ledger.head()),
    mine: (count = 1) => Array.from({ length: count }, () => refOf(ledger.produce())),
    advance: (seconds) => {
      const target = ledger.head().at + seconds;
      const first = ledger.produce();
      return first.at < target ? [refOf(first), refOf(ledger.produce(target))] : [refOf(first)];
    },
    keyOf: devKey,
    createAccount: (account) => {
      ledger.alter((changing) => {
        addAccount(changing, account, prefix, ledger.head().at);
      });
    },
    broadcastAs: (account, operations) => {
      try {
        // Each lives a second longer than the one before: else the same operations twice would be one transaction.
        const lifetime = lifetimeSeconds + (broadcasts++ % lifetimeSeconds);
        return { id: ledger.push(signTransaction(account, operations, { head: ledger.head(), chainId, lifetime })).id };
      } catch (error) {
        if (!(error instanceof NodeError)) throw error;
        const { code, data, message } = error;
        throw new SkepError("chain_rejected", message, { cause: error, details: { code, data } });
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function refOf({ number, id, previous, at }: LedgerBlock): BlockRef {
  return { number, id, previous, timestamp: new Date(at * 1000) };
}
