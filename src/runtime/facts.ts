import type { Agent } from "../agent/agent.ts";
import { manaAfter, voteCost } from "../chain/voting-mana.ts";
import type { Capability } from "../decision/decision.ts";
import type { Facts, Past, Standing } from "../policy/guard.ts";
import { noTurns, type Turns } from "../policy/turns.ts";
import type { Ledger, LedgerVote } from "../store/work-store.ts";
import type { Rooms } from "./rooms.ts";

const day = 24 * 3_600_000;
/** Votes this far back are counted into the plan of voting mana: twice as long as an empty one takes to fill up. */
const planSpan = 10 * day;

/** Whom and what a decision is about. */
export interface About {
  readonly person: string;
  /** Default false. */
  readonly isUnasked?: boolean;
  readonly depth: number;
  readonly isPaidOut: boolean;
  /** What a vote would be for; absent where there is nothing to vote for. */
  readonly post?: { readonly author: string; readonly permlink: string };
  readonly createdAt?: Date;
  readonly thread?: string;
  readonly turns?: Turns;
}

interface FactsAndVersion {
  readonly facts: Facts;
  readonly ledgerVersion: number;
}

/** Reads everything the guards look at, and the ledger version it was read at. */
export async function readFacts(
  agent: Agent,
  about: About,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<FactsAndVersion> {
  const { facts, ledgerVersion, votes } = await readOwnFacts(agent, about, rooms);
  const isVoter = agent.may.includes("upvote");
  const [standing, hasVoted] = await Promise.all([
    readStanding(agent.account, rooms, signal),
    isVoter && about.post
      ? rooms.reader.hasVoted(agent.account, about.post.author, about.post.permlink, signal)
      : false,
  ]);
  const votingMana = manaLeft(standing.votingMana, votes, facts.now);
  return { ledgerVersion, facts: { ...facts, ...standing, votingMana, hasVoted: facts.hasVoted || hasVoted } };
}

/** The part of the facts that the store alone tells; what only the chain knows is taken to be at its best. */
export async function readOwnFacts(
  agent: Agent,
  about: About,
  { store, clock }: Pick<Rooms, "store" | "clock">,
): Promise<FactsAndVersion & { readonly votes: readonly LedgerVote[] }> {
  const now = clock.now();
  const span = Math.max(day, agent.limits.perAuthor.everyMilliseconds, agent.limits.cooldown);
  const ledger = await store.work.readLedger(agent.account, new Date(now.getTime() - span));
  const isVoter = agent.may.includes("upvote");
  const since = new Date(now.getTime() - planSpan);
  const votes = isVoter ? await store.work.readVotes(agent.account, since) : [];
  const { person, isUnasked = false, depth, isPaidOut, createdAt, turns = noTurns, post } = about;
  const subject = post && `${post.author}/${post.permlink}`;
  const facts: Facts = {
    now,
    account: agent.account,
    person,
    isUnasked,
    depth,
    isPaidOut,
    createdAt,
    turns,
    ...pastOf(ledger, votes, agent, about, now),
    ...atItsBest,
    hasVoted: votes.some((vote) => vote.subject === subject),
  };
  return { facts, ledgerVersion: ledger.version, votes };
}

const atItsBest: Standing = { votingMana: 1, resourceCredits: 1, maxCredits: Infinity };

/** What an account has left of mana and credits, as of now. */
export async function readStanding(
  name: string,
  { reader }: Pick<Rooms, "reader">,
  signal: AbortSignal,
): Promise<Standing> {
  const [account] = await reader.accounts([name], signal);
  // An account that does not exist yet can only be rehearsed with: nothing of it is used up.
  if (!account) return atItsBest;
  const { share, max } = await reader.resourceCredits(name, signal);
  return { votingMana: account.votingMana, resourceCredits: share, maxCredits: max };
}

/**
 * What is left of voting mana once the open votes are cast. The chain knows nothing of them, nor of a dry run's votes:
 * there the plan tells what would be left.
 */
function manaLeft(onChain: number, votes: readonly LedgerVote[], now: Date): number {
  const open = votes.filter(({ isOpen }) => isOpen).reduce((sum, { weight }) => sum + voteCost(weight), 0);
  return Math.max(0, Math.min(onChain - open, manaAfter(votes, now)));
}

const roots: readonly Capability[] = ["post", "thread"];

function pastOf(
  { spendings }: Ledger,
  votes: readonly LedgerVote[],
  agent: Agent,
  { person, thread }: About,
  now: Date,
): Past {
  const { everyMilliseconds } = agent.limits.perAuthor;
  const since = (milliseconds: number): number => now.getTime() - milliseconds;
  const own = spendings.filter((spending) => spending.agent === agent.name);
  const today = own.filter(({ at }) => at.getTime() > since(day));
  const withPerson = own.filter((spending) => spending.person === person);
  const ownVotes = votes.filter((vote) => vote.agent === agent.name);
  return {
    actionsToday: today.length,
    postsToday: today.filter(({ capability }) => roots.some((each) => each === capability)).length,
    votesToday: ownVotes.filter(({ at }) => at.getTime() > since(day)).length,
    lastVoteAt: ownVotes.at(-1)?.at,
    actionsWithPerson: withPerson.filter(({ at }) => at.getTime() > since(everyMilliseconds)).length,
    lastWithPersonAt: withPerson.at(-1)?.at,
    actionsInThread: thread ? today.filter((spending) => spending.thread === thread).length : 0,
  };
}
