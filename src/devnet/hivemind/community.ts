import type { AccountState, Seconds } from "../state/account.ts";

/** hivemind's numbers for the roles (hive/indexer/community.py); what is not listed is a guest. */
export const roleNumbers = { muted: -2, guest: 0, member: 2, mod: 4, admin: 6, owner: 8 } as const;

export type Role = keyof typeof roleNumbers;

/** A community as its own operations made it. */
export interface Community {
  /** The number of its account. */
  readonly id: number;
  readonly name: string;
  readonly createdAt: Seconds;
  readonly props: CommunityProps;
  readonly members: Map<string, Membership>;
  /** Who subscribed, and when. */
  readonly subscribers: Map<string, Seconds>;
}

/** What its admins may set. */
export interface CommunityProps {
  title: string;
  about: string;
  lang: string;
  is_nsfw: boolean;
  description: string;
  flag_text: string;
  settings: Readonly<Record<string, unknown>>;
  /** 1: everybody may post; 2: only members, others may comment; 3: only members. */
  type_id: number;
}

export interface Membership {
  readonly role: Role;
  readonly title: string;
}

/** Whether this has the form of a community's name. */
export function isCommunityName(name: string): boolean {
  return /^hive-[123]\d{4,6}$/.test(name);
}

/** A community as it is when its account is made: owned by itself, its type in its name. */
export function newCommunity({ id, name, createdAt }: AccountState, title: string): Community {
  return {
    id,
    name,
    createdAt,
    props: {
      title,
      about: "",
      lang: "en",
      is_nsfw: false,
      description: "",
      flag_text: "",
      settings: {},
      type_id: Number(name["hive-".length]),
    },
    members: new Map([[name, { role: "owner", title: "" }]]),
    subscribers: new Map(),
  };
}

export function membershipOf(community: Community, account: string): Membership {
  return community.members.get(account) ?? { role: "guest", title: "" };
}

/** Whether an account's role is at least this one. */
export function hasRole(community: Community, account: string, role: Role): boolean {
  return roleNumbers[membershipOf(community, account).role] >= roleNumbers[role];
}
