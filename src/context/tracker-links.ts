const link = /https?:\/\/[^\s<>"]{1,2000}/g;
// What campaigns and networks hang onto a link to see who came by it.
const tracker = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|igsh|mc_eid|mc_cid|yclid|_hsenc|_hsmi|si)(?:=|$)/i;

/** A text with its links as they are, but for what only follows people around: `utm_source`, `fbclid` and their like. */
export function withoutTrackers(text: string): string {
  return text.replaceAll(link, (url) => {
    const [, path = url, query, fragment = ""] = /^([^?#]*)\?([^#]*)(#.*)?$/.exec(url) ?? [];
    if (query === undefined) return url;
    const kept = query.split("&").filter((pair) => !tracker.test(pair));
    return `${path}${kept.length > 0 ? `?${kept.join("&")}` : ""}${fragment}`;
  });
}
