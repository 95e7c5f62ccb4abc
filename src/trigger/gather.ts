import { z } from "zod";
import { duration } from "../config/units.ts";
import { accountName, communityName, containerName, type Container } from "./chain-names.ts";
import { languageName } from "./language.ts";

/** Which posts are read at a slot, of all that its sources have. */
export interface Gather {
  readonly sources: readonly Source[];
  /** Milliseconds before the slot. */
  readonly since: number;
  /** At most so many posts. */
  readonly take: number;
  /** What comes first. `diverse`: the best paid, with few by one author and about one topic. */
  readonly rank: Rank;
  /** With `diverse`, at most so many … */
  readonly atMost: { readonly perAuthor: number; readonly perTopic: number };
  readonly minWords: number;
  /** As `languageOf` names them; absent: any. */
  readonly languages?: readonly string[];
  readonly exclude: Exclude;
}

/** Where posts are looked for, and with which app they must have been made; `apps` are beginnings of names. */
export type Source = (
  | { readonly from: "community" | "tag"; readonly name: string }
  | { readonly from: "authors"; readonly names: readonly string[] }
  | { readonly from: "container"; readonly name: Container }
  | { readonly from: "everywhere" }
) & { readonly app?: string };

export type Rank = (typeof ranks)[number];

/** What is left out. */
export interface Exclude {
  readonly accounts: readonly string[];
  /** In small letters. */
  readonly tags: readonly string[];
  readonly declined: boolean;
  readonly muted: boolean;
  readonly bots: boolean;
  readonly crossposts: boolean;
}

const ranks = ["payout", "votes", "comments", "newest", "diverse"] as const;
const tagName = z.string().regex(/^[a-z0-9-]{1,255}$/, "must be a tag in small letters, without #");

const place = {
  community: communityName().exactOptional().describe("Posts in this community, such as hive-167922 (INLEO)."),
  tag: tagName.exactOptional().describe("Posts with this tag, without #."),
  authors: z.array(accountName()).min(1).max(100).exactOptional().describe("Posts of these accounts, without @."),
  container: containerName()
    .exactOptional()
    .describe("The short posts of a front end: leothreads has INLEO's threads."),
  app: z
    .string()
    .min(1)
    .max(64)
    .exactOptional()
    .describe("Only what was made with an app whose name begins so, such as leothreads; alone: on all of Hive."),
};

const source = z.strictObject(place).superRefine(refuseTwoPlaces(true)).transform(toSource);

const exclude = z
  .strictObject({
    accounts: z.array(accountName()).default([]).describe("Nothing by these accounts."),
    tags: z.array(tagName).default(["nsfw"]).describe("Nothing with one of these tags."),
    declined: z.boolean().default(false).describe("Whether posts that decline their payout are left out."),
    muted: z.boolean().default(true).describe("Whether posts that are muted or downvoted out of sight are left out."),
    bots: z
      .boolean()
      .default(true)
      .describe("Whether posts of bots, and those that say that an AI wrote them, are left out."),
    crossposts: z.boolean().default(true).describe("Whether posts that only show another post again are left out."),
  })
  .prefault({})
  .describe("What is not read.");

/** The schema of `gather`: one place, or a list of them under `from`, and what is taken of what is there. */
export const gather: z.ZodType<Gather, object> = z
  .strictObject({
    ...place,
    from: z.array(source).min(1).max(20).exactOptional().describe("Several places, instead of one."),
    since: duration().prefault("24h").describe("How far back from the moment posts are read."),
    take: z.int().min(1).max(50).default(8).describe("At most so many posts are read."),
    rank: z
      .enum(ranks)
      .default("payout")
      .describe(
        "Which come first: the best paid, most voted, most discussed or newest; diverse: best paid, of many authors and topics.",
      ),
    atMost: z
      .strictObject({
        perAuthor: z.int().min(1).max(50).default(1).describe("So many posts by one author."),
        perTopic: z.int().min(1).max(50).default(2).describe("So many posts about one topic."),
      })
      .prefault({})
      .describe("With rank: diverse, how many are taken of a kind."),
    minWords: z.int().min(0).max(10_000).default(0).describe("How many words a post must have; links do not count."),
    language: z
      .union(
        [languageName().transform((name) => [name]), z.array(languageName()).min(1)],
        'must be a language code such as "en" that can be told apart, or a list of them',
      )
      .exactOptional()
      .describe("Only posts in this language, such as en, or in one of a list. What is too short to tell is taken."),
    exclude,
  })
  .superRefine(refuseTwoPlaces(false))
  .transform(({ from, since, take, rank, atMost, minWords, language, exclude, ...one }) => ({
    sources: from ?? [toSource(one)],
    since,
    take,
    rank,
    atMost,
    minWords,
    exclude,
    ...(language && { languages: language }),
  }))
  .describe("The posts that are read at each moment. The agent then needs an `each` prompt to read them with.");

interface Place {
  readonly community?: string;
  readonly tag?: string;
  readonly authors?: readonly string[];
  readonly container?: Container;
  readonly app?: string;
}

function refuseTwoPlaces(isEntry: boolean) {
  return (given: Place & { readonly from?: unknown }, context: z.RefinementCtx): void => {
    const named = (["community", "tag", "authors", "container"] as const).filter((key) => given[key] !== undefined);
    const say = (message: string): void => context.addIssue({ code: "custom", message });
    const choices = "community, tag, authors, container or app";
    if (named.length > 1) say(`names ${named.join(" and ")}: one of them, or a list of places under from`);
    else if (given.from !== undefined && (named.length > 0 || given.app !== undefined))
      say("names a place beside from: put it into the list");
    else if (given.from === undefined && named.length === 0 && given.app === undefined)
      say(`must say where posts are looked for: ${choices}${isEntry ? "" : ", or from with a list of them"}`);
  };
}

function toSource({ community, tag, authors, container, app }: Place): Source {
  const made = app === undefined ? {} : { app };
  if (community !== undefined) return { from: "community", name: community, ...made };
  if (tag !== undefined) return { from: "tag", name: tag, ...made };
  if (authors !== undefined) return { from: "authors", names: authors, ...made };
  if (container !== undefined) return { from: "container", name: container, ...made };
  return { from: "everywhere", ...made };
}
