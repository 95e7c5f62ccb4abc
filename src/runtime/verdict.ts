import type { Agent } from "../agent/agent.ts";
import { wanted, type Decision } from "../decision/decision.ts";
import { judge, type Verdict } from "../policy/guard.ts";
import { guardsFor } from "../policy/limits.ts";
import { wordGuards } from "../policy/word-guards.ts";
import type { ClaimedJob, DecisionRecord } from "../store/work-store.ts";
import { endJob } from "./end-job.ts";
import { readFacts } from "./facts.ts";
import { leastDecisions } from "./least-decision.ts";
import { refOf, type Material } from "./material.ts";
import { mayAt } from "./may-at.ts";
import { outboxRow, plansFor } from "./outbox-rows.ts";
import type { Rooms } from "./rooms.ts";
import { readSurroundings } from "./surroundings.ts";

/** When a guard put a decision off, it is judged again after this. */
const deferralMilliseconds = 10 * 60_000;

/**
 * Asks the guards about the least of everything that the agent may do here. When they object to all of it the model need
 * not be asked: the job ends or is put off, and the answer is `true`.
 */
export async function endBeforehand(
  job: ClaimedJob,
  agent: Agent,
  { depth, isPaidOut }: Pick<Material, "depth" | "isPaidOut">,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<boolean> {
  const { facts } = await readFacts(agent, { person: job.person, depth, isPaidOut }, rooms, signal);
  const verdicts = mayAt(job, agent).map((capability) =>
    judge(leastDecisions[capability], facts, guardsFor(agent.limits)),
  );
  if (verdicts.length === 0)
    verdicts.push({ outcome: "deny", guard: "may", because: "it may do nothing at such an event" });
  const refusals = verdicts.flatMap((verdict) => (verdict.outcome === "allow" ? [] : [verdict]));
  const worst = refusals.find(({ outcome }) => outcome === "defer") ?? refusals[0];
  if (!worst || refusals.length < verdicts.length) return false;
  await putOffOrEnd(job, worst, rooms);
  return true;
}

type Refusal = Exclude<Verdict, { outcome: "allow" }>;

async function putOffOrEnd(job: ClaimedJob, { outcome, guard, because }: Refusal, rooms: Rooms): Promise<void> {
  const { store, clock, journal } = rooms;
  const reason = `${guard}: ${because}`;
  if (outcome === "deny") return endJob(job, "gated", reason, rooms);
  await store.work.retry(job, reason, new Date(clock.now().getTime() + deferralMilliseconds));
  journal({ fact: "job-postponed", ...refOf(job), because: reason });
}

/** Judges on fresh facts until the ledger holds still between reading and recording. */
export async function judgeAndRecord(
  job: ClaimedJob,
  agent: Agent,
  material: Material,
  decision: Decision,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<void> {
  const plans = plansFor(job, agent, material, decision, rooms);
  const guards = [...guardsFor(agent.limits), ...wordGuards(await readSurroundings(job, agent, material, rooms))];
  for (;;) {
    const about = { person: job.person, depth: material.depth, isPaidOut: material.isPaidOut };
    const { facts, ledgerVersion } = await readFacts(agent, about, rooms, signal);
    const verdict = judge(decision, facts, guards);
    if (verdict.outcome === "defer") return putOffOrEnd(job, verdict, rooms);
    const outbox =
      verdict.outcome === "allow" ? plans.map((each) => outboxRow(each, job, agent, material, decision, rooms)) : [];
    const outcome = await rooms.store.work.recordDecision(job, {
      decision: JSON.stringify(decision),
      ...verdictColumns(verdict, decision),
      at: rooms.clock.now(),
      account: agent.account,
      ledgerVersion,
      outbox,
    });
    if (outcome === "conflict") continue;
    if (outcome === "recorded") rooms.journal({ fact: "decision-judged", ...refOf(job), decision, verdict });
    return;
  }
}

function verdictColumns(verdict: Verdict, decision: Decision): Pick<DecisionRecord, "outcome" | "guard" | "because"> {
  if (verdict.outcome !== "allow") return verdict;
  const because =
    wanted(decision).length === 0 ? "the agent chose to do nothing" : `passed ${verdict.passed.join(", ")}`;
  return { outcome: "allow", guard: "", because };
}
