// Where hivemind sees a mention: its own rule for what may stand before the @ (hive_post_operations.sql).
const mention = /(^|[^a-zA-Z0-9_!#$%&*@\\/])@(?=[a-z0-9])/gi;

/**
 * Lets no `@name` in generated text notify anybody. hivemind takes no mention whose @ follows a backslash, and
 * Markdown shows `\@` as `@`: the name stays readable, the ping is gone. Links stay as they are.
 */
export function defuseMentions(text: string): string {
  return text.replaceAll(mention, String.raw`$1\@`);
}
