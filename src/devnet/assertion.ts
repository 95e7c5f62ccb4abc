import { assertException, nodeError, type ExceptionKind, type SourcePlace } from "./node-error.ts";

/** One thing that hived insists on, with the words in which it says no. */
export interface Assertion {
  /** Source text of the condition, which stands in the message. */
  readonly expression: string;
  /** Text for people with `${placeholders}`; hived leaves it empty in places. */
  readonly format: string;
  readonly place: SourcePlace;
  readonly kind?: ExceptionKind;
  readonly tail?: string;
}

const evaluator: SourcePlace = { file: "hive_evaluator.cpp", method: "do_apply" };
const validation: SourcePlace = { file: "hive_operations.cpp", method: "validate" };

/** An assertion that looks at the state. */
export function stateAssertion(expression: string, format: string): Assertion {
  return { expression, format, place: evaluator };
}

/** An assertion that looks at the operation alone. */
export function fieldAssertion(expression: string, format: string): Assertion {
  return { expression, format, place: validation };
}

/** Throws the `NodeError` of the assertion unless the condition holds. */
export function ensure(
  condition: boolean,
  assertion: Assertion,
  values: Readonly<Record<string, unknown>> = {},
): asserts condition {
  if (condition) return;
  throw refusal(assertion, values);
}

/** The `NodeError` of the assertion. */
export function refusal(assertion: Assertion, values: Readonly<Record<string, unknown>> = {}): Error {
  const { expression, format, place, tail } = assertion;
  return nodeError({
    kind: assertion.kind ?? assertException,
    expression,
    format,
    values,
    place,
    ...(tail === undefined ? {} : { tail }),
  });
}
