import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { text } from "./text.ts";

const reason = text(280);

/**
 * Everything an agent may ever want, by name. A capability that an agent file does not list is not in that agent's
 * grammar. Targets and amounts are absent on purpose: code knows which post it is about, words map to weights.
 */
const capabilities = {
  /** Answer the post that the event is about. */
  reply: z.strictObject({ body: text(1500) }),
  /** Upvote the post that the event is about. Numbers in a grammar are traps; code maps these words to weights. */
  upvote: z.strictObject({ strength: z.enum(["light", "normal", "full"]) }),
  /** Publish a root post. */
  post: z.strictObject({ title: text(120), body: text(1500) }),
};

export type Capability = keyof typeof capabilities;

/** Every capability there is, in the order in which they stand in a decision. */
export const allCapabilities = ["reply", "upvote", "post"] as const satisfies readonly Capability[];

type Reply = z.infer<typeof capabilities.reply>;
type Upvote = z.infer<typeof capabilities.upvote>;
type RootPost = z.infer<typeof capabilities.post>;
export type Strength = Upvote["strength"];

/** What an agent wants: its reason, and for each thing it may do, that thing or `null`. */
export interface Decision {
  readonly reason: string;
  readonly reply?: Reply | null;
  readonly upvote?: Upvote | null;
  readonly post?: RootPost | null;
}

/**
 * The one schema of a decision for an agent with these capabilities: it is the TypeScript type, the model's grammar
 * and the check. `reason` stands first, so that the model argues before it chooses.
 */
export function decisionSchema(may: readonly Capability[]): z.ZodType<Decision> {
  const fields = allCapabilities.filter((name) => may.includes(name)).map((name) => [name, orNull(capabilities[name])]);
  // The fields are chosen at run time, which zod's types cannot follow.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return z.strictObject({ reason, ...Object.fromEntries(fields) }) as unknown as z.ZodType<Decision>;
}

function orNull(schema: z.ZodType): z.ZodType {
  return z.union([z.null(), schema]);
}

/** The capabilities that a decision makes use of. */
export function wanted(decision: Decision): Capability[] {
  return allCapabilities.filter((name) => decision[name] !== undefined && decision[name] !== null);
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
