/**
 * What tests of agents may import: the parts that ship to stand in for the outside world.
 *
 * @module
 */
export { createDevnet, type Devnet } from "./devnet/create-devnet.ts";
export { devnetChainId, type DevnetOptions } from "./devnet/devnet-options.ts";
export type { Fault } from "./devnet/faults/fault.ts";
export type { Faults } from "./devnet/faults/faults.ts";
export type { GenesisAccount, GenesisCommunity } from "./devnet/genesis.ts";
export { loadRecording } from "./devnet/recording/load-recording.ts";
export type { RecordedBlock } from "./devnet/recording/recorded-block.ts";
export { loadScenario } from "./devnet/scenario/load-scenario.ts";
export type { ScenarioFile } from "./devnet/scenario/scenario-file.ts";
export { scriptedModel, type Script, type ScriptedModel } from "./model/scripted-model.ts";
