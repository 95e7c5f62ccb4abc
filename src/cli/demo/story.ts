import { wanted } from "../../decision/decision.ts";
import type { Journal, JournalEntry } from "../../runtime/journal.ts";
import type { Paint } from "../paint.ts";
import { printable } from "../printable.ts";
import { wrap } from "./wrap.ts";
import { JobNotebook, type JobNotes } from "./job-notes.ts";

/** Where the story is told. */
export interface Page {
  readonly paint: Paint;
  /** Columns to write in. */
  readonly width: number;
  /** Writes one line. */
  readonly line: (text: string) => void;
  /** Shows a passing remark where the cursor is, on a terminal only; the next line replaces it. */
  readonly remark: (text: string) => void;
}

const labelWidth = 9;

/** Tells the bot's journal as a story: a paragraph a job, once it is known how the job ended. */
export function createStory(page: Page): Journal {
  const notebook = new JobNotebook();
  let generated = 0;
  return (entry) => {
    const notes = notebook.take(entry);
    if (entry.fact === "turn-started") generated = 0;
    if (entry.fact === "text-generated") {
      generated += entry.text.length;
      page.remark(`${entry.agent} is thinking … ${generated} characters`);
    }
    if (entry.fact === "post-read") page.remark(`${entry.agent} has read ${entry.number} of ${entry.of} posts`);
    if (entry.fact === "trouble") page.line(page.paint("yellow", `  ! ${entry.loop}: ${printable(entry.message)}`));
    if (entry.fact === "job-postponed")
      page.line(page.paint("yellow", `  ! ${entry.agent}: ${printable(entry.because)}`));
    if (notes && isLastWord(entry)) tell(notes, page);
  };
}

/** Whether nothing more will be told of the job that this entry is about. */
export function isLastWord(entry: JournalEntry): boolean {
  if (entry.fact === "decision-judged") return entry.verdict.outcome !== "allow" || wanted(entry.decision).length === 0;
  return ["transaction-confirmed", "transaction-failed", "transaction-lapsed", "job-ended", "job-parked"].includes(
    entry.fact,
  );
}

function tell(notes: JobNotes, page: Page): void {
  const { paint } = page;
  const rows = [...thoughtRows(notes), ...verdictRows(notes), ...outcomeRows(notes)];
  page.line("");
  page.line(`  ${paint("bold", notes.agent)} ${paint("dim", `· ${occasion(notes)}`)}`);
  rows.forEach(([label, text], index) => {
    const branch = index === rows.length - 1 ? "└" : "├";
    const [first = "", ...more] = wrap(printable(text), page.width - labelWidth - 6);
    page.line(`  ${paint("dim", `${branch} ${label.padEnd(labelWidth)}`)} ${first}`);
    const stem = index === rows.length - 1 ? " " : "│";
    for (const line of more) page.line(`  ${paint("dim", stem)} ${" ".repeat(labelWidth)} ${line}`);
  });
}

type Row = readonly [label: string, text: string];

function occasion({ trigger, person, subject, block }: JobNotes): string {
  if (trigger === "schedule") return `its schedule is due (${subject.split("/").at(-1)})`;
  const what =
    { mention: `@${person} mentions it`, reply: `@${person} answers it`, post: `@${person} writes a post` }[trigger] ??
    trigger;
  return `${what} in block ${block} (trigger: ${trigger})`;
}

function thoughtRows({ turns, tokens, milliseconds, model, decision }: JobNotes): Row[] {
  if (turns === 0) return [];
  const speed = Math.round((tokens * 1_000) / Math.max(1, milliseconds));
  const count = turns === 1 ? "1 turn" : `${turns} turns`;
  const figures: Row = [
    "model",
    `${model}: ${count}, ${tokens} tokens in ${(milliseconds / 1_000).toFixed(1)} s (${speed} tokens/s)`,
  ];
  return decision ? [figures, ["reason", decision.reason]] : [figures];
}

function verdictRows({ verdict, decision }: JobNotes): Row[] {
  if (!verdict || !decision) return [];
  if (verdict.outcome !== "allow") return [["guard", `${verdict.guard} says no: ${verdict.because}`]];
  return wanted(decision).length === 0 ? [] : [["guards", `${verdict.passed.length} asked, none objects`]];
}

function outcomeRows({ decision, receipt, because, subject }: JobNotes): Row[] {
  if (because !== "") return [["end", because]];
  if (!decision) return [];
  if (wanted(decision).length === 0) return [["decision", "does nothing"]];
  const said: Row[] = [];
  if (decision.reply) said.push(["reply", decision.reply.body]);
  if (decision.upvote) said.push(["upvote", `${decision.upvote.strength}, for @${subject}`]);
  if (decision.post) said.push(["post", `${decision.post.title} — ${decision.post.body}`]);
  if (decision.thread) said.push(["thread", decision.thread.body]);
  if (decision.remember) said.push(["remembers", decision.remember]);
  if (receipt)
    said.push(["chain", `confirmed in block ${receipt.block}, transaction ${receipt.transactionId.slice(0, 12)}…`]);
  return said;
}
