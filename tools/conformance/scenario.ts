import { z } from "zod";

/**
 * A conformance scenario: steps that were played on a real node, with what it answered. FORMAT.md beside the recorded
 * files describes them. What a step may hold is checked strictly: a step that is half understood proves nothing.
 */
const expectation = z.union([
  z.strictObject({ ok: z.literal(true) }),
  z.strictObject({ result: z.unknown() }),
  z.strictObject({
    error: z.strictObject({
      code: z.int(),
      message: z.string(),
      dataName: z.string().optional(),
      dataCode: z.int().optional(),
      text: z.string().optional(),
      assertHash: z.string().optional(),
    }),
  }),
]);

const signer = z.strictObject({ account: z.string(), role: z.string(), password: z.string().optional() });

const transaction = z.strictObject({
  expirationOffset: z.int().optional(),
  refBlockPrefix: z.int().optional(),
  refBlock: z.union([z.int(), z.string()]).optional(),
});

const send = z.strictObject({
  operations: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown())])),
  signers: z.array(signer).default([]),
  transaction: transaction.default({}),
  as: z.string().optional(),
});

const read = z.strictObject({
  method: z.string(),
  params: z.unknown(),
  pick: z.array(z.string()).optional(),
  volatile: z.array(z.string()).default([]),
});

const note = z.string().optional();
const via = z.enum(["condenser_api.broadcast_transaction", "network_broadcast_api.broadcast_transaction"]);

const step = z.union([
  z.strictObject({ mine: z.int().min(1), note }),
  z.strictObject({ advance: z.union([z.int(), z.string()]), note }),
  z.strictObject({ untilIrreversible: z.string(), note }),
  z.strictObject({ send, via, expect: expectation, note }),
  z.strictObject({ resend: z.string(), via, expect: expectation, note }),
  z.strictObject({ read, expect: expectation, note }),
]);

const account = z.strictObject({
  name: z.string(),
  vests: z.string().optional(),
  tests: z.string().optional(),
  tbd: z.string().optional(),
});

const scenario = z.object({
  name: z.string(),
  what: z.string().default(""),
  accounts: z.array(account),
  steps: z.array(step),
});

export type Scenario = z.output<typeof scenario>;
export type ScenarioAccount = z.output<typeof account>;
export type Step = z.output<typeof step>;
export type SendStep = z.output<typeof send>;
export type ReadStep = z.output<typeof read>;
export type Expectation = z.output<typeof expectation>;
export type ExpectedError = Extract<Expectation, { error: unknown }>["error"];
export type Via = z.output<typeof via>;

/** Reads the text of a scenario file. Throws where the format does not know something in it, and says where that is. */
export function readScenario(text: string): Scenario {
  const { data, error } = scenario.safeParse(JSON.parse(text));
  if (data) return data;
  const troubles = error.issues.flatMap((issue) => troublesOf(issue, []));
  throw new Error(troubles.slice(0, shownTroubles).join("; "));
}

const shownTroubles = 3;

/** Where something is wrong and what. Of the kinds of step that one could be, the kind that it is nearest to counts. */
function troublesOf(issue: z.core.$ZodIssue, around: readonly PropertyKey[]): readonly string[] {
  const path = [...around, ...issue.path];
  const kinds = issue.code === "invalid_union" ? issue.errors : [];
  const [nearest = []] = kinds.toSorted((a, b) => a.length - b.length);
  if (nearest.length > 0) return nearest.flatMap((one) => troublesOf(one, path));
  return [`${path.map(String).join(".") || "the file"}: ${issue.message}`];
}
