import { z } from "zod";
import { SkepError } from "../../shared/errors.ts";
import { rememberedBlocks } from "../ledger/trunk.ts";

/** Which requests a fault strikes. All of them by default. */
const limits = {
  /** Only requests of these: `"bridge"` is a whole API, `"bridge.get_post"` one method. A batch counts by any of its parts. */
  methods: z
    .array(z.string().regex(/^[a-z_]+(\.[a-z0-9_]+)?$/, 'expected an API or a method, such as "bridge.get_post"'))
    .nonempty()
    .optional(),
  /** It is over after so many strikes. */
  times: z.int().positive().optional(),
  /** It strikes this share of the requests, by chance. */
  share: z.number().positive().max(1).optional(),
  /** It strikes every so many-th request, the first one among them. */
  every: z.int().positive().optional(),
  /** Begins the chance of `share` and of jitter; the same seed makes the same choices. 1 by default. */
  seed: z.int().optional(),
};

const milliseconds = z.number().nonnegative().max(600_000);

const faultSchema = z.discriminatedUnion("kind", [
  /** The answer comes late: by `ms` and up to `jitterMs` more. The work is done at once. */
  z.strictObject({ kind: z.literal("latency"), ms: milliseconds, jitterMs: milliseconds.optional(), ...limits }),
  /** Nobody listens on the port until this is cleared. */
  z.strictObject({ kind: z.literal("refuse") }),
  /** The request is taken in and never answered, nor is anything done. */
  z.strictObject({ kind: z.literal("hang"), ...limits }),
  /** The connection is cut without an answer, and nothing is done. */
  z.strictObject({ kind: z.literal("cut"), ...limits }),
  /** HTTP 429 with `Retry-After` in seconds: 1 by default, no such header for `null`. */
  z.strictObject({ kind: z.literal("rate-limit"), retryAfter: z.int().nonnegative().nullish(), ...limits }),
  /** HTTP 503, as from a router that lost its backend. */
  z.strictObject({ kind: z.literal("unavailable"), ...limits }),
  /** The connection is cut in the middle of the answer. The work was done. */
  z.strictObject({ kind: z.literal("truncate"), ...limits }),
  /** HTTP 502 with the web page of a proxy. */
  z.strictObject({ kind: z.literal("not-json"), ...limits }),
  /** A right answer that carries another id than the request. */
  z.strictObject({ kind: z.literal("wrong-id"), ...limits }),
  /** The request reaches a node behind a load balancer that is so many blocks behind. */
  z.strictObject({ kind: z.literal("lag"), blocks: z.int().min(1).max(rememberedBlocks), ...limits }),
  /** The work is done and the connection cut before a byte of the answer. Strikes broadcasts unless `methods` names others. */
  z.strictObject({ kind: z.literal("lose-answer"), ...limits }),
  /** A broadcast is accepted and waits in the pool, but no block ever holds it. */
  z.strictObject({ kind: z.literal("lose-transaction"), ...limits }),
  /** What hivemind serves fails as behind the public nodes' router, and hived goes on. */
  z.strictObject({ kind: z.literal("hivemind-down"), ...limits }),
]);

/** Something that goes wrong between a client and this node. */
export type Fault = z.infer<typeof faultSchema>;

/** Checks a fault that came from anywhere. Throws `config_invalid` with every complaint. */
export function parseFault(input: unknown): Fault {
  const result = faultSchema.safeParse(input);
  if (result.success) return result.data;
  throw new SkepError("config_invalid", `this is no fault: ${z.prettifyError(result.error)}`);
}
