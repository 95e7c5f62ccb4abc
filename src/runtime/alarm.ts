import type { Agent } from "../agent/agent.ts";
import type { Block } from "../chain/block.ts";
import { eventsOf, type ChainEvent } from "../chain/event.ts";
import { SkepError } from "../shared/errors.ts";
import type { Rooms } from "./rooms.ts";

/** Why an agent must do nothing until its operator has looked. */
export interface Alarm {
  readonly agent: string;
  readonly because: string;
  /** Whether somebody else may command its account by now. */
  readonly isOfAccount: boolean;
}

/** What in these blocks calls for a stop: a change of an account of ours, a downvote of who is watched for. Pure. */
export function alarmsIn(blocks: readonly Block[], agents: readonly Agent[]): readonly Alarm[] {
  return blocks.flatMap((block) =>
    eventsOf(block).flatMap((event) =>
      agents.flatMap((agent) => accountAlarm(event, agent) ?? downvoteAlarm(event, agent) ?? []),
    ),
  );
}

function accountAlarm({ operation, block }: ChainEvent, { name, account }: Agent): Alarm | undefined {
  if (operation.type !== "accountChange" || operation.account !== account) return undefined;
  const parts = operation.parts.join(", ");
  const because = `${operation.name} in block ${block} named @${account}'s ${parts}: look whether that was you`;
  return { agent: name, because, isOfAccount: true };
}

function downvoteAlarm({ operation, block }: ChainEvent, { name, account, watch }: Agent): Alarm | undefined {
  if (operation.type !== "vote" || operation.weight >= 0 || operation.author !== account) return undefined;
  if (!watch.downvotesBy.includes(operation.voter)) return undefined;
  const because = `@${operation.voter} downvoted @${account}/${operation.permlink} in block ${block}`;
  return { agent: name, because, isOfAccount: false };
}

/**
 * Pauses whom an alarm is for, durably, before the blocks are taken in. Answers the error to end with once they are: where
 * somebody else may command the accounts of all agents, nobody is left to work.
 */
export async function raiseAlarms(
  blocks: readonly Block[],
  { agents, store, clock, journal }: Pick<Rooms, "agents" | "store" | "clock" | "journal">,
): Promise<SkepError | undefined> {
  const alarms = alarmsIn(blocks, agents);
  for (const { agent, because } of alarms) {
    if (await store.switches.pause(agent, because, clock.now())) journal({ fact: "agent-paused", agent, because });
  }
  const stopped = new Set(alarms.flatMap(({ agent, isOfAccount }) => (isOfAccount ? [agent] : [])));
  if (stopped.size === 0 || agents.some(({ name }) => !stopped.has(name))) return undefined;
  const reasons = [...new Set(alarms.map(({ because }) => because))].join("; ");
  return new SkepError("account_alarm", `${reasons}. Every agent is paused; once all is well: skep resume NAME`);
}
