import { z } from "zod";

const reports = z.array(z.object({ gate: z.string(), outcome: z.string(), because: z.string() }));

/** What the gates said of a post, one a line, as the store keeps it; nothing when they were not asked. */
export function gateLines(json: string): string[] {
  if (json === "") return [];
  return [
    "gates:",
    ...reports.parse(JSON.parse(json)).map(({ gate, outcome, because }) => `  ${outcome} ${gate}: ${because}`),
  ];
}
