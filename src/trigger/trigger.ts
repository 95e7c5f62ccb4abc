import { z } from "zod";
import type { ChainEvent } from "../chain/event.ts";
import type { Needle } from "../chain/needle.ts";
import { isOwn } from "./own-operation.ts";
import type { Rule } from "./rule.ts";

/** One kind of rule that an agent file may name, such as `mention`. */
export interface TriggerKind {
  readonly kind: string;
  /** Parses the rule as it stands in the file, `on` included. Strict; each field is described for editors. */
  readonly rule: RuleSchema;
}

/** What zod can tell apart by its `on`. */
export type RuleSchema = z.ZodPipe<z.ZodObject, z.ZodTransform<Rule, Record<string, unknown>>>;

/** A kind of trigger that waits for events, as its author writes it. */
export interface TriggerDefinition<Options> {
  readonly kind: string;
  /** One sentence for editors and docs: when it fires. */
  readonly description: string;
  /** The fields beside `on`, each with `.describe()`, and with a default where one makes sense. No refinements. */
  readonly options: z.ZodObject & z.ZodType<Options>;
  /** Whether this event concerns the account. Never asked about what the account did itself. Pure. */
  matches(event: ChainEvent, options: Options, account: string): boolean;
  /**
   * Bytes of which a block holds at least one whenever `matches` may say yes: blocks without any are not even parsed.
   * An `undefined` among them, as no `needles` at all, has every block parsed, which is slow but always right.
   */
  needles?(options: Options, account: string): readonly (Needle | undefined)[];
}

/** Makes a kind of trigger. What an agent does itself never triggers it, whatever `matches` would say. */
export function defineTrigger<Options>(definition: TriggerDefinition<Options>): TriggerKind {
  const { kind, description, options } = definition;
  return {
    kind,
    rule: ruleSchema(kind, description, options, (parsed) => ({
      kind,
      compile: (account) => (event) => !isOwn(event.operation, account) && definition.matches(event, parsed, account),
      needles: (account) => allOrNone(definition.needles?.(parsed, account) ?? [undefined]),
    })),
  };
}

function allOrNone(needles: readonly (Needle | undefined)[]): readonly Needle[] | undefined {
  const known = needles.filter((needle) => needle !== undefined);
  return known.length === needles.length ? known : undefined;
}

/** What is wrong with options that are each right by themselves, and in which field. */
export interface OptionComplaint {
  readonly field: string;
  readonly message: string;
}

/** The schema of one kind of rule: `on` and the options, strict, turned into the checked rule. */
export function ruleSchema<Options>(
  kind: string,
  description: string,
  options: z.ZodObject & z.ZodType<Options>,
  toRule: (options: Options) => Rule,
  complain: (options: Options) => OptionComplaint | undefined = () => undefined,
): RuleSchema {
  // The same fields have the same types; "on" stands beside them.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const optionsOf = (parsed: object): Options => parsed as Options;
  return z
    .strictObject({ on: z.literal(kind).describe(description), ...options.shape })
    .superRefine((parsed, context) => {
      const complaint = complain(optionsOf(parsed));
      if (complaint) context.addIssue({ code: "custom", path: [complaint.field], message: complaint.message });
    })
    .describe(description)
    .transform((parsed) => toRule(optionsOf(parsed)));
}
