import type { PostRead } from "../../runtime/journal.ts";
import { span } from "../moment.ts";

const width = 24;

/** How far the reading of posts has come: a bar, tokens a second, and the time that is left at this pace. */
export interface ReadingBar {
  /** So many posts are to be read. */
  begin(count: number): void;
  /** The model said something, about a token long. */
  heard(): void;
  /** One of the posts is done. */
  done(): void;
  /** The bar as a line, or `undefined` while nothing is being read. */
  line(): string | undefined;
}

/** Starts one. `now` tells milliseconds that only ever grow. */
export function readingBar(now: () => number): ReadingBar {
  let [total, finished, tokens, started] = [0, 0, 0, now()];
  return {
    begin(count) {
      [total, finished, tokens, started] = [count, 0, 0, now()];
    },
    heard: () => void tokens++,
    done: () => void finished++,
    line() {
      if (finished >= total) return undefined;
      const passed = now() - started;
      const filled = Math.round((finished / total) * width);
      const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
      const speed = passed > 0 ? `, ${((1_000 * tokens) / passed).toFixed(0)} tokens/s` : "";
      const left = finished === 0 ? "" : `, ${span((passed / finished) * (total - finished))} left`;
      return `reading ${bar} ${finished} of ${total}${speed}${left}`;
    },
  };
}

const fates: Readonly<Record<PostRead["how"], string>> = {
  model: "",
  kept: "known from before",
  "own-words": "the model's answers would not do, so it speaks for itself",
  unquotable: "left out: nothing of it may be quoted",
};

/** One post that was read, as a line. */
export function readLine({ author, permlink, number, of, how, ...took }: PostRead): string {
  const speed = (1_000 * took.completionTokens) / Math.max(1, took.milliseconds);
  const figures =
    took.completionTokens === 0
      ? ""
      : `${took.promptTokens} + ${took.completionTokens} tokens in ${(took.milliseconds / 1_000).toFixed(1)} s (${speed.toFixed(0)} tokens/s)`;
  const notes = [figures, fates[how]].filter((note) => note !== "").join("; ");
  return `read ${number} of ${of}: @${author}/${permlink}${notes === "" ? "" : ` (${notes})`}`;
}
