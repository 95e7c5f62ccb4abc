import { z } from "zod";
import { gather } from "./gather.ts";
import { into, usualOutlet } from "./outlet.ts";
import { cronComplaint } from "./slots.ts";
import { ruleSchema, type TriggerKind } from "./trigger.ts";

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
  into: into.exactOptional(),
});

/** Fires at the moments of a cron expression, not on events. */
export const schedule: TriggerKind = {
  kind: "schedule",
  rule: ruleSchema(
    "schedule",
    "A moment has come.",
    options,
    ({ name, cron, timezone, missed, gather: gathered, into: given }) => {
      const outlet = given ?? (gathered && usualOutlet(gathered));
      const schedule = {
        name,
        cron,
        timezone,
        missed,
        ...(gathered && { gather: gathered }),
        ...(outlet && { outlet }),
      };
      return { kind: "schedule", compile: () => () => false, needles: () => [], schedule };
    },
    ({ cron, timezone }) => cronComplaint(cron, timezone),
  ),
};
