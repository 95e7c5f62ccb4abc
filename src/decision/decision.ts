import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { text } from "./text.ts";

const reason = text(280);
const scores = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"] as const;
/** What a model thinks that a post is worth, from 0 to 10, as words: ranges of numbers are ignored by grammars. */
const score = z.enum(scores);
const memorableFact = text(160);

/** The most characters of what is written; a text that is as long may have been cut off by the grammar. */
export const decisionLengths = { title: 120, body: 1500, thread: 240 } as const;

/**
 * Everything an agent may ever want, by name. A capability that an agent file does not list is not in that agent's
 * grammar. Targets and amounts are absent on purpose: code knows which post it is about, words map to weights.
 */
const capabilities = {
  /** Answer the post that the event is about. */
  reply: z.strictObject({ body: text(decisionLengths.body) }),
  /** Upvote the post that the event is about. Numbers in a grammar are traps; code maps these words to weights. */
  upvote: z.strictObject({ strength: z.enum(["light", "normal", "full"]) }),
  /** Publish a root post. */
  post: z.strictObject({ title: text(decisionLengths.title), body: text(decisionLengths.body) }),
  /** Publish a short post in a container for such, as the threads of INLEO are: as many characters as they allow there. */
  thread: z.strictObject({ body: text(decisionLengths.thread) }),
};

export type Capability = keyof typeof capabilities;

/** Every capability there is, in the order in which they stand in a decision. */
export const allCapabilities = ["reply", "upvote", "post", "thread"] as const satisfies readonly Capability[];

type Reply = z.infer<typeof capabilities.reply>;
type Upvote = z.infer<typeof capabilities.upvote>;
type RootPost = z.infer<typeof capabilities.post>;
type Thread = z.infer<typeof capabilities.thread>;
export type Strength = Upvote["strength"];

/** What an agent wants: its reason, and for each thing it may do, that thing or `null`. */
export interface Decision {
  readonly reason: string;
  /** What the post is worth: there exactly where an upvote may be wanted. `scoreOf` reads it as a number. */
  readonly score?: (typeof scores)[number];
  readonly reply?: Reply | null;
  readonly upvote?: Upvote | null;
  readonly post?: RootPost | null;
  readonly thread?: Thread | null;
  /** What the asker told of themself, to be kept; there exactly where the agent keeps such facts. */
  readonly remember?: string | null;
}

/** What a decision holds besides what the agent may do. */
export interface DecisionExtras {
  /** Whether the model may note what the asker told of themself. Default false. */
  readonly remembers?: boolean;
}

/**
 * The one schema of a decision for an agent with these capabilities: it is the TypeScript type, the model's grammar
 * and the check. `reason` stands first, so that the model argues before it chooses; then the score, before the vote that
 * follows from it; then what it wants.
 */
export function decisionSchema(
  may: readonly Capability[],
  { remembers = false }: DecisionExtras = {},
): z.ZodType<Decision> {
  const fields = allCapabilities.filter((name) => may.includes(name)).map((name) => [name, orNull(capabilities[name])]);
  const schema = z.strictObject({
    reason,
    ...(may.includes("upvote") ? { score } : {}),
    ...Object.fromEntries(fields),
    ...(remembers ? { remember: orNull(memorableFact) } : {}),
  });
  // The fields are chosen at run time, which zod's types cannot follow.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return schema as unknown as z.ZodType<Decision>;
}

function orNull(schema: z.ZodType): z.ZodType {
  return z.union([z.null(), schema]);
}

/** The capabilities that a decision makes use of. */
export function wanted(decision: Decision): Capability[] {
  return allCapabilities.filter((name) => decision[name] !== undefined && decision[name] !== null);
}

/** What a decision says that its post is worth, from 0 to 10; `undefined` where no score was asked for. */
export function scoreOf(decision: Pick<Decision, "score">): number | undefined {
  return decision.score === undefined ? undefined : Number(decision.score);
}

/** Parses what a model said. Throws `model_output_invalid` with a complaint that can be shown to the model. */
export function parseOutput<T>(output: string, schema: z.ZodType<T>): T {
  const result = z.string().transform(parseJson).pipe(schema).safeParse(output);
  if (result.success) return result.data;
  throw new SkepError("model_output_invalid", z.prettifyError(result.error), { cause: result.error });
}

function parseJson(value: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    context.addIssue({ code: "custom", message: `not JSON: ${String(error)}` });
    return z.NEVER;
  }
}
