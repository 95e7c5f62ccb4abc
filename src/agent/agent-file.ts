import { z } from "zod";
import { duration } from "../config/units.ts";
import { allCapabilities, type Capability } from "../decision/decision.ts";
import { accountName } from "../trigger/chain-names.ts";
import { gatesFile, priorityFile } from "./gates-file.ts";
import { knowledgeFile } from "./knowledge-file.ts";
import { limitsFile } from "./limits-file.ts";
import { watchFile } from "./watch-file.ts";
import { payoutFile } from "./payout-file.ts";
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
    memories: z
      .int()
      .min(0)
      .max(50)
      .default(5)
      .describe("How many earlier exchanges with the same person, and how many facts."),
    knowledge: z.int().min(0).max(20).default(3).describe("How many pieces of what it knows."),
  })
  .prefault({})
  .describe("What the agent is shown besides the post itself.");

const memory = z
  .strictObject({
    facts: z.boolean().default(false).describe("Whether it keeps what people say of themselves, in their own words."),
    keep: duration().prefault("365d").describe("What is remembered is deleted after this time."),
    perAuthor: z
      .int()
      .min(1)
      .max(1000)
      .default(200)
      .describe("So many memories of one person stay; those that were of no use for the longest time go first."),
  })
  .prefault({})
  .describe("What it keeps of the people it answers.");

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
    memory,
    knowledge: knowledgeFile,
    may: capabilities.describe("All that it may do; what is not listed here cannot even be said by the model."),
    gates: gatesFile,
    priority: priorityFile,
    limits: limitsFile,
    links: z
      .array(host)
      .default([])
      .describe("Hosts that it may link to, such as inleo.io; links that stand in what it reads are allowed anyway."),
    watch: watchFile,
    commentWithVote: z
      .boolean()
      .default(false)
      .describe("Whether it may comment on a post that nobody asked it about, together with a vote for it."),
    approval: z
      .enum(["posts", "none"])
      .default("posts")
      .describe("posts: a root post waits until you approve it. none: nothing waits."),
    approveWithin: duration()
      .refine((span) => span <= longestApproval, "must be 48h at most: what was decided longer ago is not sent")
      .prefault("24h")
      .describe(
        "A draft that you have not approved within this time lapses, and its budget is free again; 48h at most.",
      ),
    budget,
    maxAge: duration()
      .prefault("6h")
      .describe("What happened longer ago is not answered, and no moment of a schedule made up for."),
    payout: payoutFile
      .prefault("declined")
      .describe("declined: what it writes earns nothing, Hive's manners for bots. Or the authors that it cites earn."),
  });
}

/** As long as an outbox row waits to be sent before it is not worth saying any more. */
const longestApproval = 48 * 3_600_000;

const budget = z
  .strictObject({
    minutes: z.int().min(1).max(1_440).exactOptional().describe("So many minutes of the model's time."),
    tokens: z.int().min(1_000).max(100_000_000).exactOptional().describe("So many tokens, read and written."),
  })
  .prefault({})
  .describe(
    "What reading gathered posts may cost at one slot: the best that it can afford are read. Default: no bound.",
  );

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
