// Front ends of Hive that show posts under their author's name (the hosts of @hiveio/hivescript's apps.json, and newer ones).
const frontEnds: ReadonlySet<string> = new Set([
  "hive.blog",
  "peakd.com",
  "ecency.com",
  "inleo.io",
  "leofinance.io",
  "actifit.io",
  "travelfeed.com",
  "www.ctptalk.com",
  "www.splintertalk.io",
  "proofofbrain.io",
  "inji.com",
  "3speak.tv",
  "liketu.com",
  "www.waivio.com",
]);

/**
 * The address that a post gives for itself, where a digest may lead there: plain https, on a known front end of Hive, and of
 * this very post. `undefined` for anything else: its author writes the field, and may write into it what they like.
 */
export function trustedAddress(
  address: string,
  { author, permlink }: { readonly author: string; readonly permlink: string },
): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, username, password, port, hostname, pathname, search, hash, href } = new URL(address);
  const isPlain = protocol === "https:" && `${username}${password}${port}${search}${hash}` === "";
  const [place, name, ...before] = pathname.split("/").toReversed();
  const isOfPost = place === permlink && (name === author || name === `@${author}`);
  const isKnown = frontEnds.has(hostname) && before.every((part) => /^[a-z0-9-]*$/.test(part));
  return isPlain && isOfPost && isKnown && /^[a-z0-9-]+$/.test(permlink) ? href : undefined;
}
