/**
 * What a program that embeds Skep may import. Everything else may change in any release.
 *
 * @module
 */
export { loadAgents, type AgentFolders, type LoadedAgents } from "./agent/load-agents.ts";
export type { Agent, AgentModel, Sees } from "./agent/agent.ts";
export type { ChainEvent } from "./chain/event.ts";
export type { Operation } from "./chain/operation.ts";
export { loadConfig, type LoadedConfig, type LoadOptions } from "./config/load-config.ts";
export type { Config, ModelChoice } from "./config/config.ts";
export { openKeySource, type KeySource } from "./config/key-source.ts";
export type { Capability, Decision } from "./decision/decision.ts";
export type { LanguageModel, Completion, CompletionRequest, ModelIdentity } from "./model/language-model.ts";
export type { Facts, Guard, Verdict } from "./policy/guard.ts";
export { openBot, type OpenBot, type OpenBotOptions } from "./runtime/open-bot.ts";
export type { Journal, JournalEntry } from "./runtime/journal.ts";
export type { StopSignals } from "./runtime/rooms.ts";
export { SkepError, type ErrorCode } from "./shared/errors.ts";
