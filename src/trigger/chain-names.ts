import { z } from "zod";
import { accountNameForm } from "../chain/account-name.ts";

// hivemind: a community is an account of this form; root posts name it as their parent permlink.
const communityForm = /^hive-[123]\d{4,6}$/;

/** The name of a Hive account, without "@". */
export function accountName(): z.ZodString {
  return z
    .string()
    .regex(accountNameForm, 'must be a Hive account such as "sage.agent", in small letters, without "@"');
}

/** The name of a Hive community. */
export function communityName(): z.ZodString {
  return z.string().regex(communityForm, 'must be a community such as "hive-167922"');
}

/** The accounts under whose posts front ends collect short posts: INLEO's threads, Ecency's waves, PeakD's snaps, Liketu's moments. */
export const containerAccounts = ["leothreads", "ecency.waves", "peak.snaps", "liketu.moments"] as const;

export type Container = (typeof containerAccounts)[number];

/** The name of one of these accounts. */
export function containerName(): z.ZodType<Container, Container> {
  return z.enum(containerAccounts);
}
