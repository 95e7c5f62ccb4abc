import { expect, test } from "vitest";
import { agentFile, loadFiles as load, promptFile as prompt } from "../support/agent-files.ts";

async function complaintsAbout(file: string): Promise<string[]> {
  return (await load({ "agents/a.yaml": file })).complaints;
}

test("what a file does not say has its default, in the units of the code", async () => {
  const { agents, complaints } = await load({ "agents/a.yaml": agentFile() });
  expect(complaints).toEqual([]);
  expect(agents).toEqual([
    {
      name: "sage",
      description: "",
      account: "sage.agent",
      mode: "dry-run",
      operator: "",
      model: { use: "default", temperature: 0.4, maxTokens: 400, thoughts: 256, seed: undefined },
      prompt: "You are @sage.agent, run by my operator.",
      each: undefined,
      schedules: [],
      match: expect.any(Function),
      needles: expect.arrayContaining([]),
      sees: { thread: 5, memories: 5, knowledge: 3 },
      knowledge: [],
      approveWithin: 86_400_000,
      budget: {},
      memory: { facts: false, keep: 31_536_000_000, perAuthor: 200 },
      may: ["reply"],
      gates: {
        follows: [],
        followedBy: [],
        mutesOf: [],
        blacklistsOf: [],
        minWords: 0,
        languages: [],
        firstPost: false,
      },
      priority: { follows: 0, reputation: 0, hivePower: 0 },
      limits: {
        actionsPerDay: 40,
        postsPerDay: 3,
        perAuthor: { actions: 3, everyMilliseconds: 3_600_000 },
        perThread: 10,
        cooldown: 0,
        replyDepth: 4,
        quietHours: undefined,
        upvoteWeight: { light: 625, normal: 1250, full: 2500 },
        votesPerDay: undefined,
        voteAfter: 0,
        minScore: 0,
        keepVotingMana: 8000,
        keepResourceCredits: 3000,
      },
      watch: {
        downvotesBy: ["hivewatchers", "spaminator"],
        reputationBelow: undefined,
        reputationLoss: undefined,
      },
      commentWithVote: false,
      links: [],
      needsApproval: ["post"],
      maxAge: 21_600_000,
      payout: "declined",
    },
  ]);
});

test("an agent is frozen all the way down", async () => {
  const { agents } = await load({ "agents/a.yaml": agentFile() });
  expect(() => Object.assign(agents[0]?.limits ?? {}, { actionsPerDay: 1000 })).toThrow(TypeError);
});

test("approval: none lets nothing wait", async () => {
  const { agents } = await load({ "agents/a.yaml": agentFile(["approval: none"]) });
  expect(agents[0]?.needsApproval).toEqual([]);
});

test.each([
  ["an unknown key", agentFile(["trigers: []"]), 'agents/a.yaml:8:1 unknown key "trigers"; did you mean "triggers"?'],
  [
    "an unknown key of a rule",
    agentFile(["triggers:", "  - on: mention", "    minwords: 3"], ["triggers", "  - on"]),
    'agents/a.yaml:8:5 triggers.0: unknown key "minwords"; did you mean "minWords"?',
  ],
  [
    "an unknown kind of rule",
    agentFile(["triggers: [{ on: mentoin }]"], ["triggers", "  - on"]),
    'agents/a.yaml:6:18 triggers.0.on: must be mention or reply or post or thread or transfer or vote or follow or reblog or custom-json or schedule, not "mentoin"; did you mean "mention"?',
  ],
  [
    "a rule without its kind",
    agentFile(["triggers: [{ minWords: 3 }]"], ["triggers", "  - on"]),
    "agents/a.yaml:6:12 triggers.0.on: is missing",
  ],
  [
    "no rule",
    agentFile(["triggers: []"], ["triggers", "  - on"]),
    "agents/a.yaml:6:11 triggers: must have at least 1 entry",
  ],
  ["a missing account", agentFile([], ["account"]), "agents/a.yaml:1:1 account: is missing"],
  [
    "an account with @",
    agentFile(['account: "@sage"'], ["account"]),
    'agents/a.yaml:7:10 account: must be a Hive account such as "sage.agent", in small letters, without "@"',
  ],
  ["another version", agentFile(["version: 2"], ["version"]), "agents/a.yaml:7:10 version: must be 1, not 2"],
  [
    "a duration without a unit",
    agentFile(["maxAge: 6"]),
    'agents/a.yaml:8:9 maxAge: must be a duration, a whole number with its unit, such as "90s", "30m", "12h" or "7d"',
  ],
  [
    "a percentage without its sign",
    agentFile(["limits: { keepVotingMana: 25 }"]),
    'agents/a.yaml:8:27 limits.keepVotingMana: must be a percentage from 0% to 100%, such as "25%" or "0.5%"',
  ],
  [
    "a weight without its sign",
    agentFile(["limits: { upvoteWeight: 25 }"]),
    'agents/a.yaml:8:25 limits.upvoteWeight: must be a percentage above 0%, or a range of them, such as "25%" or "5%..25%"',
  ],
  [
    "a range from the heavier to the lighter",
    agentFile(["limits: { upvoteWeight: 25%..5% }"]),
    'agents/a.yaml:8:25 limits.upvoteWeight: must be a percentage above 0%, or a range of them, such as "25%" or "5%..25%"',
  ],
  [
    "quiet hours without their quotes",
    agentFile(["limits:", "  quietHours: { from: 22, to: 7 }"]),
    'agents/a.yaml:9:23 limits.quietHours.from: must be a time of day in quotes, such as "22:00"',
  ],
  [
    "quiet hours of no place",
    agentFile(["limits:", '  quietHours: { from: "22:00", to: "07:00", timezone: Berlin }']),
    "agents/a.yaml:9:55 limits.quietHours.timezone: is no timezone such as Europe/Berlin",
  ],
  [
    "a wait for votes that outlasts the posts",
    agentFile(["limits: { voteAfter: 6h }"]),
    "agents/a.yaml:8:22 limits.voteAfter: must be shorter than maxAge: a post would be stale before it is looked at",
  ],
  [
    "comments with votes that it may not cast",
    agentFile(["commentWithVote: true"]),
    "agents/a.yaml:8:18 commentWithVote: needs reply and upvote under may, and a trigger on posts or threads",
  ],
  [
    "a percentage over 100",
    agentFile(["limits: { keepVotingMana: 120% }"]),
    'agents/a.yaml:8:27 limits.keepVotingMana: must be a percentage from 0% to 100%, such as "25%" or "0.5%"',
  ],
  [
    "a capability that does not exist",
    agentFile(["may: [downvote]"], ["may"]),
    'agents/a.yaml:7:7 may.0: must be reply or upvote or post or thread, not "downvote"',
  ],
  ["nothing it may do", agentFile(["may: []"], ["may"]), "agents/a.yaml:7:6 may: must have at least 1 entry"],
  [
    "a capability named twice",
    agentFile(["may: [reply, reply]"], ["may"]),
    "agents/a.yaml:7:6 may: names something twice",
  ],
  [
    "a prompt that is not there",
    agentFile(["prompt: sagee"], ["prompt"]),
    'agents/a.yaml:7:9 prompt: there is no prompt file sagee.md; did you mean "sage"?',
  ],
  [
    "a prompt outside its folder",
    agentFile(["prompt: ../sage"], ["prompt"]),
    "agents/a.yaml:7:9 prompt: must be small letters, digits and dashes",
  ],
  [
    "an operator that pings",
    agentFile(["operator: run by @alice"]),
    "agents/a.yaml:8:11 operator: must be one line of plain text, such as your account without @",
  ],
  [
    "an operator of several lines",
    agentFile(['operator: "a\\nb"']),
    "agents/a.yaml:8:11 operator: must be one line of plain text, such as your account without @",
  ],
  [
    "live without an operator",
    agentFile(["mode: live"]),
    "agents/a.yaml:1:1 operator: is missing: a live agent must say who answers for it",
  ],
  [
    "a post without a schedule",
    agentFile(["may: [post]"], ["may"]),
    "agents/a.yaml:7:6 may: post needs a schedule that gathers from a community or a tag, or says into: { community: … }: that is where the post goes",
  ],
  [
    "each without a gather",
    agentFile(["each: item"]),
    "agents/a.yaml:8:7 each: is not used: no schedule of this agent gathers posts",
  ],
  ["a key in the file", agentFile(["postingKey: 5J123"]), 'agents/a.yaml:8:1 unknown key "postingKey"'],
])("%s is refused with its place", async (_, file, complaint) => {
  expect(await complaintsAbout(file)).toContain(complaint);
});

const scheduled = (rule: string, more: readonly string[] = []): string =>
  agentFile([`triggers: [${rule}]`, "may: [post]", ...more], ["triggers", "  - on", "may"]);
const daily = '{ on: schedule, name: daily, cron: "0 18 * * *", gather: { community: hive-167922 } }';

test.each([
  [
    "a gather without each",
    scheduled(daily),
    "agents/a.yaml:1:1 each: is missing: a schedule gathers posts, and this prompt reads them",
  ],
  [
    "two schedules of one name",
    scheduled(`${daily}, ${daily}`, ["each: item"]),
    'agents/a.yaml:5:121 triggers.1.name: another schedule is already named "daily"',
  ],
  [
    "a wrong cron",
    scheduled(daily.replace("18", "25"), ["each: item"]),
    'agents/a.yaml:5:47 triggers.0.cron: is no cron expression such as "0 18 * * *": Invalid value for hour: 25',
  ],
  [
    "a wrong community",
    scheduled(daily.replace("hive-167922", "inleo"), ["each: item"]),
    'agents/a.yaml:5:82 triggers.0.gather.community: must be a community such as "hive-167922"',
  ],
  [
    "a reply to whoever just publishes",
    agentFile().replace("on: mention", "on: post"),
    "agents/a.yaml:7:6 may: reply needs a trigger such as mention or reply, or a schedule that says into: { reply: … }: Skep speaks only to those who speak to it",
  ],
  [
    "a vote at a schedule",
    scheduled(daily, ["each: item"]).replace("[post]", "[post, upvote]"),
    "agents/a.yaml:6:6 may: upvote needs a trigger on what people write: a schedule gives nothing to vote for",
  ],
  [
    "a thread without a container",
    scheduled(daily, ["each: item"]).replace("[post]", "[post, thread]"),
    "agents/a.yaml:6:6 may: thread needs a schedule that says into: { container: leothreads }",
  ],
  [
    "a payout that is declined and shared",
    agentFile(["payout: { declined: true, citedAuthors: 80% }"]),
    'agents/a.yaml:8:11 payout: unknown key "declined"',
  ],
  [
    "a payout of another kind",
    agentFile(["payout: everything"]),
    "agents/a.yaml:8:9 payout: must be declined, or a group with citedAuthors, such as { citedAuthors: 80% }",
  ],
  [
    "a share of nothing",
    agentFile(["payout: { citedAuthors: 0% }"]),
    "agents/a.yaml:8:25 payout.citedAuthors: must be more than 0%: to pay nobody, write payout: declined",
  ],
  [
    "a reply to a schedule",
    scheduled(daily, ["each: item"]).replace("[post]", "[post, reply]"),
    "agents/a.yaml:6:6 may: reply needs a trigger such as mention or reply, or a schedule that says into: { reply: … }: Skep speaks only to those who speak to it",
  ],
])("%s is refused with its place", async (_, file, complaint) => {
  expect(await complaintsAbout(file)).toEqual([complaint]);
});

test("a schedule that gathers, with its prompt, is an agent that posts", async () => {
  const { agents, complaints } = await load({ "agents/a.yaml": scheduled(daily, ["each: item"]) });
  expect(complaints).toEqual([]);
  expect(agents[0]).toMatchObject({ may: ["post"], each: "You are @sage.agent, run by my operator." });
});

test.each([
  ["declined", "declined"],
  ["{ citedAuthors: 80% }", { citedAuthors: 8_000, shares: "equal" }],
  ["{ citedAuthors: 12.5%, shares: rank }", { citedAuthors: 1_250, shares: "rank" }],
])("payout: %s is read in basis points", async (given, payout) => {
  const { agents, complaints } = await load({ "agents/a.yaml": agentFile([`payout: ${given}`]) });
  expect(complaints).toEqual([]);
  expect(agents[0]?.payout).toEqual(payout);
});

test("a schedule whose writing would be what the agent may not, or leads nowhere, is refused with its place", async () => {
  const file = (schedule: string): string =>
    agentFile(["triggers:", `  - ${schedule}`, "may: [post]", "each: item"], ["triggers", "  - on", "may"]);
  const at = '{ on: schedule, name: daily, cron: "0 18 * * *"';
  const nowhere = await complaintsAbout(file(`${at}, gather: { tag: hive }, into: { container: leothreads } }`));
  expect(nowhere).toContainEqual(
    expect.stringContaining("triggers.0.into: what is written here would be a thread, which may does not list"),
  );
  expect(await complaintsAbout(file(`${at}, gather: { authors: [alice] } }`))).toContainEqual(
    expect.stringContaining("triggers.0.into: is missing: what is gathered here leads nowhere"),
  );
});

test("all files are read and all complaints come at once, in the order of the files", async () => {
  const { agents, complaints } = await load(
    {
      "agents/a.yaml": agentFile(["mod: live", "maxAge: 6", "prompt: nowhere"], ["prompt"]),
      "agents/b.yml": "name: [",
      "agents/c.yaml": agentFile(["model: { use: large }", "name: other"], ["name"]),
      "agents/d.yaml": agentFile(["name: fine"], ["name"]),
      "agents/notes.txt": "not an agent",
      "prompts/sage.md": prompt,
      "prompts/broken.md": "no front matter",
    },
    { models: ["default"] },
  );
  expect(agents.map(({ name }) => name)).toEqual(["fine"]);
  expect(complaints.map((complaint) => complaint.slice(0, 45))).toEqual([
    expect.stringMatching(/^agents\/a.yaml:7:1 unknown key "mod"/),
    expect.stringMatching(/^agents\/a.yaml:8:9 maxAge: must be/),
    expect.stringMatching(/^agents\/a.yaml:9:9 prompt: there is no/),
    expect.stringMatching(/^agents\/b.yml:1:\d+ not YAML/),
    expect.stringMatching(/^agents\/c.yaml:7:15 model.use: there is no/),
    expect.stringMatching(/^prompts\/broken.md:1:1 must begin/),
  ]);
});

test("two agents of one name are refused, whatever else is wrong", async () => {
  const { agents, complaints } = await load({ "agents/a.yaml": agentFile(), "agents/b.yaml": agentFile() });
  expect(complaints).toEqual(['agents/b.yaml:2:7 name: "sage" is already the name of the agent in agents/a.yaml']);
  expect(agents).toHaveLength(1);
});

test("only takes the agents that are asked for, and says when there is no such", async () => {
  const files = { "agents/a.yaml": agentFile(), "agents/b.yaml": agentFile(["name: other"], ["name"]) };
  expect((await load(files, { only: ["other"] })).agents.map(({ name }) => name)).toEqual(["other"]);
  expect((await load(files, { only: ["othr"] })).complaints).toEqual([
    'agents: there is no agent "othr"; did you mean "other"?',
  ]);
});

test.each([
  ["no folder", {}, "agents: there is no such folder"],
  ["an empty folder", { "agents/notes.txt": "" }, "agents: holds no agent file (name.yaml)"],
  ["a huge file", { "agents/a.yaml": "#".repeat(300_000) }, "agents/a.yaml: is larger than 256 KiB"],
  ["a folder by the name of a file", { "agents/a.yaml/x": "" }, "agents/a.yaml: is no regular file"],
  ["an empty file", { "agents/a.yaml": "" }, "agents/a.yaml:1:1 is empty"],
])("%s is said", async (_, files, complaint) => {
  expect((await load(files)).complaints).toEqual([complaint]);
});

test("an agent whose prompt is broken is not loaded, and the complaint is about the prompt", async () => {
  const { agents, complaints } = await load({
    "agents/a.yaml": agentFile(),
    "prompts/sage.md": "---\ndescription: d\n---\n{{x}}",
  });
  expect(agents).toEqual([]);
  expect(complaints).toEqual(["prompts/sage.md:4:1 unknown name {{x}}, a prompt may use {{account}} and {{operator}}"]);
});
