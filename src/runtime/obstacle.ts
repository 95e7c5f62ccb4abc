import type { Agent } from "../agent/agent.ts";
import type { Comment, Operation } from "../chain/operation.ts";
import type { Post } from "../chain/post.ts";
import type { Capability } from "../decision/decision.ts";
import { strengthOf } from "../decision/vote-weights.ts";
import { blankPast, judge, type Facts } from "../policy/guard.ts";
import { guardsBeforeSending } from "../policy/limits.ts";
import { noTurns } from "../policy/turns.ts";
import type { OutboxRow } from "../store/send-store.ts";
import { readStanding } from "./facts.ts";
import { contactRefusal } from "./acknowledge.ts";
import { leastDecisions } from "./least-decision.ts";
import { capabilityOf, operationsOf } from "./row-operations.ts";
import type { Rooms } from "./rooms.ts";

/** Why a row is not to be signed, or not now. */
export interface Obstacle {
  readonly because: string;
  /** Whether waiting cannot help. */
  readonly isFinal: boolean;
}

/** What was decided this long ago, and not sent since, is not worth saying any more. */
const longestWait = 48 * 3_600_000;

/** Looks at the chain once more before a row is signed, be it for the first time or anew. */
export async function findObstacle(row: OutboxRow, rooms: Rooms, signal: AbortSignal): Promise<Obstacle | undefined> {
  if (rooms.clock.now().getTime() - row.decidedAt.getTime() > longestWait)
    return { because: "it was decided too long ago", isFinal: true };
  const refusal = await contactRefusal(row, rooms);
  if (refusal !== undefined) return { because: refusal, isFinal: true };
  for (const operation of operationsOf(row)) {
    const obstacle =
      (operation.type === "comment" ? await findOwnPost(operation, rooms, signal) : undefined) ??
      (await findTargetTrouble(row, operation, rooms, signal));
    if (obstacle) return obstacle;
  }
  return undefined;
}

/**
 * The permlink derives from the post that is answered: what stands there already was written by an earlier database of
 * ours, and signing now would change its text. What was deleted there is not to come back.
 */
async function findOwnPost(
  { author, permlink }: Comment,
  { reader }: Rooms,
  signal: AbortSignal,
): Promise<Obstacle | undefined> {
  if (await reader.findPost(author, permlink, signal))
    return { because: `@${author}/${permlink} is on chain already`, isFinal: true };
  if (await reader.wasDeleted(author, permlink, signal))
    return { because: `@${author}/${permlink} was on chain once and was deleted`, isFinal: true };
  return undefined;
}

async function findTargetTrouble(
  row: OutboxRow,
  operation: Operation,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<Obstacle | undefined> {
  const { reader } = rooms;
  const target = targetOf(operation);
  if (!target) return judgeAgain(row, operation, undefined, rooms, signal);
  const post = await reader.findPost(target.author, target.permlink, signal);
  if (post) return judgeAgain(row, operation, post, rooms, signal);
  const isFinal = await reader.wasDeleted(target.author, target.permlink, signal);
  const trouble = isFinal ? "was deleted" : "is not to be read now";
  return { because: `@${target.author}/${target.permlink} ${trouble}`, isFinal };
}

/**
 * Days may lie between decision and sending: mana, credits, the hour and the account's votes are read anew, so that no
 * draft spends below the floor and no vote is cast twice.
 */
async function judgeAgain(
  row: OutboxRow,
  operation: Operation,
  post: Post | undefined,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<Obstacle | undefined> {
  const capability = capabilityOf(operation);
  const agent = rooms.agents.find(({ name }) => name === row.agent);
  if (!agent || !capability) return undefined;
  const forbidden = againstFile(operation, capability, agent);
  if (forbidden !== undefined) return { because: forbidden, isFinal: true };
  const isVote = operation.type === "vote";
  const facts: Facts = {
    ...blankPast, // reserved when it was decided
    now: rooms.clock.now(),
    account: row.account,
    person: row.person,
    isUnasked: false,
    ...(await readStanding(row.account, rooms, signal)),
    isPaidOut: post?.isPaidOut ?? false,
    createdAt: post?.createdAt,
    hasVoted: isVote && (await rooms.reader.hasVoted(row.account, operation.author, operation.permlink, signal)),
    depth: 0,
    turns: noTurns,
  };
  const decision = isVote
    ? { ...leastDecisions.upvote, upvote: { strength: strengthOf(operation.weight, agent.limits.upvoteWeight) } }
    : leastDecisions[capability];
  const verdict = judge(decision, facts, guardsBeforeSending(agent.limits));
  if (verdict.outcome === "allow") return undefined;
  return { because: `${verdict.guard}: ${verdict.because}`, isFinal: verdict.outcome === "deny" };
}

/** What was decided by an earlier file of the agent is held to the one that stands now. */
function againstFile(operation: Operation, capability: Capability, { may, limits }: Agent): string | undefined {
  if (!may.includes(capability)) return `the agent's file allows no ${capability}`;
  const most = limits.upvoteWeight.full;
  if (operation.type !== "vote" || operation.weight <= most) return undefined;
  return `it votes with ${operation.weight / 100}%, the agent's file allows ${most / 100}%`;
}

function targetOf(operation: Operation): { readonly author: string; readonly permlink: string } | undefined {
  if (operation.type === "vote") return operation;
  if (operation.type !== "comment" || operation.parentAuthor === "") return undefined;
  return { author: operation.parentAuthor, permlink: operation.parentPermlink };
}
