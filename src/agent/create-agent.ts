import { deepFreeze } from "../config/deep-freeze.ts";
import type { Rule } from "../trigger/rule.ts";
import type { Agent } from "./agent.ts";
import type { AgentFile } from "./agent-file.ts";
import { gateRulesOf, priorityOf } from "./gates-file.ts";
import { limitsOf } from "./limits-file.ts";
import { watchOf } from "./watch-file.ts";
import { renderPrompt, type Prompt } from "./prompt-file.ts";

/** Makes an agent of its checked file, the prompts and the lists of accounts (by the name of their file) that it names. */
export function createAgent(
  file: AgentFile,
  prompts: { readonly prompt: Prompt; readonly each?: Prompt | undefined },
  listed: ReadonlyMap<string, readonly string[]>,
): Agent {
  const { account, operator = "" } = file;
  const values = { account, operator: operator === "" ? "my operator" : operator };
  const matchers = file.triggers.map((rule) => ({ kind: rule.kind, matches: rule.compile(account) }));
  return deepFreeze<Agent>({
    name: file.name,
    description: file.description,
    account,
    mode: file.mode,
    operator,
    model: { ...file.model, seed: file.model.seed },
    prompt: renderPrompt(prompts.prompt, values),
    each: prompts.each && renderPrompt(prompts.each, values),
    schedules: file.triggers.flatMap(({ schedule }) => schedule ?? []),
    needles: needlesOf(file.triggers, account),
    match: (event) => matchers.find(({ matches }) => matches(event))?.kind,
    sees: file.sees,
    memory: file.memory,
    knowledge: file.knowledge,
    may: file.may,
    gates: gateRulesOf(file.gates, operator, listed),
    priority: priorityOf(file.priority),
    limits: limitsOf(file.limits),
    links: file.links,
    watch: watchOf(file.watch),
    commentWithVote: file.commentWithVote,
    needsApproval: file.approval === "posts" ? ["post"] : [],
    maxAge: file.maxAge,
    approveWithin: file.approveWithin,
    budget: file.budget,
    payout: file.payout,
  });
}

function needlesOf(rules: readonly Rule[], account: string): Agent["needles"] {
  const needles = rules.map((rule) => rule.needles(account));
  return needles.includes(undefined) ? undefined : needles.flatMap((each) => each ?? []);
}
