/** The named fields of something that came over the wire. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether this is an object with fields: neither a list nor null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
