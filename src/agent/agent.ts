import type { ChainEvent } from "../chain/event.ts";
import type { Needle } from "../chain/needle.ts";
import type { Capability } from "../decision/decision.ts";
import type { Limits } from "../policy/limits.ts";
import type { Schedule } from "../trigger/rule.ts";

/** A persona with its rights, made from one agent file and its prompts. Frozen. */
export interface Agent {
  /** Unique within the bot; rows in the store are kept by it. */
  readonly name: string;
  readonly description: string;
  /** The Hive account it acts as. Several agents may share one. */
  readonly account: string;
  /** `live` lets it reach the chain, when the command line says `--live` too. */
  readonly mode: "dry-run" | "live";
  /** Who answers for it, as the footer says; empty when the file does not say (never so when it is live). */
  readonly operator: string;
  readonly model: AgentModel;
  /** The system message of a turn: the prompt file, its names filled in. */
  readonly prompt: string;
  /** The system message for reading one gathered post; present exactly when a schedule gathers. */
  readonly each: string | undefined;
  readonly schedules: readonly Schedule[];
  /**
   * The kind of the first rule that this event meets, in the order of the file; `undefined` when it concerns the agent
   * in no way. From the event alone; what the account did itself never matches.
   */
  match(event: ChainEvent): string | undefined;
  /** Bytes of which a block holds at least one whenever `match` may find something; `undefined`: any block may matter. */
  readonly needles: readonly Needle[] | undefined;
  readonly sees: Sees;
  /** In the order in which they stand in a decision. */
  readonly may: readonly Capability[];
  readonly limits: Limits;
  /** Hosts that it may link to, besides what stands in what it reads. */
  readonly links: readonly string[];
  /** What waits for the operator's word before it is sent. */
  readonly needsApproval: readonly Capability[];
  /** Milliseconds. What happened longer ago, be it an event or the moment of a schedule, is not answered any more. */
  readonly maxAge: number;
  readonly payout: "declined";
}

/** Which model an agent thinks with, and how. */
export interface AgentModel {
  /** A name under `models:` in skep.yaml. */
  readonly use: string;
  /** 0 always takes the likeliest word; 2 is the most there is. */
  readonly temperature: number;
  /** Of one completion. */
  readonly maxTokens: number;
  /** Tokens to think for before the answer, where the model does that. */
  readonly thoughts: number;
  /** Absent: the runtime chooses one and records it. */
  readonly seed: number | undefined;
}

/** How much an agent is shown besides the event itself. */
export interface Sees {
  /** Posts above the one that it answers. */
  readonly thread: number;
  /** Its exchanges with the same person. */
  readonly memories: number;
}
