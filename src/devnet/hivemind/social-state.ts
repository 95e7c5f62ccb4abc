import type { Seconds } from "../state/account.ts";
import type { Community } from "./community.ts";
import type { Notification } from "./notification.ts";
import { createRelations, type Relations } from "./relations.ts";
import type { SocialPost } from "./social-post.ts";

/** What hivemind knows and hived does not: everything that follows from blocks but is no rule of the chain. */
export interface SocialState {
  readonly relations: Relations;
  readonly communities: Map<string, Community>;
  /** Posts that are there, by their key. */
  readonly posts: Map<string, SocialPost>;
  /** By the account that is told, oldest first. */
  readonly notifications: Map<string, Notification[]>;
  /** Until when an account says that it has read its notifications. */
  readonly lastRead: Map<string, Seconds>;
}

export function createSocialState(): SocialState {
  return {
    relations: createRelations(),
    communities: new Map(),
    posts: new Map(),
    notifications: new Map(),
    lastRead: new Map(),
  };
}

/** The same once more: a change of one is none of the other. */
export function copySocialState({ relations, ...plain }: SocialState): SocialState {
  return { relations: relations.copy(), ...structuredClone(plain) };
}
