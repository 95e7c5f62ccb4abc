import { communityRoles, type CommunityRole } from "../chain/people-reads.ts";
import { rangeReport, reportOf, type GateReport } from "./gate-report.ts";
import type { CommunityRule, GateRules, PeopleList } from "./gate-rules.ts";

/** What was read of a person before the gates are asked. What a node could not tell is absent, and never a no or a yes. */
export interface PersonFacts {
  readonly person: string;
  readonly now: Date;
  readonly reputation?: number;
  readonly createdAt?: Date;
  /** In HIVE. */
  readonly hivePower?: number;
  /** Which of the accounts asked about the person follows. */
  readonly follows?: readonly string[];
  /** Which of them follow the person. */
  readonly followedBy?: readonly string[];
  readonly membership?: { readonly role: CommunityRole; readonly isSubscribed: boolean };
  /** On which of the lists of `allow` and `deny` on chain they stand, as `account/list`. */
  readonly listedOn?: readonly string[];
  /** Who of those that count mutes them. */
  readonly mutedBy?: readonly string[];
  /** Blacklists that count, in hivemind's words. */
  readonly blacklists?: readonly string[];
  readonly isFirstPost?: boolean;
}

const day = 86_400_000;

/** Asks the gates of an agent's file that look at who wrote it: lists first, then what they are. Pure. */
export function askPersonGates(rules: GateRules, facts: PersonFacts): readonly GateReport[] {
  return [...askLists(rules, facts), ...askStanding(rules, facts), ...askRelations(rules, facts)];
}

function askLists({ allow, deny, mutesOf, blacklistsOf }: GateRules, facts: PersonFacts): GateReport[] {
  return [
    ...(deny ? [denyReport(deny, facts)] : []),
    ...(allow ? [allowReport(allow, facts)] : []),
    ...(mutesOf.length > 0 ? [noneOf("mutes", facts.mutedBy, "muted by")] : []),
    ...(blacklistsOf.length > 0 ? [noneOf("blacklists", facts.blacklists, "on")] : []),
  ];
}

function askStanding({ reputation, accountAge, hivePower }: GateRules, facts: PersonFacts): GateReport[] {
  const age = facts.createdAt && facts.now.getTime() - facts.createdAt.getTime();
  return [
    ...(reputation ? [rangeReport("reputation", facts.reputation, reputation, (value) => `${value}`)] : []),
    ...(accountAge ? [rangeReport("account-age", age, accountAge, (value) => `${(value / day).toFixed(1)} days`)] : []),
    ...(hivePower ? [rangeReport("hive-power", facts.hivePower, hivePower, (value) => `${value.toFixed(3)} HP`)] : []),
  ];
}

function askRelations({ follows, followedBy, community, firstPost }: GateRules, facts: PersonFacts): GateReport[] {
  return [
    ...(follows.length > 0 ? [oneOf("follows", facts.follows, follows, "follows")] : []),
    ...(followedBy.length > 0 ? [oneOf("followed-by", facts.followedBy, followedBy, "is followed by")] : []),
    ...(community ? [communityReport(community, facts.membership)] : []),
    ...(firstPost ? [firstPostReport(facts.isFirstPost)] : []),
  ];
}

function unknown(gate: string, because = "not to be read now"): GateReport {
  return { gate, outcome: "unknown", because };
}

/** On which list they stand, if on any. Who stands in the file itself is known whatever the nodes tell. */
type PlaceOnList = { readonly list: string | undefined } | "unknown";

function placeOn({ accounts, lists }: PeopleList, { person, listedOn }: PersonFacts): PlaceOnList {
  if (accounts.has(person)) return { list: "the agent's list" };
  if (lists.length === 0) return { list: undefined };
  const names = lists.map(({ of, list }) => `${of}/${list}`);
  return listedOn === undefined ? "unknown" : { list: listedOn.find((name) => names.includes(name)) };
}

function allowReport(allow: PeopleList, facts: PersonFacts): GateReport {
  const place = placeOn(allow, facts);
  if (place === "unknown") return unknown("allow");
  if (place.list === undefined) return reportOf("allow", false, "on no list of those who are served");
  return reportOf("allow", true, `on ${place.list}`);
}

function denyReport(deny: PeopleList, facts: PersonFacts): GateReport {
  const place = placeOn(deny, facts);
  if (place === "unknown") return unknown("deny");
  if (place.list === undefined) return reportOf("deny", true, "on no list of those who are not");
  return reportOf("deny", false, `on ${place.list}`);
}

function noneOf(gate: string, found: readonly string[] | undefined, word: string): GateReport {
  if (found === undefined) return unknown(gate);
  return reportOf(gate, found.length === 0, found.length === 0 ? "none" : `${word} ${found.join(", ")}`);
}

function oneOf(
  gate: string,
  found: readonly string[] | undefined,
  wanted: readonly string[],
  word: string,
): GateReport {
  if (found === undefined) return unknown(gate);
  const names = found.length > 0 ? found : wanted;
  return reportOf(gate, found.length > 0, `${word} ${found.length > 0 ? "" : "none of "}${names.join(", ")}`);
}

function communityReport({ name, role, subscribed }: CommunityRule, found: PersonFacts["membership"]): GateReport {
  if (!found) return unknown("community", `what they are in ${name} is not to be read now`);
  const isHighEnough = communityRoles.indexOf(found.role) >= communityRoles.indexOf(role);
  const isIn = !subscribed || found.isSubscribed;
  const shown = `${found.role}${found.isSubscribed ? ", subscribed" : ", not subscribed"} in ${name}`;
  const wanted = `${role}${subscribed ? " and subscribed" : ""} or more`;
  return reportOf("community", isHighEnough && isIn, `${shown}; ${wanted} is wanted`);
}

function firstPostReport(isFirst: boolean | undefined): GateReport {
  if (isFirst === undefined) return unknown("first-post");
  return reportOf("first-post", isFirst, isFirst ? "their first post" : "they have posted before");
}
