/**
 * Bytes of which a block holds at least one whenever it matters to a trigger, as they stand in the JSON in which nodes tell
 * blocks. They are looked for in any case of the letters. Printable ASCII without `/`, at least three characters, so that
 * JSON can spell them in one way only, but for the escapes `\u00…`: blocks with such are never passed over.
 */
export type Needle = string;

const safe = /^[ -.0-~]{3,}$/;

/** Text that may stand anywhere in a block. `undefined` when it cannot serve as a needle. */
export function textNeedle(text: string): Needle | undefined {
  return safe.test(text) && !/["\\]/.test(text) ? text : undefined;
}

/** `@account` in the body of a post, by the rule of `mentionsOf`. */
export function mentionNeedle(account: string): Needle {
  return `@${account}`;
}

/** A text that is the whole value of a field or an item of a list, such as an account that takes part in an operation. */
export function valueNeedle(text: string): Needle | undefined {
  return textNeedle(text) && `"${text}"`;
}

/** The same in JSON that stands in a text, such as `json_metadata` or the `json` of a custom_json. */
export function innerValueNeedle(text: string): Needle | undefined {
  return textNeedle(text) && String.raw`\"${text}\"`;
}

/** Such a text at the beginning of a value in JSON that stands in a text: `name` of `"name/version"`. */
export function innerStartNeedle(text: string): Needle | undefined {
  return textNeedle(text) && String.raw`\"${text}`;
}
