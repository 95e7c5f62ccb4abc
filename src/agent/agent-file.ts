import { z } from "zod";
import { duration, percent } from "../config/units.ts";
import { allCapabilities, type Capability } from "../decision/decision.ts";
import { accountName } from "../trigger/chain-names.ts";
import { triggerKinds } from "../trigger/index.ts";
import type { Rule } from "../trigger/rule.ts";
import type { TriggerKind } from "../trigger/trigger.ts";

/** One agent file as it was parsed: defaults filled in, durations in milliseconds, shares in basis points. */
export type AgentFile = z.output<ReturnType<typeof agentFileSchema>>;

const name = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, "must be small letters, digits and dashes");

const host = z
  .string()
  .regex(/^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$/, "must be a host in small letters, such as inleo.io");

const model = z
  .strictObject({
    use: z.string().min(1).default("default").describe("A name under models: in skep.yaml."),
    temperature: z.number().min(0).max(2).default(0.4).describe("0 is always the likeliest word, 2 is wild."),
    maxTokens: z.int().min(16).max(8192).default(400).describe("The longest answer, in tokens."),
    thoughts: z
      .int()
      .min(0)
      .max(8192)
      .default(256)
      .describe("How many tokens a model that thinks may think for, before it answers. 0: it answers at once."),
    seed: z
      .int()
      .min(0)
      .max(4_294_967_295)
      .optional()
      .describe("Makes runs repeatable. Default: derived from the event and the step."),
  })
  .prefault({})
  .describe("Which model the agent thinks with, and how.");

const sees = z
  .strictObject({
    thread: z.int().min(0).max(50).default(5).describe("How many posts above the one that it answers."),
    memories: z.int().min(0).max(50).default(5).describe("How many earlier exchanges with the same person."),
  })
  .prefault({})
  .describe("What the agent is shown besides the post itself.");

const limits = z
  .strictObject({
    actionsPerDay: z.int().min(0).max(10_000).default(40).describe("Replies, votes and posts within 24 hours."),
    perAuthor: z
      .strictObject({
        actions: z.int().min(0).max(1000).default(3).describe("So many actions toward one person."),
        every: duration().prefault("1h").describe("Within this time."),
      })
      .prefault({})
      .describe("How much one person gets."),
    replyDepth: z.int().min(0).max(255).default(4).describe("How deep in a thread it still answers; a post is 0 deep."),
    upvoteWeight: percent().prefault("25%").describe("The weight of a full upvote; a lighter one is a share of it."),
    keepVotingMana: percent().prefault("80%").describe("No votes while voting mana is at or below this."),
    keepResourceCredits: percent().prefault("30%").describe("No actions while resource credits are at or below this."),
  })
  .prefault({})
  .describe("Budgets. What goes beyond them is refused or put off, whatever the model wants.");

/** The schema of an agent file, for the kinds of trigger that this bot knows. Strict. */
export function agentFileSchema(kinds: readonly TriggerKind[] = triggerKinds) {
  return z.strictObject({
    version: z.literal(1).describe("The version of this format. Always 1."),
    name: name.describe("What the agent is called in logs and lists. Small letters, digits and dashes."),
    description: z.string().max(500).default("").describe("What it is for, in a sentence."),
    account: accountName().describe("The Hive account it acts as. Its posting key stands in .env, never here."),
    mode: z
      .enum(["dry-run", "live"])
      .default("dry-run")
      .describe("dry-run writes down what it would do; live also needs --live on the command line."),
    operator: z
      .string()
      .regex(/^[^\s@<>[\]`|][^\n\r@<>[\]`|]{0,99}$/, "must be one line of plain text, such as your account without @")
      .optional()
      .describe("Who answers for it, shown under what it writes: an account without @, or a name. Needed for live."),
    model,
    prompt: name.describe("The prompt it thinks with: sage stands for prompts/sage.md."),
    each: name.optional().describe("The prompt for reading one gathered post. Needed when a schedule gathers."),
    triggers: triggers(kinds).describe("What wakes it. The first rule that fits is the one that counts."),
    sees,
    may: capabilities.describe("All that it may do; what is not listed here cannot even be said by the model."),
    limits,
    links: z
      .array(host)
      .default([])
      .describe("Hosts that it may link to, such as inleo.io; links that stand in what it reads are allowed anyway."),
    approval: z
      .enum(["posts", "none"])
      .default("posts")
      .describe("posts: a root post waits until you approve it. none: nothing waits."),
    maxAge: duration()
      .prefault("6h")
      .describe("What happened longer ago is not answered, and no moment of a schedule made up for."),
    payout: z.enum(["declined"]).default("declined").describe("What it writes earns nothing: Hive's manners for bots."),
  });
}

const capabilities = z
  .array(z.enum(allCapabilities))
  .min(1)
  .refine((may) => new Set(may).size === may.length, "names something twice")
  .transform((may): Capability[] => allCapabilities.filter((capability) => may.includes(capability)));

function triggers(kinds: readonly TriggerKind[]): z.ZodType<Rule[]> {
  const [first, ...rest] = kinds.map(({ rule }) => rule);
  if (first === undefined) throw new TypeError("a bot knows at least one kind of trigger");
  return z.array(z.discriminatedUnion("on", [first, ...rest])).min(1);
}

/** The JSON Schema of agent files, for editors: what stands in schema/agent.schema.json. */
export function agentJsonSchema(): object {
  return {
    ...z.toJSONSchema(agentFileSchema(), { io: "input", target: "draft-7" }),
    title: "Skep agent",
    description: "One agent of Skep: a persona with its rights.",
  };
}
