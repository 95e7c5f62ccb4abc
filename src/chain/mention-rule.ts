import { accountNameForm } from "./account-name.ts";

// hivemind's own, from hive_post_operations.sql. Bounded repetition: linear in the length of the body.
const mentionRule = /(?:^|[^a-zA-Z0-9_!#$%&*@\\/])@([a-zA-Z0-9.-]{1,16}[a-zA-Z0-9])(?![a-z])/g;

/**
 * The accounts that a post or comment mentions by the rule by which hivemind notifies, in lower case. Names in code, in
 * quotes and in links' texts count; names in addresses and e-mail addresses do not. Whether they exist is not known here.
 */
export function mentionsOf(body: string): Set<string> {
  const names = new Set<string>();
  for (const [, found = ""] of body.matchAll(mentionRule)) {
    const name = found.toLowerCase();
    if (accountNameForm.test(name))
      // hivemind keeps only names of accounts that exist
      names.add(name);
  }
  return names;
}
