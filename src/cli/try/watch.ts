import type { Journal, JournalEntry } from "../../runtime/journal.ts";
import type { BottomLine } from "../bottom-line.ts";
import { contextLines } from "../context-lines.ts";
import { printable } from "../printable.ts";
import { readingBar, readLine } from "./reading-bar.ts";

/** Where a try is told while it goes on. */
export interface Stage {
  readonly write: (text: string) => void;
  /** Whether a person watches: then the answer appears as the model says it. */
  readonly isTerminal: boolean;
  readonly bottom: Pick<BottomLine, "show" | "clear">;
}

/** Tells the journal of a try: posts as they are read, what each prompt is made of, the answer as it comes. */
export function watchTry({ write, isTerminal, bottom }: Stage): Journal {
  const bar = readingBar(() => performance.now());
  let isReading = false;
  const say = (line: string): void => {
    bottom.clear();
    write(`${printable(line)}\n`);
  };
  const showBar = (): void => {
    const line = bar.line();
    if (line === undefined) bottom.clear();
    else bottom.show(line);
  };

  return (entry) => {
    switch (entry.fact) {
      case "posts-gathered":
        say(`gathered ${entry.found} posts, of which ${entry.chosen} are read`);
        bar.begin(entry.chosen);
        return showBar();
      case "post-read":
        bar.done();
        say(readLine(entry));
        return showBar();
      case "posts-left-out":
        bar.begin(0);
        return say(`left out ${entry.count} posts: ${entry.because}`);
      case "turn-started":
        isReading = entry.step.startsWith("read/");
        if (!isReading) say(startedText(entry));
        return;
      case "text-generated":
        if (!isReading) return isTerminal ? write(printable(entry.text)) : undefined;
        bar.heard();
        return showBar();
      case "turn-ended":
        return isReading ? undefined : say(endedText(entry, isTerminal));
      case "turn-refused":
        return say(`refused (${entry.step}): ${entry.complaint}`);
      default:
    }
  };
}

type Told<Fact extends JournalEntry["fact"]> = Extract<JournalEntry, { readonly fact: Fact }>;

function startedText({ step, model, context }: Told<"turn-started">): string {
  const tokens = context.reduce((sum, part) => sum + part.tokens, 0);
  return [`\nturn ${step}: ${model}, ${tokens} tokens of context`, ...contextLines(context)].join("\n");
}

function endedText(
  { output, promptTokens, completionTokens, milliseconds }: Told<"turn-ended">,
  isShown: boolean,
): string {
  const speed = ((1_000 * completionTokens) / Math.max(1, milliseconds)).toFixed(0);
  const figures = `  ${promptTokens} + ${completionTokens} tokens in ${(milliseconds / 1_000).toFixed(1)} s (${speed} tokens/s)`;
  return isShown ? `\n${figures}` : `${output}\n${figures}`;
}
