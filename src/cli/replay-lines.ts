import { wanted } from "../decision/decision.ts";
import type { PastVerdict } from "../runtime/past-verdicts.ts";
import type { NewJob } from "../store/listen-store.ts";
import { printable } from "./printable.ts";

/** A job that would have been, as `--json` prints it. */
interface Match {
  readonly block: number;
  readonly transaction: string;
  readonly author: string;
  readonly permlink: string;
  readonly agent: string;
  readonly trigger: string;
}

/** What is no post is told by who did it. */
export function matchOf({ block, eventId, subject, person, agent, trigger }: NewJob): Match {
  const [author = "", permlink = ""] = subject === eventId ? [person] : subject.split("/");
  return { block, transaction: eventId.split(":")[0] ?? "", author, permlink, agent, trigger };
}

/** A match as one line for people. */
export function matchLine(job: NewJob): string {
  const { block, agent, trigger, author, permlink } = matchOf(job);
  return `${block}  ${agent}  ${trigger}  @${author}${permlink === "" ? "" : `/${permlink}`}`;
}

/** What became of a job, as `--json` prints it: the verdict is never that of a match, which has no `outcome`. */
interface VerdictView {
  readonly agent: string;
  readonly subject: string;
  /** `allow` and `deny` are the guards' word on a decision; all others ended or put off the job without one. */
  readonly outcome: string;
  readonly guard?: string;
  readonly because: string;
  readonly decision?: object;
}

/** Gathers what the several ways in which a job can go have in common. */
export function verdictOf(entry: PastVerdict): VerdictView {
  const { agent, subject } = entry;
  switch (entry.fact) {
    case "job-ended":
      return { agent, subject, outcome: entry.end, because: entry.because };
    case "job-postponed":
    case "job-parked":
      return { agent, subject, outcome: entry.fact.replace("job-", ""), because: entry.because };
    case "decision-judged": {
      const { decision, verdict } = entry;
      if (verdict.outcome === "allow") return { agent, subject, outcome: "allow", because: decision.reason, decision };
      const { outcome, guard, because } = verdict;
      return { agent, subject, outcome, guard, because, decision };
    }
  }
}

/** A verdict as one line for people, below the match it is about. */
export function verdictLine(entry: PastVerdict): string {
  const { agent, subject, outcome, guard, because } = verdictOf(entry);
  const wish = entry.fact === "decision-judged" ? ` [${wanted(entry.decision).join(", ") || "nothing"}]` : "";
  const said = entry.fact === "decision-judged" ? (entry.decision.reply?.body ?? entry.decision.post?.body ?? "") : "";
  const by = guard === undefined ? "" : ` by ${guard}`;
  const line = `  ${outcome}${by}${wish}  ${agent}  @${subject}: ${because}${said === "" ? "" : ` => ${said}`}`;
  return printable(line).replaceAll("\n", " ");
}
