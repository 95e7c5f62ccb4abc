import { isFields, type Fields } from "../../chain/wire/fields.ts";
import type { AccountState } from "../state/account.ts";
import type { ApiContext } from "./api-context.ts";
import { timeText } from "./chain-properties.ts";
import type { Observer } from "./observer.ts";

/** An account as bridge.get_profile answers it. */
export function profileView(
  account: AccountState,
  observer: Observer,
  { hivemind }: ApiContext,
): Readonly<Record<string, unknown>> {
  const { name } = account;
  const { relations } = hivemind.social();
  return {
    id: account.id,
    name,
    created: timeText(account.createdAt),
    active: timeText(Math.max(account.createdAt, account.lastPost, account.lastEdit, account.lastVote)),
    post_count: account.postCount,
    reputation: account.reputation,
    blacklists: [],
    stats: {
      rank: 0,
      following: relations.of("follow", name).length,
      followers: relations.to("follow", name).length,
    },
    metadata: { profile: profileOf(account) },
    ...(observer === undefined ? {} : { context: relationOf(observer, name, hivemind.social().relations) }),
  };
}

function relationOf(
  observer: string,
  name: string,
  relations: ReturnType<ApiContext["hivemind"]["social"]>["relations"],
): Readonly<Record<string, boolean>> {
  return { followed: relations.has("follow", observer, name), muted: relations.has("mute", observer, name) };
}

/** What an account says of itself, cut as hivemind cuts it (utilities/extract_profile_metadata.sql). */
export function profileOf(account: AccountState): Readonly<Record<string, string>> {
  const fields = profileFields(account.postingJsonMetadata) ?? profileFields(account.jsonMetadata) ?? {};
  const text = (name: string, limit: number): string => shortened(textOf(fields[name]), limit);
  const name = text("name", 20);
  const website = textOf(fields["website"]);
  return {
    name: name.startsWith("@") ? "" : name,
    about: text("about", 160),
    location: text("location", 30),
    website: website.length > 100 ? "" : withProtocol(website),
    profile_image: imageAddress(fields["profile_image"]),
    cover_image: imageAddress(fields["cover_image"]),
    blacklist_description: text("blacklist_description", 256),
    muted_list_description: text("muted_list_description", 256),
  };
}

function profileFields(json: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (!isFields(value) || Object.keys(value).length === 0) return undefined;
    const { profile } = value;
    return isFields(profile) ? profile : value;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function shortened(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length > limit ? `${characters.slice(0, limit - 3).join("")}...` : text;
}

function withProtocol(address: string): string {
  return address === "" || /^https?:\/\//.test(address) ? address : `http://${address}`;
}

function imageAddress(value: unknown): string {
  return typeof value === "string" && /^https?:\/\//.test(value) && value.length <= 1024 ? value : "";
}
