import type { OutboxRow } from "../store/send-store.ts";
import type { AttemptView, DecisionView, JobStory } from "../store/view-store.ts";
import type { TurnRecord } from "../store/work-store.ts";
import { contextLines } from "./context-lines.ts";
import { gateLines } from "./gate-lines.ts";
import { printable } from "./printable.ts";

/** Prints jobs with everything that came of them, or why nothing did. */
export function showStory(stories: readonly JobStory[]): void {
  console.log(printable(stories.map(storyText).join("\n\n")));
}

/** From the trigger to the receipt, as lines of text. Pure. */
function storyText({ job, gates, turns, decision, outbox, attempts }: JobStory): string {
  const person = job.person === "" ? "" : ` by @${job.person}`;
  const block = job.block === 0 ? "" : ` in block ${job.block}`;
  return [
    `job ${job.id}: ${job.agent}, ${job.trigger}${person}, ${job.subject}`,
    `happened ${job.happenedAt.toISOString()}${block}; ${job.state}${reasonOf(job.because)}`,
    tries(job.attempts, job.failures, job.interruptions),
    ...gateLines(gates),
    ...(turns.length === 0 ? ["the model was not asked"] : turns.flatMap(turnText)),
    ...(decision ? ["", decisionText(decision)] : []),
    ...outbox.flatMap((row) => rowText(row, attempts)),
  ].join("\n");
}

function tries(attempts: number, failures: number, interruptions: number): string {
  if (attempts === 0) return "not begun yet";
  return `begun ${attempts} times, ${failures} failures of its own, ${interruptions} times cut off by the end of the process`;
}

function turnText(turn: TurnRecord): string[] {
  const { step, model, seed, temperature, promptTokens, completionTokens, milliseconds } = turn;
  const figures = `${promptTokens} + ${completionTokens} tokens in ${Math.round(milliseconds)} ms`;
  return [
    "",
    `turn ${step}: ${model}, seed ${seed}, temperature ${temperature}, ${figures}`,
    ...contextLines(turn.context),
    indent(turn.prompt),
    ...(turn.thoughts === "" ? [] : ["  thought:", indent(turn.thoughts)]),
    "  =>",
    indent(turn.output),
  ];
}

function decisionText({ outcome, guard, because }: DecisionView): string {
  return `verdict: ${outcome}${guard === "" ? "" : ` by ${guard}`}${reasonOf(because)}`;
}

function rowText(row: OutboxRow, attempts: readonly AttemptView[]): string[] {
  const receipt = row.receipt ? ` in block ${row.receipt.block}, transaction ${row.receipt.transactionId}` : "";
  return [
    `outbox ${row.id}: ${row.state}${row.live ? "" : " (dry run)"}${receipt}${reasonOf(row.because)}`,
    ...attempts
      .filter(({ outboxId }) => outboxId === row.id)
      .map(
        ({ number, transactionId, expiresAt, isOver }) =>
          `  signed ${number}: transaction ${transactionId}, ${isOver ? "expired" : "expires"} ${expiresAt.toISOString()}`,
      ),
  ];
}

function reasonOf(because: string): string {
  return because === "" ? "" : `: ${because}`;
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
