import { defineCommand } from "citty";
import { SkepError } from "../shared/errors.ts";
import type { JobStory } from "../store/view-store.ts";
import { openViews } from "./open-views.ts";
import { printable } from "./printable.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";

export const explain = defineCommand({
  meta: { name: "explain", description: "Why an agent did what it did, or did nothing" },
  args: {
    ...settingArgs,
    key: {
      type: "positional",
      description: "A job's number, or author/permlink of a post or of a reply of ours",
      required: true,
    },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const key = /^\d+$/.test(args.key) ? Number(args.key) : args.key.replace(/^@/, "");
    const stories = await store.views.findStories(key);
    if (stories.length === 0)
      throw new SkepError("config_invalid", `nothing is known of ${args.key}: see skep inbox list`);
    console.log(args.json ? JSON.stringify(stories, undefined, 2) : printable(stories.map(renderStory).join("\n\n")));
  },
});

function renderStory({ job, turns, decision, outbox }: JobStory): string {
  return [
    `job ${job.id}: ${job.agent}, ${job.trigger}${job.person === "" ? "" : ` by @${job.person}`}, ${job.subject}`,
    `happened ${job.happenedAt.toISOString()}${job.block === 0 ? "" : ` in block ${job.block}`}; ${job.state}${job.because === "" ? "" : `: ${job.because}`}`,
    ...turns.flatMap((turn) => [
      "",
      `turn ${turn.step}: ${turn.model}, seed ${turn.seed}, temperature ${turn.temperature}, ${turn.promptTokens} + ${turn.completionTokens} tokens in ${turn.milliseconds} ms`,
      indent(turn.prompt),
      "  =>",
      indent(turn.output),
    ]),
    ...(decision
      ? ["", `verdict: ${decision.outcome}${decision.guard === "" ? "" : ` by ${decision.guard}`}: ${decision.because}`]
      : []),
    ...outbox.map(
      (row) =>
        `outbox ${row.id}: ${row.state}${row.receipt ? ` in block ${row.receipt.block}, transaction ${row.receipt.transactionId}` : ""}${row.because === "" ? "" : `: ${row.because}`}`,
    ),
  ].join("\n");
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
