import type { ChainEvent } from "../chain/event.ts";
import type { Needle } from "../chain/needle.ts";
import type { Gather } from "./gather.ts";
import type { Outlet } from "./outlet.ts";

/** Decides whether one event concerns one agent. Pure and cheap: it sees every operation on chain. */
export type Matcher = (event: ChainEvent) => boolean;

/** One rule of an agent file, checked: it waits for events on chain, or for moments. */
export interface Rule {
  /** What stands behind `on:` in the file. */
  readonly kind: string;
  /** The predicate for an agent that acts as this account. */
  compile(account: string): Matcher;
  /** Bytes of which a block holds at least one whenever the matcher may say yes; absent: any block may matter. */
  needles(account: string): readonly Needle[] | undefined;
  /** The moments it waits for; absent when it waits for events. */
  readonly schedule?: Schedule;
}

/** Moments at which an agent is woken. Its slots come from `slots(cron, timezone, after, until)`. */
export interface Schedule {
  /** Unique within the agent; slots are counted by it. */
  readonly name: string;
  readonly cron: string;
  /** An IANA name, such as `"Europe/Berlin"`. */
  readonly timezone: string;
  /** What becomes of slots that passed while Skep did not run. */
  readonly missed: "skip" | "run-once" | "run-all";
  /** What is read at each slot; absent: nothing. */
  readonly gather?: Gather;
  /** Where it goes what the agent writes then; absent: it writes nothing. */
  readonly outlet?: Outlet;
}
