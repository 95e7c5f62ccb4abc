import { createHash } from "node:crypto";
import { plan, type Plan } from "../action/plan.ts";
import type { Agent } from "../agent/agent.ts";
import type { Decision } from "../decision/decision.ts";
import { remember } from "../memory/memory.ts";
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
    upvoteWeight: agent.limits.upvoteWeight,
    app: appName,
  });
}

/** One transaction to be: a draft where the operator has the last word. */
export function outboxRow(
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
    live: rooms.isLive(agent.name),
    operations: text,
    hash: createHash("sha256").update(text).digest("hex"),
    spendings: [{ capability, person: job.person, subject: job.subject }],
    memory: memory ? JSON.stringify(memory) : "",
  };
}
