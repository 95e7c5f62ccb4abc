import { createHash } from "node:crypto";
import type { Agent } from "../agent/agent.ts";
import { plan, type Plan } from "../action/plan.ts";
import { decisionSchema, wanted, type Capability, type Decision } from "../decision/decision.ts";
import { remember } from "../memory/memory.ts";
import { guardsFor } from "../policy/limits.ts";
import { judge, type Verdict } from "../policy/guard.ts";
import { isRetryable, messageOf, SkepError, type ErrorCode } from "../shared/errors.ts";
import type { ClaimedJob, DecisionRecord, NewOutboxRow } from "../store/work-store.ts";
import type { Bell } from "./bell.ts";
import { readFacts } from "./facts.ts";
import { gatherDigest } from "./gather-digest.ts";
import { gatherPost } from "./gather-post.ts";
import { EndOfJob, refOf, type Gathered, type Material } from "./material.ts";
import type { Rooms, StopSignals } from "./rooms.ts";
import { takeTurn } from "./turn.ts";
import { appName } from "./app-name.ts";

const leaseMilliseconds = 30 * 60_000;
const idleMilliseconds = 1_000;
/** A job that failed this often is set aside for the operator. */
const claimsBeforeParked = 8;

/** Takes job after job from question to recorded verdict. Nothing here touches the chain. */
export async function work(
  rooms: Rooms,
  bells: { readonly work: Bell; readonly send: Bell },
  stop: StopSignals,
): Promise<void> {
  const names = rooms.agents.map(({ name }) => name);
  while (!stop.drain.aborted) {
    const now = rooms.clock.now();
    const job = await rooms.store.work.claim({
      agents: names,
      now,
      leaseUntil: new Date(now.getTime() + leaseMilliseconds),
    });
    if (!job) {
      await bells.work.wait(idleMilliseconds, stop.drain);
      continue;
    }
    await workJob(job, rooms, stop.abort);
    bells.send.ring();
  }
}

/** What another try of the same job would only meet again. */
const hopeless: ReadonlySet<ErrorCode> = new Set(["model_output_invalid", "config_invalid"]);

/** One job, whatever comes of it: decided, ended without a decision, put back for later or set aside. */
export async function workJob(job: ClaimedJob, rooms: Rooms, signal: AbortSignal): Promise<void> {
  const agent = rooms.agents.find(({ name }) => name === job.agent);
  if (!agent) return;
  try {
    await decide(job, agent, rooms, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    await putBack(job, error, rooms);
  }
}

async function putBack(job: ClaimedJob, error: unknown, { store, clock, journal }: Rooms): Promise<void> {
  if (error instanceof SkepError && error.code === "store_corrupt") throw error;
  const because = messageOf(error);
  const isHopeless = error instanceof SkepError && hopeless.has(error.code);
  if (isHopeless || job.attempts >= claimsBeforeParked) {
    await store.work.park(job, because);
    journal({ fact: "job-parked", ...refOf(job), because });
    return;
  }
  const seconds = isRetryable(error) ? Math.min(2 ** job.attempts, 300) : 30 * job.attempts;
  await store.work.retry(job, because, new Date(clock.now().getTime() + seconds * 1_000));
  journal({ fact: "job-postponed", ...refOf(job), because: `${because} (again in ${seconds} s)` });
}

async function decide(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<void> {
  const material = await gather(job, agent, rooms, signal);
  if (material instanceof EndOfJob) {
    await rooms.store.work.finish(job, material.end, material.because);
    rooms.journal({ fact: "job-ended", ...refOf(job), end: material.end, because: material.because });
    return;
  }
  const { sections } = material;
  const decision = await takeTurn(
    job,
    agent,
    { step: "decide", system: agent.prompt, sections, schema: decisionSchema(mayAt(job, agent)) },
    rooms,
    signal,
  );
  await judgeAndRecord(job, agent, material, decision, rooms, signal);
}

/** A slot has nobody to answer or vote for, an event asks for no root post. */
function mayAt(job: ClaimedJob, { may }: Agent): readonly Capability[] {
  return may.filter((capability) => (capability === "post") === (job.trigger === "schedule"));
}

async function gather(job: ClaimedJob, agent: Agent, rooms: Rooms, signal: AbortSignal): Promise<Gathered> {
  const age = rooms.clock.now().getTime() - job.happenedAt.getTime();
  if (age > agent.maxAge) return new EndOfJob("stale", `it is ${Math.round(age / 60_000)} minutes old`);
  return job.trigger === "schedule" ? gatherDigest(job, agent, rooms, signal) : gatherPost(job, agent, rooms, signal);
}

/** Judges on fresh facts until the ledger holds still between reading and recording. */
async function judgeAndRecord(
  job: ClaimedJob,
  agent: Agent,
  material: Material,
  decision: Decision,
  rooms: Rooms,
  signal: AbortSignal,
): Promise<void> {
  const plans = plansFor(job, agent, material, decision, rooms);
  for (;;) {
    const about = { person: job.person, depth: material.depth, isPaidOut: material.isPaidOut };
    const { facts, ledgerVersion } = await readFacts(agent, about, rooms, signal);
    const verdict = judge(decision, facts, guardsFor(agent.limits));
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

function plansFor(job: ClaimedJob, agent: Agent, material: Material, decision: Decision, rooms: Rooms): Plan[] {
  const { title: model } = rooms.modelOf(agent).identity;
  return plan(decision, {
    agent: agent.name,
    signature: { account: agent.account, operator: agent.operator, model },
    subject: job.subject,
    ...(material.post ? { post: material.post } : {}),
    category: material.category,
    entries: material.entries,
    upvoteWeight: agent.limits.upvoteWeight,
    app: appName,
  });
}

function outboxRow(
  { capability, operations }: Plan,
  job: ClaimedJob,
  agent: Agent,
  { asked }: Material,
  decision: Decision,
  rooms: Rooms,
): NewOutboxRow {
  const text = JSON.stringify(operations);
  const needsApproval = agent.needsApproval.includes(capability);
  const answered = capability === "reply" ? decision.reply?.body : undefined;
  const memory =
    asked && answered
      ? remember({
          agent: agent.name,
          person: job.person,
          subject: job.subject,
          thread: asked.thread,
          asked: asked.text,
          answered,
          at: rooms.clock.now(),
        })
      : undefined;
  return {
    state: needsApproval ? "draft" : "planned",
    live: rooms.isLive(agent),
    operations: text,
    hash: createHash("sha256").update(text).digest("hex"),
    spendings: [{ capability, person: job.person, subject: job.subject }],
    memory: memory ? JSON.stringify(memory) : "",
  };
}
