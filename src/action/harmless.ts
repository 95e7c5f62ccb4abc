// Where hivemind sees a mention: its own rule for what may stand before the @ (hive_post_operations.sql).
const mention = /(^|[^a-zA-Z0-9_!#$%&*@\\/])@(?=[a-z0-9])/gi;
// A fence of code, or a comment or tag of HTML, would swallow what follows it: the footer.
const fence = /^( {0,3})(```|~~~)/gm;
// What begins an item of a list, a quotation or an underlining.
const listMark = /^(\s*\d*)([-+=>.)])/;
// Markdown's signs for links, images, emphasis, code and headings.
const signs = /[[\]!*_`#~|\\]/g;

/**
 * Makes generated Markdown harmless: no `@name` in it notifies anybody (hivemind takes no mention whose @ follows a
 * backslash, and Markdown shows `\@` as `@`), no inline link hides where it leads, and nothing in it can swallow what
 * is written below. Emphasis, lists and headings stay.
 */
export function harmlessMarkdown(text: string): string {
  return defuseMentions(
    text
      .replaceAll("<", "&lt;")
      .replaceAll("](", String.raw`]\(`)
      .replaceAll(fence, String.raw`$1\$2`),
  );
}

/** Makes a text of one line show in Markdown exactly as it is, on one paragraph. */
export function literalMarkdown(text: string): string {
  return defuseMentions(
    text
      .replaceAll("&", "&amp;")
      .replaceAll(signs, String.raw`\$&`)
      .replaceAll("<", "&lt;")
      .replace(listMark, String.raw`$1\$2`),
  );
}

function defuseMentions(text: string): string {
  return text.replaceAll(mention, String.raw`$1\@`);
}
