import type { Agent } from "../agent/agent.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { Post } from "../chain/post.ts";
import type { GateRules } from "../policy/gate-rules.ts";
import type { PersonFacts } from "../policy/person-gates.ts";
import type { Rooms } from "./rooms.ts";

/** Of an account that follows more lists of mutes than this, the others do not count: each is a question more. */
const mostFollowedLists = 20;

/**
 * Reads what the gates of an agent look at, and nothing else. Throws `chain_unreachable` when no node tells: that is neither
 * a yes nor a no. What an account that does not exist would have said is absent.
 */
export async function readPersonFacts(
  post: Pick<Post, "author" | "permlink">,
  { gates }: Pick<Agent, "gates">,
  { reader, clock }: Pick<Rooms, "reader" | "clock">,
  signal: AbortSignal,
): Promise<PersonFacts> {
  const { author: person } = post;
  const ask = { reader, person, signal };
  const [profile, hivePower, follows, followedBy, membership, listedOn, mutedBy, blacklists, isFirstPost] =
    await Promise.all([
      gates.reputation || gates.accountAge ? reader.readProfile(person, signal) : undefined,
      gates.hivePower ? reader.readHivePower(person, signal) : undefined,
      whomTheyFollow(gates.follows, ask),
      whoFollowsThem(gates.followedBy, ask),
      gates.community ? reader.readMembership(gates.community.name, person, signal) : undefined,
      onWhichLists(gates, ask),
      whoMutesThem(gates.mutesOf, ask),
      onWhichBlacklists(post, gates.blacklistsOf, ask),
      gates.firstPost ? isFirst(post, ask) : undefined,
    ]);
  const read = {
    reputation: profile?.reputation,
    createdAt: profile?.createdAt,
    hivePower,
    follows,
    followedBy,
    membership,
    listedOn,
    mutedBy,
    blacklists,
    isFirstPost,
  };
  return { person, now: clock.now(), ...withoutGaps(read) };
}

interface Ask {
  readonly reader: ChainReader;
  readonly person: string;
  readonly signal: AbortSignal;
}

async function whomTheyFollow(accounts: readonly string[], { reader, person, signal }: Ask): Promise<string[]> {
  const relations = await Promise.all(accounts.map((name) => reader.readRelationship(person, name, signal)));
  return accounts.filter((_, index) => relations[index]?.follows === true);
}

async function whoFollowsThem(accounts: readonly string[], { reader, person, signal }: Ask): Promise<string[]> {
  const relations = await Promise.all(accounts.map((name) => reader.readRelationship(name, person, signal)));
  return accounts.filter((_, index) => relations[index]?.follows === true);
}

async function onWhichLists(
  { allow, deny }: GateRules,
  { reader, person, signal }: Ask,
): Promise<string[] | undefined> {
  const lists = [...(allow?.lists ?? []), ...(deny?.lists ?? [])];
  const found = await Promise.all(lists.map(({ of, list }) => reader.readFollowList(of, list, signal)));
  if (found.includes(undefined)) return undefined; // whoever keeps that list does not exist: nothing can be said
  return lists.filter((_, index) => found[index]?.has(person) === true).map(({ of, list }) => `${of}/${list}`);
}

/** By their own mutes, or by those of the accounts whose mutes they follow. */
async function whoMutesThem(accounts: readonly string[], { reader, person, signal }: Ask): Promise<string[]> {
  const followed = await Promise.all(accounts.map((name) => reader.readFollowList(name, "follow_muted", signal)));
  const others = followed.flatMap((names) => [...(names ?? [])].slice(0, mostFollowedLists));
  const all = [...new Set([...accounts, ...others])];
  const relations = await Promise.all(all.map((name) => reader.readRelationship(name, person, signal)));
  return all.filter((_, index) => relations[index]?.mutes === true);
}

async function onWhichBlacklists(
  post: Pick<Post, "author" | "permlink">,
  observers: readonly string[],
  { reader, signal }: Ask,
): Promise<string[]> {
  const found = await Promise.all(observers.map((observer) => reader.readBlacklists(post, observer, signal)));
  return [...new Set(found.flatMap((names) => names ?? []))];
}

async function isFirst({ permlink }: Pick<Post, "permlink">, { reader, person, signal }: Ask): Promise<boolean> {
  const posts = await reader.readAuthor(person, { since: new Date(0), limit: 2 }, signal);
  return posts.every((post) => post.permlink === permlink);
}

/** What is not there is absent, not undefined. */
function withoutGaps<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  // The values are those of the fields, less those that are undefined.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: Exclude<Fields[Key], undefined>;
  };
}
