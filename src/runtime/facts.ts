import type { Agent } from "../agent/agent.ts";
import type { Facts } from "../policy/guard.ts";
import type { Ledger } from "../store/work-store.ts";
import type { Rooms } from "./rooms.ts";

const day = 24 * 3_600_000;

/** Whom and what a decision is about. */
export interface About {
  readonly person: string;
  readonly depth: number;
  readonly isPaidOut: boolean;
}

/** Reads everything the guards look at, and the ledger version it was read at. */
export async function readFacts(
  agent: Agent,
  about: About,
  { store, reader, clock }: Rooms,
  signal: AbortSignal,
): Promise<{ readonly facts: Facts; readonly ledgerVersion: number }> {
  const now = clock.now();
  const span = Math.max(day, agent.limits.perAuthor.everyMilliseconds);
  const [reserves, ledger] = await Promise.all([
    readReserves(agent.account, { reader }, signal),
    store.work.readLedger(agent.account, new Date(now.getTime() - span)),
  ]);
  const facts: Facts = {
    now,
    account: agent.account,
    ...about,
    ...spent(ledger, agent, about.person, now),
    ...reserves,
  };
  return { facts, ledgerVersion: ledger.version };
}

/** What an account has left of mana and credits, as of now. */
export async function readReserves(
  name: string,
  { reader }: Pick<Rooms, "reader">,
  signal: AbortSignal,
): Promise<Pick<Facts, "votingMana" | "resourceCredits">> {
  const [account] = await reader.accounts([name], signal);
  // An account that does not exist yet can only be rehearsed with: nothing of it is used up.
  if (!account) return { votingMana: 1, resourceCredits: 1 };
  return { votingMana: account.votingMana, resourceCredits: await reader.resourceCredits(name, signal) };
}

function spent(
  ledger: Ledger,
  agent: Agent,
  person: string,
  now: Date,
): Pick<Facts, "actionsToday" | "actionsWithPerson"> {
  const own = ledger.spendings.filter((spending) => spending.agent === agent.name);
  const since = (milliseconds: number): number => now.getTime() - milliseconds;
  return {
    actionsToday: own.filter(({ at }) => at.getTime() > since(day)).length,
    actionsWithPerson: own.filter(
      (spending) =>
        spending.person === person && spending.at.getTime() > since(agent.limits.perAuthor.everyMilliseconds),
    ).length,
  };
}
