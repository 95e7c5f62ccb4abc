import { plainForm } from "./plain-form.ts";

const withScheme = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"'`()[\]{}|\\]+/gi;
// What browsers and wallets act on without two slashes.
const actingScheme = /\b(?:javascript|vbscript|data|mailto|magnet|tel|hive|bitcoin|ethereum|monero|ipfs):[^\s<>"'`]+/gi;
const mailAddress = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
// The endings that frontends and people take for an address when no scheme stands before it.
const bareHost =
  /(?<![\w.-])(?:[a-z0-9-]{1,63}\.)+(?:com|net|org|io|co|app|xyz|info|biz|dev|ai|gg|ly|link|live|site|online|shop|store|club|top|vip|pro|cc|tv|uk|de|fr|es|nl|ru|cn|br|jp|eu|ch|tk|ml|finance|money|cash|exchange|network|blog|wiki|win|click|onion)(?:[:/?#][^\s<>"'`()[\]{}|\\]*)?(?![\w-])/gi;
// Endings that are words too ("done.It was") need a path behind them.
const bareHostWithPath = /(?<![\w.-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,18}\/[^\s<>"'`()[\]{}|\\]*/gi;
// Markdown's other way to a link: [text][1] and, elsewhere, [1]: where it leads.
const reference = /^ {0,3}\[[^\]\n]+\]:\s*\S+/gm;
const numbers = /^[\d.]+(?:\/[\d.]+)*$/;

/**
 * What in a text leads somewhere: addresses with and without a scheme, mail addresses, Markdown's reference definitions.
 * In a form that can be compared: without scheme, `www.` and what ends a sentence, the host in small letters.
 */
export function linksIn(text: string): Set<string> {
  const found = new Set<string>();
  let rest = plainForm(text);
  for (const form of [reference, withScheme, actingScheme, mailAddress, bareHost, bareHostWithPath]) {
    for (const [link] of rest.matchAll(form)) if (!numbers.test(link)) found.add(comparable(link));
    rest = rest.replaceAll(form, " ");
  }
  return found;
}

/** Whether a link, as {@link linksIn} gives it, leads to one of these hosts or to a part of one. */
export function leadsTo(link: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(`https://${link}`)) return false;
  const { hostname, username, port } = new URL(`https://${link}`);
  if (username !== "" || port !== "") return false;
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** A text without what leads somewhere by a scheme: what is left is prose. */
export function withoutLinks(text: string): string {
  return text.replaceAll(withScheme, " ");
}

function comparable(link: string): string {
  const bare = link
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/^www\./i, "")
    .replace(/[.,;:!?*_~/]+$/, "");
  const end = bare.search(/[/?#]/);
  return end === -1 ? bare.toLowerCase() : bare.slice(0, end).toLowerCase() + bare.slice(end);
}
