import type { AssetNames } from "../devnet/asset-names.ts";
import type { DevnetOptions } from "../devnet/devnet-options.ts";
import { loadRecording } from "../devnet/recording/load-recording.ts";
import { loadScenario } from "../devnet/scenario/load-scenario.ts";
import { SkepError } from "../shared/errors.ts";
import { namesIn } from "./load-project.ts";
import { parseSeconds } from "./parse-seconds.ts";

/** Who is there when nobody says who. */
const defaultNames = ["alice", "bob", "sage.agent", "curator.agent", "inleo.digest"];
const inleo = { name: "hive-167922", title: "INLEO" };

/** The flags of `skep devnet`. */
export const devnetArgs = {
  port: { type: "string", description: "Where it listens", default: "8090" },
  host: { type: "string", description: "On which address", default: "127.0.0.1" },
  "control-port": {
    type: "string",
    description: "Where blocks can be made and faults put into force from outside (default: nowhere)",
    valueHint: "port",
  },
  interval: {
    type: "string",
    description: "Time between blocks, Hive's is 3s; manual: only the control port makes them",
    default: "3s",
    valueHint: "seconds",
  },
  scenario: { type: "string", description: "Who is there and what they have written (YAML)", valueHint: "file" },
  accounts: {
    type: "string",
    description: `Accounts to make, separated by commas (default without --scenario: ${defaultNames.join(",")})`,
    valueHint: "names",
  },
  state: { type: "string", description: "Keep the chain in this file and go on from it", valueHint: "file" },
  import: {
    type: "string",
    description: "Replay the blocks in this file as if they came live, then go on",
    valueHint: "file",
  },
  times: { type: "string", description: "Times of imported blocks: recorded or now", default: "recorded" },
  export: { type: "string", description: "Write every block into this file, a JSON line each", valueHint: "file" },
  "genesis-time": { type: "string", description: "When the first block stands (default: now)", valueHint: "time" },
  "chain-id": { type: "string", description: "64 hex digits; not mainnet's", valueHint: "hex" },
  assets: { type: "string", description: "mainnet: HIVE and HBD (default); testnet: TESTS and TBD" },
  prefix: { type: "string", description: "What public keys begin with (default: STM)" },
  "irreversible-lag": {
    type: "string",
    description: "Blocks from the head to the irreversible block (default: 0)",
    valueHint: "blocks",
  },
  json: { type: "boolean", description: "Print addresses, chain id and keys as JSON" },
} as const;

/** What those flags said. */
export type DevnetFlags = {
  readonly [Name in Exclude<keyof typeof devnetArgs, "json">]?: string | undefined;
};

/** The options of the chain that the flags ask for. Reads the files that they name. Throws `config_invalid`. */
export async function devnetOptions(flags: DevnetFlags): Promise<DevnetOptions> {
  const scenario = flags.scenario === undefined ? undefined : await loadScenario(flags.scenario);
  const names = namesIn(flags.accounts) ?? (scenario ? [] : defaultNames);
  return {
    port: wholeNumber("port", flags.port ?? "8090", 65_535),
    host: flags.host ?? "127.0.0.1",
    interval: flags.interval === "manual" ? "manual" : parseSeconds(flags.interval ?? "3s") * 1_000,
    accounts: names.map((name) => ({ name })),
    ...(scenario ? { scenario } : { communities: [inleo] }),
    ...given("controlPort", flags["control-port"], (text) => wholeNumber("control-port", text, 65_535)),
    ...given("irreversibleLag", flags["irreversible-lag"], (text) => wholeNumber("irreversible-lag", text, 10_000)),
    ...given("assets", flags.assets, assetNames),
    ...given("addressPrefix", flags.prefix, asItIs),
    ...given("chainId", flags["chain-id"], asItIs),
    ...given("genesisTime", flags["genesis-time"], time),
    ...given("stateFile", flags.state, asItIs),
    ...given("replay", flags.import, (file) => ({
      blocks: loadRecording(file),
      times: times(flags.times ?? "recorded"),
    })),
  };
}

/** The option that a flag sets, if it was given. */
function given<Name extends keyof DevnetOptions>(
  name: Name,
  text: string | undefined,
  read: (text: string) => DevnetOptions[Name],
): Pick<DevnetOptions, Name> | object {
  return text === undefined ? {} : { [name]: read(text) };
}

function asItIs(text: string): string {
  return text;
}

function wholeNumber(flag: string, text: string, greatest: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= greatest) return number;
  throw new SkepError("config_invalid", `--${flag} takes a number up to ${greatest}, not "${text}"`);
}

function time(text: string): Date {
  const date = new Date(/[Zz]|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
  if (!Number.isNaN(date.getTime())) return date;
  throw new SkepError("config_invalid", `--genesis-time takes a time such as 2026-01-31T12:00:00, not "${text}"`);
}

function assetNames(text: string): AssetNames {
  if (text === "mainnet" || text === "testnet") return text;
  throw new SkepError("config_invalid", `--assets takes mainnet or testnet, not "${text}"`);
}

function times(text: string): "recorded" | "now" {
  if (text === "recorded" || text === "now") return text;
  throw new SkepError("config_invalid", `--times takes recorded or now, not "${text}"`);
}
