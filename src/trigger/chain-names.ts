import { z } from "zod";

// hived's is_valid_account_name: 3 to 16 characters; parts of at least three between dots.
const accountForm = /^(?=.{3,16}$)[a-z][a-z0-9-]+[a-z0-9](\.[a-z][a-z0-9-]+[a-z0-9])*$/;
// hivemind: a community is an account of this form; root posts name it as their parent permlink.
const communityForm = /^hive-[123]\d{4,6}$/;

/** The name of a Hive account, without "@". */
export function accountName(): z.ZodString {
  return z.string().regex(accountForm, 'must be a Hive account such as "sage.agent", in small letters, without "@"');
}

/** The name of a Hive community. */
export function communityName(): z.ZodString {
  return z.string().regex(communityForm, 'must be a community such as "hive-167922"');
}
