import { createHash } from "node:crypto";
import { keyPrefix } from "../chain/wire/key.ts";
import { SkepError } from "../shared/errors.ts";
import { systemClock } from "../shared/clock.ts";
import { blockSeconds, mainnetChainId } from "./chain-constants.ts";
import type { GenesisAccount, GenesisCommunity } from "./genesis.ts";

/** How a dev chain is to be. Everything has a default. */
export interface DevnetOptions {
  /**
   * Milliseconds between two blocks, or `"manual"`: only `mine` makes blocks. 3000 by default. Chain time moves three
   * seconds with every block whatever this is, so that a shorter interval makes the chain's clock run fast.
   */
  readonly interval?: number | "manual";
  /** When the first block stands, in chain time. Now by default, rounded down to a slot of three seconds. */
  readonly genesisTime?: Date;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** 0 by default: any free one. */
  readonly port?: number;
  /** 64 hex digits. A constant of test chains by default; mainnet's is refused. */
  readonly chainId?: string;
  /** What public keys begin with; `STM` by default, as on mainnet. */
  readonly addressPrefix?: string;
  /** How many blocks behind the head a block becomes irreversible; 0 by default: at once. */
  readonly irreversibleLag?: number;
  readonly accounts?: readonly GenesisAccount[];
  readonly communities?: readonly GenesisCommunity[];
}

export interface ResolvedOptions extends Required<Omit<DevnetOptions, "genesisTime">> {
  /** Seconds since 1970. */
  readonly genesisAt: number;
}

/** The chain id of every dev chain that is not told another. */
export const devnetChainId = createHash("sha256").update("skep devnet").digest("hex");

/** Fills in the defaults. Throws `config_invalid` for what cannot be. */
export function resolveOptions(options: DevnetOptions): ResolvedOptions {
  const defaults = {
    interval: blockSeconds * 1000,
    host: "127.0.0.1",
    port: 0,
    chainId: devnetChainId,
    addressPrefix: keyPrefix,
    irreversibleLag: 0,
    accounts: [],
    communities: [],
  };
  const { genesisTime = systemClock.now(), ...given } = options;
  const resolved = { ...defaults, ...given, genesisAt: slotOf(genesisTime) };
  const { interval, irreversibleLag } = resolved;
  if (interval !== "manual" && !(interval >= 1)) throw invalid('an interval is "manual" or at least 1 ms');
  if (!Number.isInteger(irreversibleLag) || irreversibleLag < 0) throw invalid("irreversibleLag is a number of blocks");
  return { ...resolved, chainId: checkedChainId(resolved.chainId) };
}

function checkedChainId(text: string): string {
  const chainId = text.toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(chainId)) throw invalid("a chain id has 64 hex digits");
  if (chainId === mainnetChainId) throw invalid("a dev chain cannot have the chain id of mainnet");
  return chainId;
}

function slotOf(time: Date): number {
  return Math.floor(time.getTime() / 1000 / blockSeconds) * blockSeconds;
}

function invalid(message: string): SkepError {
  return new SkepError("config_invalid", message);
}
