import { SkepError } from "../../shared/errors.ts";
import type { DevnetOptions } from "../devnet-options.ts";
import type { GenesisEntry } from "./state-entry.ts";
import { presentAccount } from "./present-account.ts";

/** What a chain begins with, all of it: whoever opens the file again cannot be asked. */
export type GenesisFacts = Required<
  Pick<
    DevnetOptions,
    "accounts" | "addressPrefix" | "assets" | "chainId" | "communities" | "genesisTime" | "irreversibleLag"
  >
>;

/** The first line of a state file. */
export function genesisLine(facts: GenesisFacts): object {
  const { genesisTime: time, chainId, addressPrefix, assets, irreversibleLag, accounts, communities } = facts;
  return { genesis: { version: 1, time, chainId, addressPrefix, assets, irreversibleLag, accounts, communities } };
}

// A chain cannot change these while it lives. What else a caller asks for is for new chains.
const identity = ["chainId", "addressPrefix", "assets", "irreversibleLag"] as const;

/** What the chain of a state file began with. Throws `config_invalid` when `asked` wants it to be another. */
export function genesisFacts(file: string, entry: GenesisEntry, asked: DevnetOptions): GenesisFacts {
  const { time: genesisTime, chainId, addressPrefix, assets, irreversibleLag, accounts, communities } = entry;
  for (const setting of identity) {
    if (asked[setting] === undefined || asked[setting] === entry[setting]) continue;
    const found = `the chain in ${file} has ${setting} ${entry[setting]}, not ${asked[setting]}`;
    throw new SkepError("config_invalid", found);
  }
  const plain = accounts.map(presentAccount);
  return { genesisTime, chainId, addressPrefix, assets, irreversibleLag, accounts: plain, communities };
}
