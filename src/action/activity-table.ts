import type { DigestEntry } from "./digest-entry.ts";

/** With fewer posts a table tells nothing that the list does not. */
const fewestPosts = 4;
const mostDays = 14;

/**
 * How many posts there were, by day (UTC) and topic, as a Markdown table; `undefined` where there is nothing to show: few
 * posts, or all of one day and topic. Topics are words of ours. Of more than 14 days the newest are shown.
 */
export function activityTable(entries: readonly DigestEntry[]): string | undefined {
  const days = distinct(entries.map(dayOf)).toSorted();
  const topics = distinct(entries.map(({ topic }) => topic));
  if (entries.length < fewestPosts || days.length * topics.length < 2) return undefined;
  const counted = (day: string, topic: string): string => {
    const count = entries.filter((entry) => dayOf(entry) === day && entry.topic === topic).length;
    return count === 0 ? "" : String(count);
  };
  return [
    row(["day", ...topics]),
    row(["---", ...topics.map(() => "---:")]),
    ...days.slice(-mostDays).map((day) => row([day, ...topics.map((topic) => counted(day, topic))])),
  ].join("\n");
}

function dayOf({ createdAt }: DigestEntry): string {
  return createdAt.toISOString().slice(0, 10);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
