import { z } from "zod";

/** A scenario file as it was parsed: who is on a dev chain when it opens, and what they have written and done. */
export type ScenarioFile = z.output<typeof scenarioFile>;
export type PostEntry = z.output<typeof post>;
export type ReplyEntry = Reply;
export type ThreadEntry = z.output<typeof thread>;
export type VoteEntry = z.output<typeof vote>;

const accountName = z
  .string()
  .regex(/^(?=.{3,16}$)[a-z][a-z0-9-]+[a-z0-9](\.[a-z][a-z0-9-]+[a-z0-9])*$/, "must be a Hive account name, without @");

const permlink = z.string().regex(/^[a-z0-9-]{1,255}$/, "must be small letters, digits and dashes");

const communityName = z.string().regex(/^hive-[123]\d{4,6}$/, "must be a community such as hive-167922");

const tag = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, "must be a tag: small letters, digits and dashes");

const weight = z
  .string()
  .regex(/^-?(100|\d{1,2})(\.\d{1,2})?%$/, 'must be a weight from -100% to 100%, such as "50%"')
  .transform((text) => Math.round(Number.parseFloat(text) * 100))
  .refine((points) => Math.abs(points) <= 10_000, "must be a weight from -100% to 100%");

const vote = z
  .strictObject({
    voter: accountName,
    weight: weight.prefault("100%").describe("Below zero for a downvote."),
  })
  .describe("One vote on the post above it.");

const votes = z.array(vote).default([]).describe("Who votes on it.");
const app = z.string().regex(/^\S+\/\S+$/, "must be a name and a version, such as peakd/2025.1.1");
const body = z.string().min(1);

/** A reply with the replies to it. Written out because the schema names itself. */
interface Reply {
  readonly author: string;
  readonly body: string;
  readonly permlink?: string | undefined;
  readonly app?: string | undefined;
  readonly votes: readonly VoteEntry[];
  readonly replies: readonly Reply[];
}

const reply: z.ZodType<Reply> = z.strictObject({
  author: accountName,
  body,
  permlink: permlink.optional().describe("Default: re-, who is answered, and a number."),
  app: app.optional().describe("What it was written with. Default: that of the post."),
  votes,
  replies: z.lazy(() => replies),
});

const replies = z.array(reply).default([]).describe("Who answers it.");

const post = z.strictObject({
  author: accountName,
  title: z.string().min(1).max(255),
  body,
  permlink: permlink.optional().describe("Default: made from the title."),
  community: communityName.optional().describe("Where it stands. Default: its first tag."),
  tags: z.array(tag).default([]),
  app: app.default("peakd/2025.1.1").describe("What it was written with."),
  payout: z.enum(["declined", "accepted"]).default("accepted"),
  votes,
  replies,
});

const thread = z.strictObject({
  author: accountName,
  body,
  permlink: permlink.optional().describe("Default: re-, who holds the container, and a number."),
  votes,
  replies,
});

const container = z.strictObject({
  account: accountName.default("leothreads").describe("Who holds it."),
  permlink: permlink.optional().describe("Default: leothread- and the time of genesis."),
  threads: z.array(thread).min(1),
});

const account = z.strictObject({
  name: accountName,
  vests: z
    .number()
    .min(0)
    .max(1e12)
    .optional()
    .describe("Stake in whole VESTS. Default: 100000000, a vote of 0.5 HBD."),
  balances: z
    .strictObject({ hive: z.number().min(0).max(1e9).optional(), hbd: z.number().min(0).max(1e9).optional() })
    .optional()
    .describe("What it can spend. Default: 100 of each."),
  reputation: z.number().min(-10).max(99).optional().describe("As people see it. Default: 25, a newcomer's."),
  created: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/, "must be a day such as 2021-03-04")
    .refine((text) => !Number.isNaN(Date.parse(text)), "must be a day such as 2021-03-04")
    .transform((text) => new Date(text.includes("T") ? `${text}Z` : text))
    .optional()
    .describe("Default: the time of genesis."),
});

const scenarioFile = z.strictObject({
  version: z.literal(1).describe("The version of this format. Always 1."),
  accounts: z.array(account).min(1).describe("Who is there. Keys are those of the password pw-<name>."),
  communities: z
    .array(z.strictObject({ name: communityName, title: z.string().min(1).max(20) }))
    .default([])
    .describe("Each becomes an account too."),
  posts: z.array(post).default([]).describe("Root posts with their votes and replies."),
  containers: z.array(container).default([]).describe("Containers of short threads, as INLEO makes them."),
  follows: z
    .array(z.strictObject({ follower: accountName, following: z.array(accountName).min(1) }))
    .default([])
    .describe("Who follows whom."),
  mutes: z
    .array(z.strictObject({ muter: accountName, muted: z.array(accountName).min(1) }))
    .default([])
    .describe("Who has muted whom."),
});

/** The schema of a scenario file. Strict. */
export const scenarioSchema: z.ZodType<ScenarioFile> = scenarioFile;

/** The JSON Schema of scenario files, for editors: what stands in schema/scenario.schema.json. */
export function scenarioJsonSchema(): object {
  return {
    ...z.toJSONSchema(scenarioFile, { io: "input", target: "draft-7" }),
    title: "Skep dev chain scenario",
    description: "Who is on a dev chain when it opens, and what they have written and done.",
  };
}
