import { expect, test } from "vitest";
import type { GateRules } from "../../src/policy/gate-rules.ts";
import { askPostGates, type GatedPost } from "../../src/policy/post-gates.ts";

const none: GateRules = {
  follows: [],
  followedBy: [],
  mutesOf: [],
  blacklistsOf: [],
  minWords: 0,
  languages: [],
  firstPost: false,
};
const post: GatedPost = {
  author: "alice",
  body: "What is the base of the oven made of, and how thick does it have to be?",
  app: "peakd/2024.4.3",
  aiTools: false,
  tags: [],
  isHidden: false,
  ownAccounts: ["sage.agent"],
  payout: 4,
  votes: 12,
};
const spanish = "¿De qué está hecha la base del horno y qué grosor tiene que tener para que aguante el calor?";

function ask(rules: Partial<GateRules>, changes: Partial<GatedPost> = {}): string[] {
  return askPostGates({ ...none, ...rules }, { ...post, ...changes })
    .filter(({ gate }) => !["not-empty", "not-hidden", "no-bots"].includes(gate))
    .map(({ gate, outcome, because }) => `${outcome} ${gate}: ${because}`);
}

test("a file without gates asks only what is asked of everybody", () => {
  expect(ask({})).toEqual([]);
  expect(askPostGates(none, post).map(({ gate }) => gate)).toEqual(["not-empty", "not-hidden", "no-bots"]);
});

test.each<[string, Partial<GateRules>, Partial<GatedPost>, string]>([
  ["enough words", { minWords: 5 }, {}, "passed min-words: at least 5 words of its own, 5 are wanted"],
  ["too few words", { minWords: 50 }, {}, "refused min-words: 17 words of its own, 50 are wanted"],
  [
    "quoted words do not count",
    { minWords: 5 },
    { body: "> a b c d e f\n\nyes" },
    "refused min-words: 1 words of its own, 5 are wanted",
  ],
  [
    "Chinese counts by pairs",
    { minWords: 3 },
    { body: "今天天气很好" },
    "passed min-words: at least 3 words of its own, 3 are wanted",
  ],
  ["the language wanted", { languages: ["en"] }, {}, "passed language: en, en is wanted"],
  ["another language", { languages: ["en", "de"] }, { body: spanish }, "refused language: es, en or de is wanted"],
  ["too short to tell", { languages: ["en"] }, { body: "Hola!" }, "passed language: cannot be told, en is wanted"],
  [
    "code is no language",
    { languages: ["en"] },
    { body: `\`\`\`\n${spanish}\n\`\`\`\nok` },
    "passed language: cannot be told, en is wanted",
  ],
  ["little earned yet", { pendingPayout: { most: 5 } }, {}, "passed pending-payout: 4 HBD, 5 HBD or less is wanted"],
  ["much earned already", { pendingPayout: { most: 3 } }, {}, "refused pending-payout: 4 HBD, 3 HBD or less is wanted"],
  ["few votes", { votes: { least: 1, most: 20 } }, {}, "passed votes: 12, 1 or more and 20 or less is wanted"],
  ["no votes", { votes: { least: 1 } }, { votes: 0 }, "refused votes: 0, 1 or more is wanted"],
  ["short enough", { maxLength: 100 }, {}, "passed max-length: 71 characters, 100 characters or less is wanted"],
])("%s", (_, rules, changes, said) => {
  expect(ask(rules, changes)).toEqual([said]);
});

test("a text that is too long is left alone before any other gate looks at it", () => {
  expect(askPostGates({ ...none, maxLength: 100, minWords: 5 }, { ...post, body: "x ".repeat(40_000) })).toEqual([
    { gate: "max-length", outcome: "refused", because: "80000 characters, 100 characters or less is wanted" },
  ]);
});
