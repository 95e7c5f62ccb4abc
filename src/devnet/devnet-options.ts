import { createHash } from "node:crypto";
import { keyPrefix } from "../chain/wire/key.ts";
import { SkepError } from "../shared/errors.ts";
import { systemClock } from "../shared/clock.ts";
import type { AssetNames } from "./asset-names.ts";
import { blockSeconds, mainnetChainId } from "./chain-constants.ts";
import type { GenesisAccount, GenesisCommunity } from "./genesis.ts";
import { isLoopback } from "./http/listen.ts";
import type { RecordedBlock } from "./recording/recorded-block.ts";
import type { ScenarioFile } from "./scenario/scenario-file.ts";

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
  /** What HIVE and HBD are called in text: so (`"mainnet"`, the default), or TESTS and TBD (`"testnet"`). */
  readonly assets?: AssetNames;
  /** What public keys begin with: three capitals, `STM` by default, as on mainnet. */
  readonly addressPrefix?: string;
  /**
   * Where faults can be put into force from outside (see `Faults`), 0 for any free port. Nowhere by default, and never
   * when `host` is more than this machine.
   */
  readonly controlPort?: number | false;
  /** Whether clients that take gzip are given it. Not by default: on loopback it only costs time. */
  readonly gzip?: boolean;
  /** How many blocks behind the head a block becomes irreversible; 0 by default: at once. */
  readonly irreversibleLag?: number;
  readonly accounts?: readonly GenesisAccount[];
  readonly communities?: readonly GenesisCommunity[];
  /**
   * Who is there and what they have done, from `loadScenario`: real operations in the first blocks, so that genesis lies a
   * little back. Counts only where the chain begins now.
   */
  readonly scenario?: ScenarioFile;
  /**
   * A file that the chain lives on in. One that exists is gone on from: its accounts, communities and time of genesis are
   * those of the chain, whatever is asked for here.
   */
  readonly stateFile?: string;
  /**
   * Blocks that were recorded on another chain, from `loadRecording`. They come one after the other instead of new blocks,
   * under their own numbers and ids, at their own times or as if the first came at genesis; new blocks follow them.
   */
  readonly replay?: { readonly blocks: readonly RecordedBlock[]; readonly times?: "recorded" | "now" };
  /** Told of every block as it comes, with its JSON as block_api gives it; after a fork a number comes again. */
  readonly onBlock?: (block: { readonly number: number; readonly json: string }) => void;
}

type PastOption = "genesisTime" | "scenario" | "stateFile" | "replay" | "onBlock";

export interface ResolvedOptions extends Required<Omit<DevnetOptions, PastOption>> {
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
    assets: "mainnet" as const,
    addressPrefix: keyPrefix,
    irreversibleLag: 0,
    controlPort: false as const,
    gzip: false,
    accounts: [],
    communities: [],
  };
  const { genesisTime = systemClock.now(), ...given } = options;
  const resolved = { ...defaults, ...given, genesisAt: slotOf(genesisTime) };
  const { interval, irreversibleLag, addressPrefix, assets } = resolved;
  if (!/^[A-Z]{3}$/.test(addressPrefix)) throw invalid("addressPrefix is three capital letters, such as STM or TST");
  if (!["mainnet", "testnet"].includes(assets)) throw invalid('assets are named as on "mainnet" or as on a "testnet"');
  if (resolved.controlPort !== false && !isLoopback(resolved.host)) {
    throw invalid(
      `a node that listens on ${resolved.host} cannot be controlled from outside: only one on loopback can`,
    );
  }
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
