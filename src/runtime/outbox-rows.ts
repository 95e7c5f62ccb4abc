import { createHash } from "node:crypto";
import { plan, type Plan } from "../action/plan.ts";
import type { Agent } from "../agent/agent.ts";
import type { Decision } from "../decision/decision.ts";
import { leavingText } from "../memory/leaving.ts";
import { factFault } from "../policy/fact-rules.ts";
import { oneLine } from "../shared/one-line.ts";
import type { ClaimedJob, NewOutboxRow } from "../store/work-store.ts";
import { appName } from "./app-name.ts";
import type { Material } from "./material.ts";
import type { Rooms } from "./rooms.ts";

/** The decision in the chain's words, with everything that code alone decides. */
export function plansFor(job: ClaimedJob, agent: Agent, material: Material, decision: Decision, rooms: Rooms): Plan[] {
  const { title: model } = rooms.modelOf(agent).identity;
  return plan(decision, {
    agent: agent.name,
    signature: { account: agent.account, operator: agent.operator, model },
    subject: job.subject,
    ...(material.post ? { post: material.post } : {}),
    category: material.category,
    entries: material.entries,
    unread: material.unread ?? 0,
    payout: agent.payout,
    payees: material.payees ?? [],
    upvoteWeight: agent.limits.upvoteWeight,
    app: appName,
  });
}

/** One transaction to be: a draft where the operator has the last word. */
export function outboxRow(
  { capability, operations }: Plan,
  job: ClaimedJob,
  agent: Agent,
  { asked, thread = "", createdAt }: Material,
  decision: Decision,
  rooms: Rooms,
): NewOutboxRow {
  const text = JSON.stringify(operations);
  const needsApproval = agent.needsApproval.includes(capability);
  const answered = capability === "reply" ? decision.reply?.body : undefined;
  return {
    state: needsApproval ? "draft" : "planned",
    live: rooms.isLive(agent.name),
    operations: text,
    hash: createHash("sha256").update(text).digest("hex"),
    spendings: [{ capability, person: job.person, subject: job.subject, thread, weight: weightIn(operations) }],
    ...(capability === "upvote" && createdAt && { notBefore: ripeAt(createdAt, agent, rooms) }),
    memory: asked && answered ? whatItLeaves(job, agent, asked, { answered, fact: decision.remember }, rooms) : "",
  };
}

/** What is remembered once the answer has landed; of what the asker told, only what may be kept. */
function whatItLeaves(
  job: ClaimedJob,
  { name, memory }: Agent,
  asked: NonNullable<Material["asked"]>,
  { answered, fact }: { readonly answered: string; readonly fact: string | null | undefined },
  { clock }: Rooms,
): string {
  const mayKeep = memory.facts && fact && factFault(fact, { asker: job.person, said: asked.text }) === undefined;
  return leavingText({
    agent: name,
    person: job.person,
    subject: job.subject,
    thread: asked.thread,
    asked: asked.text,
    answered,
    fact: mayKeep ? oneLine(fact) : "",
    at: clock.now(),
    used: asked.recalled ?? [],
    keep: memory.keep,
    perAuthor: memory.perAuthor,
  });
}

function weightIn(operations: Plan["operations"]): number {
  return operations.reduce((sum, operation) => sum + (operation.type === "vote" ? operation.weight : 0), 0);
}

/** When the post is old enough for a vote: who asked at once is answered at once, the vote waits. */
function ripeAt(createdAt: Date, { limits }: Agent, { clock }: Rooms): Date {
  return new Date(Math.max(clock.now().getTime(), createdAt.getTime() + limits.voteAfter));
}
