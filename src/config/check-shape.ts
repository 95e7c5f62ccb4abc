import type { z } from "zod";
import type { Complaint } from "./complaint.ts";
import { explainIssue } from "./explain-issue.ts";
import type { Yaml } from "./read-yaml.ts";

/** Data that fits its schema, or every complaint about it. */
export type Checked<T> = { readonly data: T } | { readonly complaints: Complaint[] };

/** Checks what a YAML file says against a schema. Every complaint names its place. */
export function checkShape<T>(yaml: Yaml, schema: z.ZodType<T>): Checked<T> {
  const result = schema.safeParse(yaml.value, { error: explainIssue });
  if (result.success) return { data: result.data };
  return { complaints: result.error.issues.flatMap((issue) => complaintsOf(issue, yaml)) };
}

function complaintsOf(issue: z.core.$ZodIssue, yaml: Yaml): Complaint[] {
  if (issue.code === "unrecognized_keys") {
    // explainIssue wrote a line for each key.
    const messages = issue.message.split("\n");
    return issue.keys.map((key, index) =>
      complaint(yaml.placeOfKey([...issue.path, key]), issue.path, messages[index] ?? issue.message),
    );
  }
  if (issue.code === "invalid_key") {
    return [complaint(yaml.placeOfKey(issue.path), issue.path, issue.issues[0]?.message ?? issue.message)];
  }
  return [complaint(yaml.placeOf(issue.path), issue.path, issue.message)];
}

function complaint(place: ReturnType<Yaml["placeOf"]>, path: readonly PropertyKey[], message: string): Complaint {
  return { ...place, path: path.map(String).join("."), message };
}
