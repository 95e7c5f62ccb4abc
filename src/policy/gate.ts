import { botMark } from "./bot-marks.ts";
import { reportOf, type GateReport } from "./gate-report.ts";

/** What is known of a post and its author before the model's time is spent on it. */
export interface Candidate {
  readonly author: string;
  readonly body: string;
  /** From the post's json_metadata. */
  readonly app: string;
  readonly aiTools: boolean;
  readonly tags: readonly string[];
  /** Whether hivemind hides it. */
  readonly isHidden: boolean;
  /** The accounts of all agents of this bot. */
  readonly ownAccounts: readonly string[];
}

/** May this post have the model's time? Pure; returns the reason when not. */
interface Gate {
  readonly name: string;
  /** What it says of a post that it lets through. */
  readonly fine: string;
  refuse(candidate: Candidate): string | undefined;
}

/** Bots do not answer bots: endless exchanges cost everybody. */
const noBots: Gate = {
  name: "no-bots",
  fine: "nothing says that a bot wrote it",
  refuse: (candidate) =>
    candidate.ownAccounts.includes(candidate.author) ? "it was written by an agent of this bot" : botMark(candidate),
};

const notHidden: Gate = {
  name: "not-hidden",
  fine: "Hive shows it",
  refuse: ({ isHidden }) => (isHidden ? "it is muted or downvoted out of sight" : undefined),
};

const notEmpty: Gate = {
  name: "not-empty",
  fine: "it says something",
  refuse: ({ body }) => (body.trim() === "" ? "it is empty" : undefined),
};

const gates: readonly Gate[] = [notEmpty, notHidden, noBots];

/** What each of the gates that stand for every agent says of a post. */
export function standingGates(candidate: Candidate): readonly GateReport[] {
  return gates.map((gate) => {
    const because = gate.refuse(candidate);
    return reportOf(gate.name, because === undefined, because ?? gate.fine);
  });
}
