/**
 * What the author of a post says in their own words: without quoted lines (`> …`), code blocks, code spans and HTML
 * quotes. Markdown's lazy quote lines, which carry no `>`, count as own words. Takes linear time whatever the text.
 */
export function ownWords(body: string): string {
  const withoutHtml = ["blockquote", "pre", "code"].reduce(cutElements, body);
  return cutQuotesAndFences(withoutHtml).replaceAll(/`[^`\n]+`/g, " ");
}

const quoteLine = /^ {0,3}>/;
const fenceLine = /^ {0,3}(`{3,}|~{3,})(.*)$/;

function cutQuotesAndFences(body: string): string {
  let openFence: string | undefined;
  const kept = body.split(/\r?\n/).filter((line) => {
    const [, fence = "", rest = ""] = fenceLine.exec(line) ?? [];
    if (openFence !== undefined) {
      // A block ends with a bare fence of its kind that is at least as long; an unclosed one runs to the end.
      if (fence.startsWith(openFence) && rest.trim() === "") openFence = undefined;
      return false;
    }
    // Three backticks on both sides of something are a code span.
    if (fence !== "" && !(fence.startsWith("`") && rest.includes("`"))) openFence = fence;
    return openFence === undefined && !quoteLine.test(line);
  });
  return kept.join("\n");
}

/** Cuts out `<name …>…</name>`; one that is never closed stays. */
function cutElements(body: string, name: string): string {
  const lowered = body.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()); // keeps positions, unlike the whole text in lower case
  const close = `</${name}>`;
  let kept = "";
  let position = 0;
  for (;;) {
    const start = lowered.indexOf(`<${name}`, position);
    const end = start === -1 ? -1 : lowered.indexOf(close, start);
    if (end === -1) return kept + body.slice(position);
    kept += `${body.slice(position, start)} `;
    position = end + close.length;
  }
}
