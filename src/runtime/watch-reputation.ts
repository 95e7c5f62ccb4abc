import type { Watch } from "../agent/agent.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import { pause } from "../shared/wait.ts";
import type { Rooms, StopSignals } from "./rooms.ts";

/** Reputation moves when posts are voted on and shows it within minutes. */
const everyMilliseconds = 10 * 60_000;

/** Has agents pause themselves when their account's reputation falls as their files forbid. Ends at once where none does. */
export async function watchReputation(rooms: Rooms, stop: StopSignals): Promise<void> {
  const isWatched = rooms.agents.some(
    ({ watch }) => watch.reputationBelow !== undefined || watch.reputationLoss !== undefined,
  );
  if (!isWatched) return;
  while (!stop.drain.aborted) {
    await lookAtReputations(rooms, stop.abort);
    await pause(everyMilliseconds, stop.drain);
  }
}

/** Looks once. What no node tells now is looked at the next time. */
export async function lookAtReputations(
  { agents, reader, store, clock, journal }: Rooms,
  signal: AbortSignal,
): Promise<void> {
  for (const account of new Set(agents.map((agent) => agent.account))) {
    const reputation = await reader.readProfile(account, signal).then(
      (profile) => profile?.reputation,
      (error: unknown) => {
        if (signal.aborted || !(error instanceof SkepError)) throw error;
        journal({ fact: "trouble", loop: "reputation", message: messageOf(error) });
      },
    );
    if (reputation === undefined) continue;
    const best = Math.max(reputation, (await store.standing.findBest(account)) ?? reputation);
    let hasFallen = false;
    for (const agent of agents.filter((each) => each.account === account)) {
      const because = reputationAlarm(reputation, best, agent.watch);
      if (because === undefined) continue;
      hasFallen = true;
      const reason = `@${account}'s reputation ${because}`;
      if (await store.switches.pause(agent.name, reason, clock.now()))
        journal({ fact: "agent-paused", agent: agent.name, because: reason });
    }
    // Once an operator has been told of a fall, it counts from there.
    await store.standing.keepBest(account, hasFallen ? reputation : best);
  }
}

/** Why this reputation (as people see it) pauses an agent; `undefined` when it does not. Pure. */
export function reputationAlarm(
  reputation: number,
  best: number,
  { reputationBelow, reputationLoss }: Watch,
): string | undefined {
  const now = reputation.toFixed(2);
  if (reputationBelow !== undefined && reputation < reputationBelow) return `is ${now}, below ${reputationBelow}`;
  if (reputationLoss !== undefined && best - reputation >= reputationLoss)
    return `fell from ${best.toFixed(2)} to ${now}`;
  return undefined;
}
