import type { CommentOptions, Operation } from "../../chain/operation.ts";
import { scoreOf, wanted } from "../../decision/decision.ts";
import type { PostRead } from "../../runtime/journal.ts";
import type { Rehearsed } from "../../runtime/rehearse.ts";
import { operationsOf } from "../../runtime/row-operations.ts";
import { printable } from "../printable.ts";

/** How a try ended, as lines for people: the verdict, and what would go to the chain. */
export function outcomeText(rehearsed: Rehearsed): string {
  const { story } = rehearsed;
  const drafts = story.outbox.filter(({ state }) => state === "draft").length;
  const approval = drafts === 0 ? [] : ["A running bot would wait for your approval (skep outbox approve)."];
  const operations = story.outbox.flatMap(operationsOf);
  const plan = operations.length === 0 ? ["nothing would go to the chain"] : operations.map(operationText);
  return printable([...endLines(rehearsed), ...plan, ...approval].join("\n"));
}

/** What a try comes to, for machines. */
export function outcomeView({ story, end }: Rehearsed, posts: readonly PostRead[]): object {
  const { job, turns, outbox } = story;
  const { agent, trigger, subject, person } = job;
  return {
    agent,
    trigger,
    subject,
    person,
    ...endOf(end),
    ...(end.fact === "decision-judged" ? { decision: end.decision } : {}),
    posts,
    turns: turns.map(({ step, model, context, output, promptTokens, completionTokens, milliseconds }) => ({
      step,
      model,
      context,
      output,
      promptTokens,
      completionTokens,
      milliseconds,
    })),
    operations: outbox.flatMap(operationsOf),
  };
}

/** What would stand on chain, as Markdown: every post and reply, with its title as a heading. Empty when there is none. */
export function renderedText({ story }: Rehearsed): string {
  return story.outbox
    .flatMap(operationsOf)
    .flatMap((operation) => (operation.type === "comment" ? [operation] : []))
    .map(({ title, body }) => (title === "" ? `${body}\n` : `# ${title}\n\n${body}\n`))
    .join("\n");
}

interface End {
  /** `allow` and `deny` are the guards' word on a decision; all others ended or put off the job without one. */
  readonly outcome: string;
  readonly guard?: string;
  readonly because: string;
}

function endOf(end: Rehearsed["end"]): End {
  switch (end.fact) {
    case "job-ended":
      return { outcome: end.end, because: end.because };
    case "job-postponed":
    case "job-parked":
      return { outcome: end.fact.replace("job-", ""), because: end.because };
    case "decision-judged": {
      const { decision, verdict } = end;
      if (verdict.outcome !== "allow")
        return { outcome: verdict.outcome, guard: verdict.guard, because: verdict.because };
      const passed = `passed ${verdict.passed.join(", ")}`;
      return { outcome: "allow", because: wanted(decision).length === 0 ? "the agent chose to do nothing" : passed };
    }
  }
}

function endLines({ end }: Rehearsed): string[] {
  const { outcome, guard, because } = endOf(end);
  const verdict = `verdict: ${outcome}${guard === undefined ? "" : ` by ${guard}`}: ${because}`;
  if (end.fact !== "decision-judged") return [verdict];
  const { decision } = end;
  const score = scoreOf(decision);
  return [
    `reason: ${decision.reason}`,
    ...(score === undefined ? [] : [`score: ${score} of 10`]),
    ...(typeof decision.remember === "string" ? [`would remember: ${decision.remember}`] : []),
    verdict,
  ];
}

function operationText(operation: Operation): string {
  switch (operation.type) {
    case "comment": {
      const { parentAuthor, parentPermlink, title, body } = operation;
      const place =
        parentAuthor === "" ? `a post in ${parentPermlink}: ${title}` : `a reply to @${parentAuthor}/${parentPermlink}`;
      return `\nwould write ${place}\n\n${body}\n`;
    }
    case "commentOptions":
      return payoutText(operation);
    case "vote":
      return `would vote for @${operation.author}/${operation.permlink} with ${operation.weight / 100}%`;
    default:
      return JSON.stringify(operation);
  }
}

function payoutText({ maxAcceptedPayout, beneficiaries }: CommentOptions): string {
  if (beneficiaries.length > 0)
    return `its payout goes to ${beneficiaries.map(({ account, weight }) => `@${account} (${weight / 100}%)`).join(", ")}`;
  return maxAcceptedPayout.startsWith("0.000 ") ? "its payout is declined" : `it takes up to ${maxAcceptedPayout}`;
}
