/** A mistake in an agent file: which lines take the place of those of a whole one, and what must be said of it. */
export interface Mistake {
  /** Names the file, and says what is wrong. */
  readonly name: string;
  /** By key: other lines in the place of that key's own; empty leaves the key out. A key that is not there is added. */
  readonly lines: Readonly<Record<string, string>>;
  /** The line that must be named, by what stands in it; the file as a whole where it is absent. */
  readonly at?: string;
  /** What must be said, with how to mend it. */
  readonly says: RegExp;
}

const whole: Readonly<Record<string, string>> = {
  version: "version: 1",
  name: "name: NAME",
  account: "account: sage.agent",
  mode: "mode: dry-run",
  operator: "operator: alice",
  prompt: "prompt: sage",
  triggers: "triggers:\n  - on: mention",
  may: "may: [reply]",
};

/** The text of a file with this mistake, and the number of the line that must be named; 0 for none. */
export function brokenFile({ name, lines, at }: Mistake): { readonly text: string; readonly line: number } {
  const text = Object.values({ ...whole, ...lines })
    .filter((line) => line !== "")
    .join("\n")
    .replace("NAME", name);
  const line = at === undefined ? 0 : text.split("\n").findLastIndex((each) => each.includes(at)) + 1;
  return { text: `${text}\n`, line };
}

const slot = "triggers:\n  - on: schedule\n    name: daily\n    cron: CRON\n    gather: { community: hive-167922 }";

export const mistakes: readonly Mistake[] = [
  { name: "no-version", lines: { version: "" }, says: /version.*missing|version.*expected/i },
  { name: "old-version", lines: { version: "version: 2" }, at: "version: 2", says: /version: .*1/ },
  { name: "no-account", lines: { account: "" }, says: /account.*missing|account.*expected/i },
  { name: "account-with-at", lines: { account: 'account: "@sage.agent"' }, at: "@sage", says: /without "@"/ },
  { name: "account-in-capitals", lines: { account: "account: Sage.Agent" }, at: "Sage.Agent", says: /small letters/ },
  {
    name: "account-too-long",
    lines: { account: "account: a-very-long-account-name" },
    at: "a-very",
    says: /Hive account/,
  },
  { name: "account-a-number", lines: { account: "account: 42" }, at: "42", says: /account: .*(text|string)/i },
  { name: "mode-unknown", lines: { mode: "mode: dryrun" }, at: "dryrun", says: /mode: .*dry-run.*live/ },
  { name: "live-without-operator", lines: { mode: "mode: live", operator: "" }, says: /operator: is missing/ },
  { name: "operator-with-at", lines: { operator: 'operator: "@alice"' }, at: "@alice", says: /without @/ },
  {
    name: "prompt-unknown",
    lines: { prompt: "prompt: sagee" },
    at: "sagee",
    says: /no prompt file sagee\.md; did you mean "sage"/,
  },
  { name: "prompt-a-path", lines: { prompt: "prompt: prompts/sage.md" }, at: "prompts/sage", says: /small letters/ },
  {
    name: "key-misspelt",
    lines: { trigers: "trigers: []" },
    at: "trigers",
    says: /unknown key "trigers"; did you mean "triggers"/,
  },
  { name: "no-triggers", lines: { triggers: "triggers: []" }, at: "triggers", says: /triggers: / },
  { name: "trigger-unknown", lines: { triggers: "triggers:\n  - on: mentions" }, at: "mentions", says: /mention/ },
  {
    name: "trigger-not-a-list",
    lines: { triggers: "triggers: { on: mention }" },
    at: "triggers",
    says: /triggers: .*(list|array)/i,
  },
  {
    name: "trigger-key-misspelt",
    lines: { triggers: "triggers:\n  - on: mention\n    minWord: 3" },
    at: "minWord",
    says: /did you mean "minWords"/,
  },
  {
    name: "words-negative",
    lines: { triggers: "triggers:\n  - on: mention\n    minWords: -1" },
    at: "-1",
    says: /minWords: /,
  },
  {
    name: "words-a-text",
    lines: { triggers: "triggers:\n  - on: mention\n    minWords: three" },
    at: "three",
    says: /minWords: .*number/,
  },
  {
    name: "community-by-title",
    lines: { triggers: "triggers:\n  - on: post\n    community: INLEO", may: "may: [upvote]" },
    at: "INLEO",
    says: /hive-167922/,
  },
  { name: "may-unknown", lines: { may: "may: [replay]" }, at: "replay", says: /reply/ },
  { name: "may-downvote", lines: { may: "may: [downvote]" }, at: "downvote", says: /upvote/ },
  { name: "may-twice", lines: { may: "may: [reply, reply]" }, at: "may", says: /names something twice/ },
  { name: "may-nothing", lines: { may: "may: []" }, at: "may", says: /may: / },
  { name: "may-post-without-gather", lines: { may: "may: [reply, post]" }, at: "may", says: /needs a schedule/ },
  {
    name: "reply-to-nobody",
    lines: { triggers: "triggers:\n  - on: post" },
    at: "may",
    says: /speaks only to those who speak to it/,
  },
  {
    name: "model-unknown",
    lines: { model: "model: { use: larg }" },
    at: "larg",
    says: /no model "larg".*did you mean "large"/,
  },
  { name: "model-too-hot", lines: { model: "model: { temperature: 3 }" }, at: "3", says: /temperature: .*2/ },
  { name: "model-tokens", lines: { model: "model: { maxTokens: 1 }" }, at: "maxTokens", says: /maxTokens: .*16/ },
  { name: "sees-too-much", lines: { sees: "sees: { thread: 500 }" }, at: "500", says: /thread: .*50/ },
  { name: "sees-misspelt", lines: { sees: "sees: { memory: 5 }" }, at: "memory", says: /unknown key "memory"/ },
  { name: "percent-bare", lines: { limits: "limits: { keepVotingMana: 80 }" }, at: "80", says: /%/ },
  { name: "percent-over", lines: { limits: "limits: { keepVotingMana: 180% }" }, at: "180", says: /keepVotingMana: / },
  {
    name: "weight-backwards",
    lines: { limits: "limits: { upvoteWeight: 25%..5% }" },
    at: "25%",
    says: /upvoteWeight: /,
  },
  { name: "weight-negative", lines: { limits: "limits: { upvoteWeight: -25% }" }, at: "-25", says: /upvoteWeight: / },
  { name: "duration-bare", lines: { maxAge: "maxAge: 6" }, at: "maxAge", says: /6h|such as/ },
  { name: "duration-in-words", lines: { maxAge: "maxAge: six hours" }, at: "six", says: /such as/ },
  { name: "duration-unit", lines: { limits: "limits: { perAuthor: { every: 1y } }" }, at: "1y", says: /every: / },
  {
    name: "limit-misspelt",
    lines: { limits: "limits: { actionPerDay: 4 }" },
    at: "actionPerDay",
    says: /did you mean "actionsPerDay"/,
  },
  {
    name: "quiet-bare",
    lines: { limits: "limits: { quietHours: { from: 22, to: 7 } }" },
    at: "22",
    says: /in quotes, such as "22:00"/,
  },
  {
    name: "quiet-zone",
    lines: { limits: 'limits: { quietHours: { from: "22:00", to: "07:00", timezone: CET/Berlin } }' },
    at: "CET",
    says: /Europe\/Berlin/,
  },
  { name: "gate-list", lines: { gates: "gates: { deny: { lists: [alice/mutes] } }" }, at: "mutes", says: /muted/ },
  {
    name: "gate-misspelt",
    lines: { gates: "gates: { reputations: 30 }" },
    at: "reputations",
    says: /did you mean "reputation"/,
  },
  { name: "gate-language", lines: { gates: "gates: { language: english }" }, at: "english", says: /language: / },
  {
    name: "gate-file-missing",
    lines: { gates: "gates: { deny: { files: [nobody.txt] } }" },
    at: "nobody.txt",
    says: /nobody\.txt/,
  },
  { name: "knowledge-outside", lines: { knowledge: "knowledge: [../../etc/passwd]" }, at: "etc", says: /knowledge/ },
  {
    name: "knowledge-of-the-web",
    lines: { knowledge: "knowledge: [https://example.com/a.md]" },
    at: "https",
    says: /knowledge/,
  },
  { name: "link-with-path", lines: { links: "links: [https://inleo.io]" }, at: "https", says: /inleo\.io/ },
  { name: "approval-unknown", lines: { approval: "approval: yes" }, at: "yes", says: /posts/ },
  { name: "approve-too-late", lines: { approveWithin: "approveWithin: 7d" }, at: "7d", says: /48h at most/ },
  {
    name: "payout-both",
    lines: { payout: "payout: [declined, { citedAuthors: 80% }]" },
    at: "payout",
    says: /declined, or/,
  },
  { name: "payout-nothing", lines: { payout: "payout: { citedAuthors: 0% }" }, at: "0%", says: /declined/ },
  {
    name: "cron-broken",
    lines: { triggers: slot.replace("CRON", '"0 25 * * *"'), may: "may: [post]", each: "each: sage" },
    at: "25",
    says: /cron: /,
  },
  {
    name: "cron-a-word",
    lines: { triggers: slot.replace("CRON", "daily"), may: "may: [post]", each: "each: sage" },
    at: "cron",
    says: /cron: /,
  },
  {
    name: "zone-unknown",
    lines: {
      triggers: `${slot.replace("CRON", '"0 8 * * *"')}\n    timezone: Europe/Berln`,
      may: "may: [post]",
      each: "each: sage",
    },
    at: "Berln",
    says: /timezone/,
  },
  {
    name: "gather-without-each",
    lines: { triggers: slot.replace("CRON", '"0 8 * * *"'), may: "may: [post]" },
    says: /each: is missing/,
  },
  { name: "each-without-gather", lines: { each: "each: sage" }, at: "each", says: /is not used/ },
  { name: "anchor", lines: { limits: "limits: &mine { actionsPerDay: 4 }" }, at: "&mine", says: /anchor/i },
  { name: "tag", lines: { description: "description: !!str x" }, at: "!!str", says: /tag/i },
  { name: "tab", lines: { triggers: "triggers:\n\t- on: mention" }, at: "\t-", says: /tab/i },
  { name: "twice", lines: { again: "account: other.agent" }, at: "other.agent", says: /unique|twice|already/i },
  { name: "not-closed", lines: { may: "may: [reply" }, says: /\]|flow/i },
];
