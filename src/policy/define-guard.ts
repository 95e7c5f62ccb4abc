import { wanted, type Capability } from "../decision/decision.ts";
import type { Guard, Objection } from "./guard.ts";

/** A guard that speaks up only when one of these capabilities is wanted. */
export function defineGuard(name: string, about: readonly Capability[], object: Guard["object"]): Guard {
  return {
    name,
    object: (decision, facts) =>
      wanted(decision).some((capability) => about.includes(capability)) ? object(decision, facts) : undefined,
  };
}

/** Never. */
export function deny(because: string): Objection {
  return { outcome: "deny", because };
}

/** Not now; `until` where the moment is known before which it stays so. */
export function defer(because: string, until?: Date): Objection {
  return { outcome: "defer", because, ...(until && { until }) };
}

/** A share of 0..1 as people read it. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** The moment so many milliseconds after another. */
export function after(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}
