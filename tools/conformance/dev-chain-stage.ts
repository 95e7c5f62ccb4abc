import { cashoutSeconds, upvoteLockoutSeconds } from "../../src/devnet/chain-constants.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { keyOf } from "./placeholders.ts";
import type { ScenarioAccount } from "./scenario.ts";
import type { Stage } from "./stage.ts";

/** The chain id that FORMAT.md names. */
export const recordedChainId = "18dcf0a285365fc58b71f18b3d3fec954aa0c141c44e4e5cb4cf777b9eab274e";

/** A dev chain of its own, in this process. */
export async function openDevChainStage(): Promise<Stage> {
  const devnet = await createDevnet({ interval: "manual", chainId: recordedChainId, assets: "testnet" });
  return {
    url: devnet.url,
    chainId: devnet.chainId,
    constants: { cashout: cashoutSeconds, lockout: upvoteLockoutSeconds },
    setUp: async (accounts) => {
      for (const account of accounts) devnet.createAccount(genesisAccount(account));
      devnet.mine(3);
    },
    mine: async (count) => void devnet.mine(count),
    advance: async (seconds) => void devnet.advance(seconds),
    keyOf,
    [Symbol.asyncDispose]: () => devnet.close(),
  };
}

// All its stake is lent to it, and the creation fee gave it resource credits.
function genesisAccount({ name, vests = "0", tests = "0", tbd = "0" }: ScenarioAccount) {
  const balances = { hive: Number.parseFloat(tests), hbd: Number.parseFloat(tbd) };
  return { name, vests: 0, receivedVests: Number.parseFloat(vests), balances };
}
