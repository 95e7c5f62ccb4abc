import type { BlockRef } from "../../chain/block.ts";
import { SkepError } from "../../shared/errors.ts";
import type { Fault } from "./fault.ts";
import type { FaultRegistry, StandingFault } from "./fault-registry.ts";

/** What goes wrong on a dev chain, on demand. */
export interface Faults {
  /** From now on this goes wrong. Throws `config_invalid` with every complaint when it is no fault. */
  add(fault: Fault): Promise<StandingFault>;
  /** Ends one fault, or all. What is lost already stays lost. Returns whether there was one. Throws `config_invalid` when
   * the port was taken by somebody else while it was closed. */
  clear(id?: number): Promise<boolean>;
  /** The faults that stand, with how often each struck. */
  list(): readonly StandingFault[];
  /** The next so many slots, 1 by default, will have no block. Throws `config_invalid` for what is no such number. */
  missSlots(count?: number): void;
  /**
   * Another branch wins: the newest `depth` blocks are replaced by one block more, all empty, and the state goes back with
   * them. What the old ones held returns to the pool and is in the next block as far as it still fits; a transaction that
   * refers to a block that is gone does not. With `orphans: "dropped"` all of it is lost. Returns the new blocks. Throws
   * `config_invalid` when one of the old ones is irreversible.
   */
  fork(depth: number, options?: { readonly orphans?: Orphans }): readonly BlockRef[];
}

/** What becomes of the transactions of blocks that a fork replaced. */
export type Orphans = "pooled" | "dropped";

/** What faults are done to. */
export interface FaultTargets {
  readonly registry: FaultRegistry;
  /** Where clients connect. */
  readonly port: { accept(): Promise<void>; refuse(): Promise<void> };
  readonly missSlots: (count: number) => void;
  readonly fork: (depth: number, orphans: Orphans) => readonly BlockRef[];
}

/** Puts faults into force. The port is closed as long as one of them wants that. */
export function createFaults({ registry, port, missSlots, fork }: FaultTargets): Faults {
  async function settle(): Promise<void> {
    const isRefusing = registry.list().some(({ fault }) => fault.kind === "refuse");
    await (isRefusing ? port.refuse() : port.accept());
  }
  return {
    async add(fault) {
      const standing = registry.add(fault);
      await settle();
      return standing;
    },
    async clear(id) {
      const wasThere = registry.remove(id);
      await settle();
      return wasThere;
    },
    list: () => registry.list(),
    missSlots(count = 1) {
      if (!Number.isInteger(count) || count < 1) {
        throw new SkepError("config_invalid", `a number of slots is a whole one from 1, not ${count}`);
      }
      missSlots(count);
    },
    fork: (depth, { orphans = "pooled" } = {}) => fork(depth, orphans),
  };
}
