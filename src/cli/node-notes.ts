import { z } from "zod";
import type { Store } from "../store/store.ts";
import { span } from "./moment.ts";

/** How the bot itself sees its nodes, who it asked for what, and when it said so. */
export interface NodeNotes {
  readonly at: Date;
  readonly nodes: readonly SeenNode[];
}

const moment = z.coerce.date();
const families = z.array(
  z.object({
    family: z.string(),
    failures: z.number(),
    because: z.string(),
    restsUntil: moment.optional(),
    milliseconds: z.number(),
  }),
);
const reports = z.array(
  z.object({ node: z.string(), barred: z.string().optional(), pausedUntil: moment.optional(), families }),
);

/** What chain/node-health tells of a node, after it has been through JSON. */
export type SeenNode = z.infer<typeof reports>[number];

/** Reads the bot's last note. `undefined` where there is none that this Skep understands. */
export async function readNodeNotes(store: Pick<Store, "health">): Promise<NodeNotes | undefined> {
  const note = await store.health.findNote();
  if (!note) return undefined;
  const parsed = reports.safeParse(JSON.parse(note.report));
  return parsed.success ? { at: note.at, nodes: parsed.data } : undefined;
}

/** In words: what a node is trusted with just now, and what is wrong with it. Pure. */
export function describeSeenNode({ barred, pausedUntil, families: all }: SeenNode, at: Date): string {
  if (barred !== undefined) return `is never asked again: ${barred}`;
  const [ill, well] = [all.filter(({ failures }) => failures > 0), all.filter(({ failures }) => failures === 0)];
  const asked = pausedUntil ? [`asked for a pause of ${span(pausedUntil.getTime() - at.getTime())}`] : [];
  const troubles = ill.map(
    ({ family, failures, because }) => `${family} failed ${failures} times in a row: ${because}`,
  );
  const times = well.map(({ family, milliseconds }) => `${family} ${milliseconds} ms`);
  return [...asked, ...troubles, ...times].join("; ") || "was not asked yet";
}
