import type { Payout } from "../action/beneficiaries.ts";
import type { ChainEvent } from "../chain/event.ts";
import type { Needle } from "../chain/needle.ts";
import type { Capability } from "../decision/decision.ts";
import type { KnowledgeSource } from "../knowledge/source.ts";
import type { GateRules } from "../policy/gate-rules.ts";
import type { Priority } from "../policy/head-start.ts";
import type { Limits } from "../policy/limits.ts";
import type { ReadingBudget } from "../policy/reading-budget.ts";
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
  readonly memory: Keeps;
  /** Where what it knows comes from. */
  readonly knowledge: readonly KnowledgeSource[];
  /** In the order in which they stand in a decision. */
  readonly may: readonly Capability[];
  /** Who gets the model's time. */
  readonly gates: GateRules;
  /** Who stands further ahead in its queue. */
  readonly priority: Priority;
  readonly limits: Limits;
  /** Hosts that it may link to, besides what stands in what it reads. */
  readonly links: readonly string[];
  readonly watch: Watch;
  /** Whether it may comment on what nobody asked it about, together with a vote. */
  readonly commentWithVote: boolean;
  /** What waits for the operator's word before it is sent. */
  readonly needsApproval: readonly Capability[];
  /** Milliseconds. What happened longer ago, be it an event or the moment of a schedule, is not answered any more. */
  readonly maxAge: number;
  /** Milliseconds. A draft that was not approved within this time lapses. */
  readonly approveWithin: number;
  /** What reading gathered posts may cost at one slot. */
  readonly budget: ReadingBudget;
  /** What becomes of the payout of what it writes. */
  readonly payout: Payout;
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

/** What an agent keeps of the people it answers. */
export interface Keeps {
  /** Whether it keeps what people say of themselves. */
  readonly facts: boolean;
  /** Milliseconds. */
  readonly keep: number;
  /** At most so many memories of one person. */
  readonly perAuthor: number;
}

/** What makes an agent pause itself. */
export interface Watch {
  /** Accounts whose downvote of anything that the agent's account wrote is enough. */
  readonly downvotesBy: readonly string[];
  /** The reputation of its account that is enough, as people see it; `undefined`: none is. */
  readonly reputationBelow: number | undefined;
  /** How far below its best that Skep has seen is enough; `undefined`: however far. */
  readonly reputationLoss: number | undefined;
}

/** How much an agent is shown besides the event itself. */
export interface Sees {
  /** Posts above the one that it answers. */
  readonly thread: number;
  /** Its exchanges with the same person. */
  readonly memories: number;
  /** Pieces of what it knows. */
  readonly knowledge: number;
}
