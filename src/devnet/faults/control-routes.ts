import { z } from "zod";
import type { BlockRef } from "../../chain/block.ts";
import { SkepError } from "../../shared/errors.ts";
import type { StandingFault } from "./fault-registry.ts";
import { parseFault } from "./fault.ts";
import type { Faults } from "./faults.ts";

/** What can be done to a dev chain from outside. */
export interface Controlled {
  readonly faults: Faults;
  mine(count: number): readonly BlockRef[];
  advance(seconds: number): readonly BlockRef[];
}

/** One thing that can be asked of the control address. */
interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: RegExp;
  /** Answers with what becomes JSON. Throws `config_invalid` to refuse. `part` is the number in the path. */
  act(node: Controlled, body: unknown, part: number | undefined): unknown;
}

const most = 100_000; // blocks in one go: about ten seconds of work
const fork = z.strictObject({ depth: z.int(), orphans: z.enum(["pooled", "dropped"]).default("pooled") });
const slots = z.strictObject({ count: z.int().min(1).max(most).default(1) });
const blocks = z.strictObject({ count: z.int().min(1).max(most).default(1) });
const time = z.strictObject({ seconds: z.int().positive().multipleOf(3) });

const routes: readonly Route[] = [
  { method: "GET", path: /^\/faults$/, act: ({ faults }) => faults.list().map(shown) },
  { method: "POST", path: /^\/faults$/, act: async ({ faults }, body) => shown(await faults.add(parseFault(body))) },
  { method: "DELETE", path: /^\/faults$/, act: async ({ faults }) => ({ cleared: await faults.clear() }) },
  {
    method: "DELETE",
    path: /^\/faults\/(\d{1,9})$/,
    act: async ({ faults }, _, id) => ({ cleared: await faults.clear(id) }),
  },
  {
    method: "POST",
    path: /^\/forks$/,
    act({ faults }, body) {
      const { depth, orphans } = read(fork, body);
      return { blocks: faults.fork(depth, { orphans }) };
    },
  },
  {
    method: "POST",
    path: /^\/missed-slots$/,
    act({ faults }, body) {
      const { count } = read(slots, body);
      faults.missSlots(count);
      return { count };
    },
  },
  { method: "POST", path: /^\/blocks$/, act: (node, body) => ({ blocks: node.mine(read(blocks, body).count) }) },
  { method: "POST", path: /^\/time$/, act: (node, body) => ({ blocks: node.advance(read(time, body).seconds) }) },
];

/** The route for a request, bound to its path; `undefined` where there is none. */
export function findRoute(method: string, path: string): ((node: Controlled, body: unknown) => unknown) | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match) return (node, body) => route.act(node, body, match[1] === undefined ? undefined : Number(match[1]));
  }
  return undefined;
}

function shown({ id, fault, strikes }: StandingFault): object {
  return { id, strikes, ...fault };
}

function read<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new SkepError("config_invalid", z.prettifyError(result.error));
}
