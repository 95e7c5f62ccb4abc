import { SkepError } from "../shared/errors.ts";

/**
 * Throws `model_output_invalid` where the output of a schema-bound turn is not a whole JSON text: the tokens ran out,
 * or the model said its end mark in the middle. The grammar alone cannot promise an end.
 */
export function requireWholeJson(output: string, maxTokens: number): void {
  try {
    JSON.parse(output);
  } catch (cause) {
    throw new SkepError(
      "model_output_invalid",
      `the answer ended before its JSON was complete (maxTokens is ${maxTokens})`,
      { cause, details: { maxTokens, characters: output.length } },
    );
  }
}
