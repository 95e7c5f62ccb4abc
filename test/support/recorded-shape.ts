/** What a value looked like in all recordings of it: its types, and for objects and lists what is in them. */
export interface RecordedShape {
  /** `typeof`, or `null`, or `list`. */
  readonly types: ReadonlySet<string>;
  /** Of objects: the fields, with how many of the objects had each. */
  readonly fields: ReadonlyMap<string, { readonly count: number; readonly shape: RecordedShape }>;
  readonly objects: number;
  /** Of lists: what all the elements looked like. */
  readonly elements: RecordedShape | undefined;
}

// What people or operations put there has no shape of its own.
const free = new Set(["json_metadata", "settings", "operations", "op", "value", "params", "extensions"]);

/** The shape that these values have in common. */
export function shapeOf(values: readonly unknown[]): RecordedShape {
  const objects = values.filter(isObject);
  const elements = values.filter((value) => Array.isArray(value)).flat() as readonly unknown[];
  const names = new Set(objects.flatMap((object) => Object.keys(object)));
  const fields = [...names].map((name) => {
    const found = objects.filter((object) => Object.hasOwn(object, name)).map((object) => object[name]);
    return [name, { count: found.length, shape: shapeOf(free.has(name) ? [] : found) }] as const;
  });
  return {
    types: new Set(values.map(typeOf)),
    fields: new Map(fields),
    objects: objects.length,
    elements: elements.length === 0 ? undefined : shapeOf(elements),
  };
}

/**
 * In what a value differs from what was recorded, in words such as `active_votes[].weight is a string, recorded: number`.
 * A field must be there that was in every recording, none may be there that was in no recording, and each must have a type
 * that was recorded. Empty lists and null fit everything.
 */
export function differences(value: unknown, shape: RecordedShape, path = "answer"): readonly string[] {
  if (shape.types.size === 0 || value === null) return [];
  const type = typeOf(value);
  if (!shape.types.has(type))
    return isOnlyNull(shape) ? [] : [`${path} is a ${type}, recorded: ${[...shape.types].join(" or ")}`];
  if (Array.isArray(value)) {
    const { elements } = shape;
    return elements ? distinct(value.flatMap((element) => differences(element, elements, `${path}[]`))) : [];
  }
  return isObject(value) ? fieldDifferences(value, shape, path) : [];
}

function fieldDifferences(
  object: Readonly<Record<string, unknown>>,
  shape: RecordedShape,
  path: string,
): readonly string[] {
  const missing = [...shape.fields]
    .filter(([name, { count }]) => count === shape.objects && !Object.hasOwn(object, name))
    .map(([name]) => `${path}.${name} is missing`);
  const found = Object.entries(object).flatMap(([name, value]) => {
    const field = shape.fields.get(name);
    return field ? differences(value, field.shape, `${path}.${name}`) : [`${path}.${name} was never recorded`];
  });
  return [...missing, ...found];
}

function isOnlyNull({ types }: RecordedShape): boolean {
  return types.size === 1 && types.has("null");
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
