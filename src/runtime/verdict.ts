import type { Agent } from "../agent/agent.ts";
import { wanted, type Decision } from "../decision/decision.ts";
import { judge, type Facts, type Guard, type Verdict } from "../policy/guard.ts";
import { guardsFor } from "../policy/limits.ts";
import { wordGuards } from "../policy/word-guards.ts";
import type { ClaimedJob, DecisionRecord } from "../store/work-store.ts";
import { endJob } from "./end-job.ts";
import { readFacts, readOwnFacts, type About } from "./facts.ts";
import { leastDecisions } from "./least-decision.ts";
import { refOf, type Material } from "./material.ts";
import { mayAt, unaskedTriggers } from "./may-at.ts";
import { outboxRow, plansFor } from "./outbox-rows.ts";
import type { Rooms } from "./rooms.ts";
import { readSurroundings } from "./surroundings.ts";

/** When a guard put a decision off without saying until when, it is judged again after this. */
const deferralMilliseconds = 10 * 60_000;
/** Clocks differ a little: what a guard puts off until now would come again at once. */
const leastDeferral = 1_000;

/** What guards look at of an event before its post was read. */
type Known = Pick<Material, "depth" | "isPaidOut" | "post" | "createdAt" | "thread" | "turns">;

/**
 * Asks the guards about the least of everything that the agent may do here. When they object to all of it the model need
 * not be asked: the job ends or is put off, and the answer is `true`.
 */
export async function endBeforehand(
  job: ClaimedJob,
  agent: Agent,
  known: Known,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<boolean> {
  const { facts } = await readFacts(agent, { ...known, ...actorOf(job) }, rooms, signal);
  return endWhenAllObjected(job, agent, facts, rooms);
}

/** The same by what the store alone knows, before any node is asked: where a day's budget is used up, none needs be. */
export async function endByBudgets(job: ClaimedJob, agent: Agent, rooms: Rooms): Promise<boolean> {
  const { facts } = await readOwnFacts(agent, { ...actorOf(job), depth: 0, isPaidOut: false }, rooms);
  return endWhenAllObjected(job, agent, facts, rooms);
}

function actorOf({ person, trigger }: ClaimedJob): Pick<About, "person" | "isUnasked"> {
  return { person, isUnasked: unaskedTriggers.has(trigger) };
}

async function endWhenAllObjected(job: ClaimedJob, agent: Agent, facts: Facts, rooms: Rooms): Promise<boolean> {
  const guards = guardsFor(agent.limits);
  const verdicts = mayAt(job, agent).map((capability) => judge(leastDecisions[capability], facts, guards));
  if (verdicts.length === 0)
    verdicts.push({ outcome: "deny", guard: "may", because: "it may do nothing at such an event" });
  const refusals = verdicts.flatMap((verdict) => (verdict.outcome === "allow" ? [] : [verdict]));
  const worst = refusals.find(({ outcome }) => outcome === "defer") ?? refusals[0];
  if (!worst || refusals.length < verdicts.length) return false;
  await putOffOrEnd(job, worst, rooms);
  return true;
}

type Refusal = Exclude<Verdict, { outcome: "allow" }>;

async function putOffOrEnd(job: ClaimedJob, { outcome, guard, because, until }: Refusal, rooms: Rooms): Promise<void> {
  const { store, clock, journal } = rooms;
  const reason = `${guard}: ${because}`;
  if (outcome === "deny") return endJob(job, "gated", reason, rooms);
  const now = clock.now().getTime();
  const again = until ? Math.max(until.getTime(), now + leastDeferral) : now + deferralMilliseconds;
  await store.work.retry(job, reason, new Date(again));
  journal({ fact: "job-postponed", ...refOf(job), because: reason });
}

/** Judges on fresh facts until the ledger holds still between reading and recording. */
export async function judgeAndRecord(
  job: ClaimedJob,
  agent: Agent,
  material: Material,
  asked: Decision,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { facts, ledgerVersion } = await readFacts(agent, { ...material, ...actorOf(job) }, rooms, signal);
    // Read after the ledger: what another job side by side has said since then has moved it.
    const words = wordGuards(await readSurroundings(job, agent, material, rooms));
    const { decision, verdict, dropped } = judgeApart(asked, facts, [...guardsFor(agent.limits), ...words]);
    if (verdict.outcome === "defer") return putOffOrEnd(job, verdict, rooms);
    const plans = verdict.outcome === "allow" ? plansFor(job, agent, material, decision, rooms) : [];
    const outcome = await rooms.store.work.recordDecision(job, {
      decision: JSON.stringify(decision),
      ...verdictColumns(verdict, decision, dropped),
      at: rooms.clock.now(),
      account: agent.account,
      ledgerVersion,
      outbox: plans.map((each) => outboxRow(each, job, agent, material, decision, rooms)),
    });
    if (outcome === "conflict") continue;
    if (outcome === "recorded") rooms.journal({ fact: "decision-judged", ...refOf(job), decision, verdict });
    return;
  }
}

interface Judged {
  readonly decision: Decision;
  readonly verdict: Verdict;
  /** Why the vote was left out; absent when it was not. */
  readonly dropped?: Refusal;
}

/** An answer does not wait for voting mana, nor fall with a vote: where only the vote is objected to, the rest goes on. */
function judgeApart(decision: Decision, facts: Facts, guards: readonly Guard[]): Judged {
  const verdict = judge(decision, facts, guards);
  const isAlone = wanted(decision).every((capability) => capability === "upvote");
  if (verdict.outcome === "allow" || !decision.upvote || isAlone) return { decision, verdict };
  const rest = { ...decision, upvote: null };
  const restVerdict = judge(rest, facts, guards);
  return restVerdict.outcome === "allow"
    ? { decision: rest, verdict: restVerdict, dropped: verdict }
    : { decision, verdict };
}

function verdictColumns(
  verdict: Verdict,
  decision: Decision,
  dropped: Refusal | undefined,
): Pick<DecisionRecord, "outcome" | "guard" | "because"> {
  if (verdict.outcome !== "allow") {
    const { outcome, guard, because } = verdict;
    return { outcome, guard, because };
  }
  if (wanted(decision).length === 0) return { outcome: "allow", guard: "", because: "the agent chose to do nothing" };
  const without = dropped ? `, without the vote (${dropped.guard}: ${dropped.because})` : "";
  return { outcome: "allow", guard: "", because: `passed ${verdict.passed.join(", ")}${without}` };
}
