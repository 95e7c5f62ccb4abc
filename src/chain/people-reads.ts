import { z } from "zod";
import { chainTime, parsedAs } from "./answer.ts";
import type { RpcClient } from "./rpc-client.ts";
import { RpcError } from "./rpc-error.ts";

/** The lists that an account keeps on chain (hivemind's names), as `bridge.get_follow_list` tells them. */
export const followLists = ["muted", "blacklisted", "follow_muted", "follow_blacklist"] as const;
export type FollowList = (typeof followLists)[number];

/** The roles that people have in a community, the lowest first. */
export const communityRoles = ["muted", "guest", "member", "mod", "admin", "owner"] as const;
export type CommunityRole = (typeof communityRoles)[number];

/** What an account is to people. */
export interface Profile {
  /** As people see it: 25 for a newcomer, a logarithm above and below. */
  readonly reputation: number;
  readonly createdAt: Date;
}

/** What one account has to do with another, by its own will. */
export interface Relationship {
  readonly follows: boolean;
  readonly mutes: boolean;
  readonly blacklists: boolean;
}

/** What a Hive node can be asked about people. Every method throws `chain_unreachable` when no node answers in time. */
export interface PeopleReader {
  /** From `bridge.get_profile`. `undefined`: there is no such account. */
  readProfile(account: string, signal: AbortSignal): Promise<Profile | undefined>;
  /** The stake it owns or was lent, less what it lent, in HIVE. `undefined`: there is no such account. */
  readHivePower(account: string, signal: AbortSignal): Promise<number | undefined>;
  /** From `bridge.get_relationship_between_accounts`. `undefined`: one of the two does not exist. */
  readRelationship(from: string, to: string, signal: AbortSignal): Promise<Relationship | undefined>;
  /** Everybody on such a list of an account, from `bridge.get_follow_list`. `undefined`: there is no such account. */
  readFollowList(of: string, list: FollowList, signal: AbortSignal): Promise<ReadonlySet<string> | undefined>;
  /** From `bridge.get_community_context`. `undefined`: there is no such community, or no such account. */
  readMembership(
    community: string,
    account: string,
    signal: AbortSignal,
  ): Promise<{ readonly role: CommunityRole; readonly isSubscribed: boolean } | undefined>;
  /**
   * The blacklists that its author stands on as the observer sees it, in hivemind's words (`"my blacklist"`,
   * `"blacklisted by hivewatchers"`): its own, and those that it follows. `undefined`: no such post or observer.
   */
  readBlacklists(
    post: { readonly author: string; readonly permlink: string },
    observer: string,
    signal: AbortSignal,
  ): Promise<readonly string[] | undefined>;
}

const profile = parsedAs(z.looseObject({ reputation: z.number(), created: chainTime }).nullable(), "a profile");
const relationship = parsedAs(
  z.looseObject({ follows: z.boolean(), ignores: z.boolean(), blacklists: z.boolean() }),
  "a relationship",
);
const followList = parsedAs(z.array(z.looseObject({ name: z.string() })), "a list of accounts");
const membership = parsedAs(z.looseObject({ role: z.enum(communityRoles), subscribed: z.boolean() }), "a membership");
const blacklists = parsedAs(z.looseObject({ blacklists: z.array(z.string()) }), "a post with its blacklists");

const units = z
  .string()
  .regex(/^\d+\.\d+ [A-Z]+$/)
  .transform((text) => Number.parseFloat(text));
const stakes = parsedAs(
  z.array(z.looseObject({ vesting_shares: units, received_vesting_shares: units, delegated_vesting_shares: units })),
  "accounts",
);
const price = parsedAs(
  z.looseObject({ total_vesting_fund_hive: units, total_vesting_shares: units }),
  "the price of VESTS",
);

/** Asks about people through a client. */
export function createPeopleReader(rpc: RpcClient): PeopleReader {
  return {
    async readProfile(account, signal) {
      const found = await ifThere(rpc.call("bridge.get_profile", { account }, signal, profile));
      return found ? { reputation: found.reputation, createdAt: found.created } : undefined;
    },
    async readHivePower(account, signal) {
      const [[found], { total_vesting_fund_hive: fund, total_vesting_shares: shares }] = await Promise.all([
        rpc.call("condenser_api.get_accounts", [[account]], signal, stakes),
        rpc.call("condenser_api.get_dynamic_global_properties", [], signal, price),
      ]);
      if (!found) return undefined;
      const vests = found.vesting_shares + found.received_vesting_shares - found.delegated_vesting_shares;
      return shares > 0 ? (vests * fund) / shares : 0;
    },
    async readRelationship(account1, account2, signal) {
      const method = "bridge.get_relationship_between_accounts";
      const found = await ifThere(rpc.call(method, { account1, account2 }, signal, relationship));
      return found && { follows: found.follows, mutes: found.ignores, blacklists: found.blacklists };
    },
    async readFollowList(observer, list, signal) {
      const params = { observer, follow_type: list };
      const found = await ifThere(rpc.call("bridge.get_follow_list", params, signal, followList));
      return found && new Set(found.map(({ name }) => name));
    },
    async readMembership(name, account, signal) {
      const found = await ifThere(rpc.call("bridge.get_community_context", { name, account }, signal, membership));
      return found && { role: found.role, isSubscribed: found.subscribed };
    },
    async readBlacklists({ author, permlink }, observer, signal) {
      const found = await ifThere(rpc.call("bridge.get_post", { author, permlink, observer }, signal, blacklists));
      return found?.blacklists.filter((name) => !name.startsWith("reputation-"));
    },
  };
}

/** hivemind's way of saying that what was asked about is not there is an error. */
async function ifThere<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RpcError && isAbsence(error)) return undefined;
    throw error;
  }
}

function isAbsence({ message, data }: RpcError): boolean {
  return /(?:Account|Community|Post) \S+ (?:does not exist|was deleted)/.test(
    `${message} ${typeof data === "string" ? data : ""}`,
  );
}
