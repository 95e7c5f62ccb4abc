import { z } from "zod";
import { accountNameForm } from "../chain/account-name.ts";
import { communityRoles, followLists, type FollowList } from "../chain/people-reads.ts";
import { duration } from "../config/units.ts";
import { durationRange, numberRange } from "../config/ranges.ts";
import type { GateRules, OnChainList, PeopleList } from "../policy/gate-rules.ts";
import type { Priority } from "../policy/head-start.ts";
import { accountName, communityName } from "../trigger/chain-names.ts";
import { languageName } from "../trigger/language.ts";

/** One account or several, as an operator writes them. */
function accounts(): z.ZodType<string[], string | string[]> {
  const complaint = 'must be a Hive account such as "alice", in small letters and without "@", or a list of them';
  return z.union([accountName().transform((name) => [name]), z.array(accountName())], complaint);
}

/** A list on chain, written `account/list`. */
function onChainList(): z.ZodType<OnChainList, string> {
  const complaint = `must be an account and one of its lists (${followLists.join(", ")}), such as "alice/muted"`;
  return z.string(complaint).transform((text, context) => {
    const [of = "", list = ""] = text.split("/");
    if (accountNameForm.test(of) && isFollowList(list) && text === `${of}/${list}`) return { of, list };
    context.addIssue({ code: "custom", message: complaint });
    return z.NEVER;
  });
}

function isFollowList(text: string): text is FollowList {
  return followLists.some((list) => list === text);
}

const people = z.strictObject({
  accounts: accounts().default([]).describe("By name, without the @."),
  files: z
    .array(z.string().min(1))
    .default([])
    .describe("Text files with one account a line, beside the agent file; # begins a remark."),
  lists: z.array(onChainList()).default([]).describe("Lists that accounts keep on chain, such as alice/blacklisted."),
});

/** Whom an agent serves, in its file. Strict. */
export const gatesFile = z
  .strictObject({
    reputation: numberRange()
      .exactOptional()
      .describe('At least this, or a range such as "30..70"; a newcomer has 25.'),
    accountAge: durationRange().exactOptional().describe('At least this old, or a range: "7d", "..30d" for newcomers.'),
    hivePower: numberRange().exactOptional().describe("At least so much stake in HP, lent stake included, or a range."),
    follows: accounts().default([]).describe("Only people who follow this account, or one of these."),
    followedBy: accounts().default([]).describe("Only people whom this account follows, or one of these."),
    community: z
      .strictObject({
        name: communityName().describe("Such as hive-167922 (INLEO)."),
        role: z.enum(communityRoles).default("guest").describe("At least this; everybody is a guest who is not muted."),
        subscribed: z.boolean().default(false).describe("Whether they must have joined it."),
      })
      .exactOptional()
      .describe("Only people who are this in a community."),
    allow: people.exactOptional().describe("Only these people are served."),
    deny: people.exactOptional().describe("These people are not."),
    mutesOf: accounts()
      .exactOptional()
      .describe("Whom these accounts mute is not served. Default: the operator, if that is an account. []: nobody's."),
    blacklistsOf: accounts()
      .exactOptional()
      .describe(
        "Who stands on the blacklists of these accounts, or on those they follow, is not served. Default: as mutesOf.",
      ),
    minWords: z
      .int()
      .min(0)
      .max(100_000)
      .default(0)
      .describe("So many words of the author's own, whatever the trigger."),
    language: z
      .union(
        [languageName().transform((one) => [one]), z.array(languageName()).min(1)],
        'must be a language that can be told apart, such as "en", or a list of them',
      )
      .default([])
      .describe("Only texts in this language, or one of these, such as en; what is too short to tell is let through."),
    maxLength: z
      .int()
      .min(100)
      .max(65_536)
      .exactOptional()
      .describe("Longer texts, in characters, are left alone before anything looks at them."),
    firstPost: z.boolean().default(false).describe("Only the very first post of an account: newcomers."),
    pendingPayout: numberRange().exactOptional().describe('In HBD: "..5" finds what few have rewarded yet.'),
    votes: numberRange().exactOptional().describe('"..20" finds what few have voted for yet.'),
  })
  .prefault({})
  .describe("Who gets the model's time. All that is given must hold; whatever is refused is shown by skep explain.");

/** Who stands further ahead in the queue, in an agent file. Strict. */
export const priorityFile = z
  .strictObject({
    follows: duration().exactOptional().describe("The head start of people whom the agent follows."),
    reputation: duration().exactOptional().describe("Of people with a reputation of 75; less for less."),
    hivePower: duration().exactOptional().describe("Of people with 10,000 HP; less for less."),
  })
  .prefault({})
  .describe("Who is answered first of those who wait for their turn: as if they had asked so much earlier.");

/** The head starts of an agent's queue; what its file does not name brings none. */
export function priorityOf(file: z.output<typeof priorityFile>): Priority {
  return { follows: 0, reputation: 0, hivePower: 0, ...file };
}

type GatesFile = z.output<typeof gatesFile>;

/** The rules of an agent: names of files are filled in, and what the operator wants nobody served is taken over. */
export function gateRulesOf(
  { allow, deny, mutesOf, blacklistsOf, language: languages, ...rest }: GatesFile,
  operator: string,
  listed: ReadonlyMap<string, readonly string[]>,
): GateRules {
  const owner = accountNameForm.test(operator) ? [operator] : [];
  return {
    ...rest,
    languages,
    mutesOf: mutesOf ?? owner,
    blacklistsOf: blacklistsOf ?? owner,
    ...(allow && { allow: peopleIn(allow, listed) }),
    ...(deny && { deny: peopleIn(deny, listed) }),
  };
}

function peopleIn(
  { accounts: named, files, lists }: NonNullable<GatesFile["allow"]>,
  listed: ReadonlyMap<string, readonly string[]>,
): PeopleList {
  return { accounts: new Set([...named, ...files.flatMap((file) => listed.get(file) ?? [])]), lists };
}

/** A text file of people that an agent file names, and where in it. */
export interface ListFile {
  readonly name: string;
  /** Keys from the top of the agent file. */
  readonly path: readonly PropertyKey[];
}

/** The files that the lists of an agent file name. */
export function listFilesOf({ allow, deny }: GatesFile): readonly ListFile[] {
  return Object.entries({ allow, deny }).flatMap(([gate, people]) =>
    (people?.files ?? []).map((name, index) => ({ name, path: ["gates", gate, "files", index] })),
  );
}
