import { z } from "zod";
import { duration } from "../config/units.ts";
import { communityName } from "./chain-names.ts";
import { cronComplaint } from "./slots.ts";
import { ruleSchema, type TriggerKind } from "./trigger.ts";

const gather = z
  .strictObject({
    community: communityName().describe("The community whose posts are read, such as hive-167922 (INLEO)."),
    since: duration().prefault("24h").describe("How far back from the slot posts are read."),
    take: z.int().min(1).max(50).default(8).describe("At most so many posts are read: the best paid, then the newest."),
  })
  .describe("The posts that are read at each slot. The agent then needs an `each` prompt to read them with.");

const options = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "must be small letters, digits and dashes")
    .describe("Names the schedule; its slots are counted by this name."),
  cron: z.string().describe('When, as minute hour day month weekday, such as "0 18 * * *". Seconds may go before.'),
  timezone: z.string().default("UTC").describe("The timezone of cron, such as Europe/Berlin."),
  missed: z
    .enum(["skip", "run-once", "run-all"])
    .default("run-once")
    .describe("What becomes of slots that passed while Skep did not run: none, the newest, or all of them."),
  gather: gather.exactOptional(),
});

/** Fires at the moments of a cron expression, not on events. */
export const schedule: TriggerKind = {
  kind: "schedule",
  rule: ruleSchema(
    "schedule",
    "A moment has come.",
    options,
    ({ name, cron, timezone, missed, gather: gathered }) => ({
      kind: "schedule",
      compile: () => () => false,
      needles: () => [],
      schedule: { name, cron, timezone, missed, ...(gathered && { gather: gathered }) },
    }),
    ({ cron, timezone }) => cronComplaint(cron, timezone),
  ),
};
