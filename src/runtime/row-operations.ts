import type { Operation } from "../chain/operation.ts";
import type { Capability } from "../decision/decision.ts";
import type { OutboxRow } from "../store/send-store.ts";
import { containerAccounts } from "../trigger/chain-names.ts";

/** What a row wants to say on chain. */
export function operationsOf({ operations }: Pick<OutboxRow, "operations">): readonly Operation[] {
  // Our own work loop wrote it, from the same type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(operations) as readonly Operation[];
}

/** Which capability an operation of ours is the use of; `undefined` for one that only comes along. */
export function capabilityOf(operation: Operation): Capability | undefined {
  if (operation.type === "vote") return "upvote";
  if (operation.type !== "comment") return undefined;
  if (operation.parentAuthor === "") return "post";
  return containerAccounts.some((account) => account === operation.parentAuthor) ? "thread" : "reply";
}
