import { join } from "node:path";
import { expect, test } from "vitest";
import { loadAgents } from "../../src/agent/load-agents.ts";
import { formatComplaint } from "../../src/config/complaint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const head = "version: 1\nname: sage\naccount: sage.agent\nprompt: sage\ntriggers: [{ on: mention }]\nmay: [reply]\n";

async function load(more: string, files: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder({
    "agents/sage.yaml": head + more,
    "prompts/sage.md": "---\ndescription: d\n---\nYou are @{{account}}.\n",
    ...files,
  });
  const { agents, complaints } = await loadAgents({
    agentsDir: join(folder, "agents"),
    promptsDir: join(folder, "prompts"),
  });
  return { agent: agents[0], complaints: complaints.map((one) => formatComplaint(one).replaceAll(`${folder}/`, "")) };
}

test("gates are parsed into the units of the code", async () => {
  const { agent, complaints } = await load(
    `gates:
  reputation: 30..70
  accountAge: 7d
  hivePower: 10
  follows: sage.agent
  community: { name: hive-167922, role: member }
  language: [eng, es]
  votes: "..20"
priority: { follows: 10m }
`,
  );
  expect(complaints).toEqual([]);
  expect(agent?.gates).toEqual({
    reputation: { least: 30, most: 70 },
    accountAge: { least: 604_800_000 },
    hivePower: { least: 10 },
    follows: ["sage.agent"],
    followedBy: [],
    community: { name: "hive-167922", role: "member", subscribed: false },
    languages: ["en", "es"],
    votes: { most: 20 },
    mutesOf: [],
    blacklistsOf: [],
    minWords: 0,
    firstPost: false,
  });
  expect(agent?.priority).toEqual({ follows: 600_000, reputation: 0, hivePower: 0 });
});

test.each([
  ["operator: alice\n", ["alice"], ["alice"]],
  ["operator: the owner of it\n", [], []],
  ["operator: alice\ngates: { mutesOf: [] }\n", [], ["alice"]],
  ["operator: alice\ngates: { mutesOf: [bob, carol], blacklistsOf: [] }\n", ["bob", "carol"], []],
])(
  "the mutes and blacklists of an owner who is an account count, unless the file says otherwise: %j",
  async (more, mutesOf, blacklistsOf) => {
    expect((await load(more)).agent?.gates).toMatchObject({ mutesOf, blacklistsOf });
  },
);

test("lists of people come from the file, from text files beside it and from the chain", async () => {
  const { agent, complaints } = await load(
    "gates:\n  deny: { accounts: mallory, files: [../lists/blocked.txt], lists: [hive.blog/blacklisted] }\n",
    { "lists/blocked.txt": "# people who shout\nbob # twice\n@carol\n\n" },
  );
  expect(complaints).toEqual([]);
  expect(agent?.gates.deny).toEqual({
    accounts: new Set(["mallory", "bob", "carol"]),
    lists: [{ of: "hive.blog", list: "blacklisted" }],
  });
});

test.each([
  [
    "gates: { reputation: high }\n",
    'gates.reputation: must be a number (at least that), or a range such as "25..", "..60" or "25..60"',
  ],
  [
    "gates: { reputation: 70..30 }\n",
    'gates.reputation: must be a number (at least that), or a range such as "25..", "..60" or "25..60"',
  ],
  [
    "gates: { accountAge: 7 }\n",
    'gates.accountAge: must be a duration (at least that), or a range such as "7d..", "..30d" or "7d..52w"',
  ],
  [
    "gates: { follows: Alice }\n",
    'gates.follows: must be a Hive account such as "alice", in small letters and without "@", or a list of them',
  ],
  [
    "gates: { language: klingon }\n",
    'gates.language: must be a language that can be told apart, such as "en", or a list of them',
  ],
  [
    "gates: { deny: { lists: [alice] } }\n",
    "gates.deny.lists.0: must be an account and one of its lists (muted, blacklisted, follow_muted, follow_blacklist), such as",
  ],
  ["gates: { community: { name: inleo } }\n", 'gates.community.name: must be a community such as "hive-167922"'],
  ["gates: { reputatoin: 30 }\n", 'gates: unknown key "reputatoin"; did you mean "reputation"?'],
  ["priority: { follows: 10 }\n", "priority.follows: must be a duration"],
  ["gates: { allow: { files: [nobody.txt] } }\n", "gates.allow.files.0: agents/nobody.txt does not exist"],
])("%j is refused with its place", async (more, complaint) => {
  const { agent, complaints } = await load(more);
  expect(agent).toBeUndefined();
  expect(complaints.join("\n")).toContain(complaint);
});

test("what is no account in a list is refused with its line", async () => {
  const { complaints } = await load("gates: { deny: { files: [blocked.txt] } }\n", {
    "agents/blocked.txt": "bob\nNo Account At All\n",
  });
  expect(complaints).toEqual(['agents/blocked.txt:2:1 expected a Hive account a line, got "No Account At All"']);
});
