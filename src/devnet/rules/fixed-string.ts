import { ensure, type Assertion } from "../assertion.ts";

const tooLarge: Assertion = {
  expression: "in_len <= sizeof(data)",
  format: "Input too large: `${in}` (${is}) for fixed size string: (${fs})",
  place: { file: "fixed_string.hpp", method: "fixed_string_impl" },
};

/** A text for which hived has room for so many bytes, such as a name. Throws a `NodeError` when it is longer. */
export function fixedString(text: string, limit: number): string {
  const size = Buffer.byteLength(text);
  ensure(size <= limit, tooLarge, { in: text, is: size, fs: limit });
  return text;
}
