import { isFields, type Fields } from "../../chain/wire/fields.ts";
import { commentKey } from "../state/comment.ts";
import { roleNumbers, type Community, type CommunityProps, type Role } from "./community.ts";
import { insist } from "./community-refusal.ts";
import { findCommunity, type SocialContext } from "./social-context.ts";
import type { SocialPost } from "./social-post.ts";

// The readers of hive/indexer/community.py. Each throws a `CommunityRefusal` with hivemind's words.

/** A text without blanks around it, of at most `limit` characters. */
function readText(fields: Fields, name: string, limit: number, isBlankTaken = false): string {
  const value = fields[name];
  insist(typeof value === "string", `key \`${name}\` was not str`);
  insist(isBlankTaken || value !== "", `key \`${name}\` was blank`);
  insist(value === value.trim(), `invalid padding: ${name}`);
  insist(value.length <= limit, `exceeds max len: ${name}`);
  return value;
}

/** The community that is named. */
export function readCommunity(fields: Fields, context: SocialContext): Community {
  const name = readText(fields, "community", 16);
  const community = findCommunity(context, name);
  insist(community !== undefined, `Community '${name}' does not exist`);
  return community;
}

/** The name of an account that exists. */
export function readAccount(fields: Fields, { findAccount }: SocialContext): string {
  const name = readText(fields, "account", 16);
  insist(findAccount(name) !== undefined, `account not found: ${name}`);
  return name;
}

/** The post that is named, which must stand in the community, with its key. */
export function readPost(
  fields: Fields,
  community: Community,
  context: SocialContext,
): { readonly key: string; readonly post: SocialPost } {
  const key = commentKey(readAccount(fields, context), readText(fields, "permlink", 256));
  const post = context.social.posts.get(key);
  insist(post !== undefined, `post does not exists ${key}`);
  insist(post.community === community.name, "post does not belong to community");
  return { key, post };
}

export function readRole(fields: Fields): Role {
  const role = readText(fields, "role", 16);
  insist(isRole(role), "invalid role");
  return role;
}

export function readNotes(fields: Fields): string {
  return readText(fields, "notes", 120);
}

/** A person's title in a community; empty takes it away. */
export function readTitle(fields: Fields): string {
  return readText(fields, "title", 32, true);
}

/** What is to change about a community: at least one thing and nothing unknown. */
export function readProps(fields: Fields): Partial<CommunityProps> {
  const { props } = fields;
  insist(isFields(props) && Object.keys(props).length > 0, "key `props` was blank");
  const read: Partial<CommunityProps> = {};
  for (const name of Object.keys(props)) {
    const reader = Object.hasOwn(propReaders, name) ? propReaders[name] : undefined;
    insist(reader !== undefined, `extraneous keys: {'${name}'}`);
    Object.assign(read, { [name]: reader(props, name) });
  }
  return read;
}

const propReaders: Readonly<Record<string, (props: Fields, name: string) => unknown>> = {
  title: (props, name) => {
    const title = readText(props, name, 20);
    insist(title.length >= 3, "title too short");
    insist(!/^[@#]/.test(title), "invalid title prefix");
    return title;
  },
  about: (props, name) => readText(props, name, 120, true),
  lang: (props, name) => {
    const lang = readText(props, name, 2);
    insist(/^[a-z]{2}$/.test(lang), `invalid lang: ${name}`);
    return lang;
  },
  is_nsfw: (props, name) => {
    insist(typeof props[name] === "boolean", `must be bool: ${name}`);
    return props[name];
  },
  description: (props, name) => readText(props, name, 1000, true),
  flag_text: (props, name) => readText(props, name, 1000, true),
  settings: (props, name) => {
    const settings = props[name];
    insist(isFields(settings) && Object.keys(settings).length > 0, `key \`${name}\` was blank`);
    return settings;
  },
  type_id: (props, name) => {
    insist([1, 2, 3].includes(Number(props[name])), "invalid community type");
    return Number(props[name]);
  },
};

function isRole(word: string): word is Role {
  return Object.hasOwn(roleNumbers, word);
}
