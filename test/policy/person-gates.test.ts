import { describe, expect, test } from "vitest";
import type { GateRules } from "../../src/policy/gate-rules.ts";
import { askPersonGates, type PersonFacts } from "../../src/policy/person-gates.ts";

const none: GateRules = {
  follows: [],
  followedBy: [],
  mutesOf: [],
  blacklistsOf: [],
  minWords: 0,
  languages: [],
  firstPost: false,
};
const now = new Date("2026-01-31T00:00:00Z");
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const people = (accounts: string[], ...lists: { of: string; list: "muted" | "blacklisted" }[]) => ({
  accounts: new Set(accounts),
  lists,
});
const hive = { of: "hive.blog", list: "blacklisted" } as const;
const inleo = { name: "hive-167922", role: "member", subscribed: false } as const;

function ask(rules: Partial<GateRules>, facts: Partial<PersonFacts>): string[] {
  return askPersonGates({ ...none, ...rules }, { person: "alice", now, ...facts }).map(
    ({ gate, outcome, because }) => `${outcome} ${gate}: ${because}`,
  );
}

test("nothing is asked of a person where the file asks for nothing", () => {
  expect(ask({}, {})).toEqual([]);
});

// Each gate: open, shut, and not to be known.
describe.each<[string, Partial<GateRules>, [Partial<PersonFacts>, string][]]>([
  [
    "reputation",
    { reputation: { least: 30, most: 70 } },
    [
      [{ reputation: 57.98 }, "passed reputation: 57.98, 30 or more and 70 or less is wanted"],
      [{ reputation: 29.99 }, "refused reputation: 29.99, 30 or more and 70 or less is wanted"],
      [{ reputation: 70.5 }, "refused reputation: 70.5, 30 or more and 70 or less is wanted"],
      [{}, "unknown reputation: not to be read now, 30 or more and 70 or less is wanted"],
    ],
  ],
  [
    "account age",
    { accountAge: { least: 7 * 86_400_000 } },
    [
      [{ createdAt: ago(7) }, "passed account-age: 7.0 days, 7.0 days or more is wanted"],
      [{ createdAt: ago(6) }, "refused account-age: 6.0 days, 7.0 days or more is wanted"],
      [{}, "unknown account-age: not to be read now, 7.0 days or more is wanted"],
    ],
  ],
  [
    "newcomers",
    { accountAge: { most: 30 * 86_400_000 } },
    [
      [{ createdAt: ago(2) }, "passed account-age: 2.0 days, 30.0 days or less is wanted"],
      [{ createdAt: ago(31) }, "refused account-age: 31.0 days, 30.0 days or less is wanted"],
    ],
  ],
  [
    "Hive Power",
    { hivePower: { least: 10 } },
    [
      [{ hivePower: 10 }, "passed hive-power: 10.000 HP, 10.000 HP or more is wanted"],
      [{ hivePower: 9.9996 }, "refused hive-power: 10.000 HP, 10.000 HP or more is wanted"],
      [{ hivePower: 0 }, "refused hive-power: 0.000 HP, 10.000 HP or more is wanted"],
      [{}, "unknown hive-power: not to be read now, 10.000 HP or more is wanted"],
    ],
  ],
  [
    "follows",
    { follows: ["sage.agent", "bob"] },
    [
      [{ follows: ["bob"] }, "passed follows: follows bob"],
      [{ follows: [] }, "refused follows: follows none of sage.agent, bob"],
      [{}, "unknown follows: not to be read now"],
    ],
  ],
  [
    "followed by",
    { followedBy: ["bob"] },
    [
      [{ followedBy: ["bob"] }, "passed followed-by: is followed by bob"],
      [{ followedBy: [] }, "refused followed-by: is followed by none of bob"],
      [{}, "unknown followed-by: not to be read now"],
    ],
  ],
  [
    "community role",
    { community: inleo },
    [
      [
        { membership: { role: "mod", isSubscribed: false } },
        "passed community: mod, not subscribed in hive-167922; member or more is wanted",
      ],
      [
        { membership: { role: "guest", isSubscribed: true } },
        "refused community: guest, subscribed in hive-167922; member or more is wanted",
      ],
      [
        { membership: { role: "muted", isSubscribed: true } },
        "refused community: muted, subscribed in hive-167922; member or more is wanted",
      ],
      [{}, "unknown community: what they are in hive-167922 is not to be read now"],
    ],
  ],
  [
    "community membership",
    { community: { ...inleo, role: "guest", subscribed: true } },
    [
      [
        { membership: { role: "guest", isSubscribed: true } },
        "passed community: guest, subscribed in hive-167922; guest and subscribed or more is wanted",
      ],
      [
        { membership: { role: "admin", isSubscribed: false } },
        "refused community: admin, not subscribed in hive-167922; guest and subscribed or more is wanted",
      ],
    ],
  ],
  ["allow", { allow: people(["alice"]) }, [[{}, "passed allow: on the agent's list"]]],
  [
    "allow, for others, and on chain",
    { allow: people(["bob"], hive) },
    [
      [{ listedOn: ["hive.blog/blacklisted"] }, "passed allow: on hive.blog/blacklisted"],
      [{ listedOn: ["bob/muted"] }, "refused allow: on no list of those who are served"],
      [{ listedOn: [] }, "refused allow: on no list of those who are served"],
      [{}, "unknown allow: not to be read now"],
    ],
  ],
  [
    "deny",
    { deny: people(["mallory"], hive) },
    [
      [{ listedOn: [] }, "passed deny: on no list of those who are not"],
      [{ listedOn: ["hive.blog/blacklisted"] }, "refused deny: on hive.blog/blacklisted"],
      [{ person: "mallory" }, "refused deny: on the agent's list"],
      [{}, "unknown deny: not to be read now"],
    ],
  ],
  ["deny by the file alone", { deny: people(["mallory"]) }, [[{}, "passed deny: on no list of those who are not"]]],
  [
    "mutes of the owner",
    { mutesOf: ["bob"] },
    [
      [{ mutedBy: [] }, "passed mutes: none"],
      [{ mutedBy: ["bob", "carol"] }, "refused mutes: muted by bob, carol"],
      [{}, "unknown mutes: not to be read now"],
    ],
  ],
  [
    "blacklists",
    { blacklistsOf: ["bob"] },
    [
      [{ blacklists: [] }, "passed blacklists: none"],
      [{ blacklists: ["my blacklist"] }, "refused blacklists: on my blacklist"],
      [{}, "unknown blacklists: not to be read now"],
    ],
  ],
  [
    "first post",
    { firstPost: true },
    [
      [{ isFirstPost: true }, "passed first-post: their first post"],
      [{ isFirstPost: false }, "refused first-post: they have posted before"],
      [{}, "unknown first-post: not to be read now"],
    ],
  ],
])("the gate on %s", (_, rules, cases) => {
  test.each(cases)("%j: %s", (facts, said) => {
    expect(ask(rules, facts)).toEqual([said]);
  });
});
