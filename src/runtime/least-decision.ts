import type { Capability, Decision } from "../decision/decision.ts";

/** The smallest decision that uses a capability: what guards are asked about before or after the real one is known. */
export const leastDecisions: Readonly<Record<Capability, Decision>> = {
  reply: { reason: "to ask", reply: { body: "-" } },
  upvote: { reason: "to ask", score: "10", upvote: { strength: "light" } },
  post: { reason: "to ask", post: { title: "-", body: "-" } },
  thread: { reason: "to ask", thread: { body: "-" } },
};
