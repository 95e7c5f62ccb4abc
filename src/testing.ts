/**
 * What tests of agents may import: the parts that ship to stand in for the outside world.
 *
 * @module
 */
export { createDevnet, type Devnet } from "./devnet/create-devnet.ts";
export { devnetChainId, type DevnetOptions } from "./devnet/devnet-options.ts";
export type { GenesisAccount, GenesisCommunity } from "./devnet/genesis.ts";
export { scriptedModel, type Script, type ScriptedModel } from "./model/scripted-model.ts";
