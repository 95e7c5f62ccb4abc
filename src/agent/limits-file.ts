import { z } from "zod";
import { duration, percent, percentOrRange } from "../config/units.ts";
import { sharesOf, weightsWithin } from "../decision/vote-weights.ts";
import type { Limits } from "../policy/limits.ts";
import { isTimezone } from "../trigger/slots.ts";

const clockForm = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** A time of day in quotes, such as `"22:00"`; parses to minutes after midnight. */
function clockTime(): z.ZodType<number, string> {
  const complaint = 'must be a time of day in quotes, such as "22:00"';
  return z
    .string(complaint)
    .regex(clockForm, complaint)
    .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
}

const quietHours = z
  .strictObject({
    from: clockTime().describe('From this time of day on it does nothing, such as "22:00".'),
    to: clockTime().describe(
      'Until this one, such as "07:00"; what was wanted meanwhile is done then, unless it is stale.',
    ),
    timezone: z
      .string()
      .refine(isTimezone, "is no timezone such as Europe/Berlin")
      .default("UTC")
      .describe("By the clock of this place, such as Europe/Berlin."),
  })
  .refine(({ from, to }) => from !== to, "must not begin and end at the same time");

const perAuthor = z
  .strictObject({
    actions: z.int().min(0).max(1000).default(3).describe("So many actions toward one person."),
    every: duration().prefault("1h").describe("Within this time."),
  })
  .prefault({});

/** The budgets in an agent file. Strict. */
export const limitsFile = z
  .strictObject({
    actionsPerDay: z.int().min(0).max(10_000).default(40).describe("Replies, votes and posts within 24 hours."),
    postsPerDay: z.int().min(0).max(100).default(3).describe("Root posts and threads within 24 hours."),
    perAuthor: perAuthor.describe("How much one person gets."),
    perThread: z.int().min(0).max(1000).default(10).describe("Replies and votes in one thread within 24 hours."),
    cooldown: duration().optional().describe("The pause between two actions toward one person. Default: none."),
    replyDepth: z.int().min(0).max(255).default(4).describe("How deep in a thread it still answers; a post is 0 deep."),
    quietHours: quietHours.optional().describe("Hours of each day in which it does nothing. Default: none."),
    upvoteWeight: percentOrRange()
      .prefault("25%")
      .describe("The weight of a full upvote, of which a lighter one is a share; or a range, such as 5%..25%."),
    votesPerDay: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe("Votes within 24 hours, spread over them. Default: as many as mana and actionsPerDay allow."),
    voteAfter: duration()
      .optional()
      .describe("How old a post must be before it is looked at for a vote. Default: no waiting."),
    minScore: z.int().min(0).max(10).default(0).describe("Of 10: no vote for what the model scores lower."),
    keepVotingMana: percent().prefault("80%").describe("No vote that would leave less voting mana than this."),
    keepResourceCredits: percent()
      .prefault("30%")
      .describe("No action that would leave fewer resource credits than this."),
  })
  .prefault({})
  .describe("Budgets. What goes beyond them is refused or put off, whatever the model wants.");

/** The budgets of a file in the chain's units. */
export function limitsOf(file: z.output<typeof limitsFile>): Limits {
  const {
    perAuthor: author,
    upvoteWeight,
    cooldown = 0,
    voteAfter = 0,
    quietHours: hours,
    votesPerDay,
    ...rest
  } = file;
  return {
    ...rest,
    perAuthor: { actions: author.actions, everyMilliseconds: author.every },
    cooldown,
    voteAfter,
    quietHours: hours,
    votesPerDay,
    upvoteWeight:
      typeof upvoteWeight === "number" ? sharesOf(upvoteWeight) : weightsWithin(upvoteWeight.least, upvoteWeight.most),
  };
}
