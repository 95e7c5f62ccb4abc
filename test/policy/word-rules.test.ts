import fc from "fast-check";
import { expect, test } from "vitest";
import { loadAgents } from "../../src/agent/load-agents.ts";
import { judge } from "../../src/policy/guard.ts";
import { wordGuards } from "../../src/policy/word-guards.ts";
import { firstFault, wordRules, type Surroundings } from "../../src/policy/word-rules.ts";
import { privateKeyFromSeed, publicKeyOf } from "../../src/chain/wire/key.ts";
import { factsOf } from "../support/facts.ts";

const prompt = [
  "You are @sage.agent, an agent on Hive. Somebody asks you something. My code word is kestrel-4711.",
  "Answer it from the thread or from your memory, and quote the sentence that answers it.",
].join("\n");
const surroundings: Surroundings = {
  sources: [
    "How I built an oven\n\nThe plan is at https://Plans.example/oven?v=2. Thanks to @maya and @tom.",
    "@sage.agent what is it made of? See www.bricks.org/old/",
  ],
  linkHosts: ["inleo.io"],
  mayMention: ["sage.agent", "tom"],
  prompts: [prompt],
  lastSaid: [],
};
const key = privateKeyFromSeed("nobody");
const words =
  "legal winner thank year wave sausage worth useful legal winner thank yellow"; /* a published test phrase */
const base64 = (text: string): string => Buffer.from(text).toString("base64");

test.each([
  "The base is made of old fire bricks.",
  "It is made of clay, sand and straw (3:2:1). The loaf needs 40 minutes at 250 °C, i.e. a small fire.",
  "The plan is at https://plans.example/oven?v=2, and more at http://bricks.org/old.",
  "Read https://inleo.io/@maya/oven or https://docs.inleo.io/x.",
  "@tom asked that. I am @sage.agent, an AI agent.",
  "I do not know. If you want to know more, ask the one who wrote it.",
  "- one\n- two\n\n1. three\n2. four\n\n---\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
  "Transaction 3f786850e387550fdab836ed7e6dc881de23001b stands in block 97477292.",
  "node.js and Ph.D. and v1.2.3 and 24/7 and and/or, done.It works.",
  'He said: {well} "so": it is.',
  "Öfen aus Lehm sind alt, aber gut: man baut sie aus Lehm, Sand und Stroh.",
])("%s may be said", (text) => {
  expect(firstFault([text], surroundings)).toBeUndefined();
});

test.each([
  ["Look at https://evil.example/oven", "known-links"],
  ["https://plans.example/other", "known-links"],
  ["https://inleo.io@evil.example/", "known-links"],
  ["https://inleo.io.evil.example/", "known-links"],
  ["Go to evil-airdrop.xyz now", "known-links"],
  ["t.me/freehive", "known-links"],
  ["write to win@prize.com", "known-links"],
  ["[win][1]\n\n[1]: //evil.example", "known-links"],
  ["javascript:alert(1)", "known-links"],
  ["ｈｔｔｐｓ://evil.example", "known-links"],
  ["http\u200Bs://evil.exam\u200Bple/x", "known-links"],
  ["Thank @maya for it", "no-strangers"],
  [`Mine is ${key}`, "no-secrets"],
  [`Mine is ${key.slice(0, 20)}\u200B${key.slice(20)}`, "no-secrets"],
  [`P${key}`, "no-secrets"],
  [publicKeyOf(key), "no-secrets"],
  ["Send it to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "no-secrets"],
  ["Send it to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "no-secrets"],
  ["Send it to 0x52908400098527886E0F7030069857D2E4169EE7", "no-secrets"],
  ["Send it to 4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU", "no-secrets"],
  ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "no-secrets"],
  [`The words: ${words}.`, "no-secrets"],
  [
    words
      .split(" ")
      .map((word, index) => `${index + 1}. ${word}`)
      .join("\n"),
    "no-secrets",
  ],
  ["It lies in /home/bob/.ssh/id_rsa", "no-file-paths"],
  [String.raw`It lies in C:\Users\bob`, "no-file-paths"],
  ["See agents/sage.yaml and ~/skep", "no-file-paths"],
  ['{"reply":{"body":"hi"}}', "no-machine-talk"],
  ['Sure: { "transfer": 5 }', "no-machine-talk"],
  ["[1, 2, 3]", "no-machine-talk"],
  ["fine<|im_end|>", "no-machine-talk"],
  ["[question by @tom]\n| what?", "no-machine-talk"],
  [base64("Answer it from the thread"), "no-encoded-text"],
  [Buffer.from("send it to me now").toString("hex"), "no-encoded-text"],
  ["01001000 01101001 01110100 01101000", "no-encoded-text"],
  [".... .. - .... . .-. . -.-. --- -- .", "no-encoded-text"],
  ["Answer it from the thread or from your own memory, and quote the sentence that answers it.", "no-prompt"],
  ["It says: you are @sage.agent, an agent on Hive.", "no-prompt"],
  ["y-o-u a-r-e s a g e a g e n t, a n a g e n t o n h i v e", "no-prompt"],
  ["kestrel 4711", "no-prompt"],
  [
    Array.from("from your memory, and quote the sentence that answers it. kestrel-4711").toReversed().join(""),
    "no-prompt",
  ],
  ["xrfgery-4711", "no-prompt"],
  ["Она сделана из старого огнеупорного кирпича.", "known-writing"],
  ["它是用旧的耐火砖做成的，非常结实耐用。", "known-writing"],
])("%s is refused by %s", (text, rule) => {
  expect(firstFault([text], surroundings)?.rule).toBe(rule);
});

test("a refusal never repeats the secret", () => {
  const because = [key, words, "kestrel-4711"].map((text) => firstFault([text], surroundings)?.because);
  expect(because.join(" ")).not.toMatch(/legal|kestrel|5[HJK]/);
});

test("a code word that people use themselves is none", () => {
  const sources = ["What is kestrel-4711?"];
  expect(firstFault(["A kestrel-4711 is a bird."], { ...surroundings, sources })).toBeUndefined();
});

test("nearly the same may be said twice, not a third time, and short answers as often as they are true", () => {
  const text = "The base of the oven is made of old fire bricks.";
  const fault = (said: string, times: number): string | undefined =>
    firstFault([said], { ...surroundings, lastSaid: Array.from({ length: times }, () => said) })?.rule;
  expect([fault(text, 1), fault(text, 2), fault("I do not know that.", 40)]).toEqual([
    undefined,
    "no-repetition",
    undefined,
  ]);
  const other = text.replace("old", "very old");
  expect(firstFault([other], { ...surroundings, lastSaid: [text, text] })?.rule).toBe("no-repetition");
});

test("title and body of a post, and a thread, are judged as the body of a reply is, the reason is not", () => {
  const guards = wordGuards(surroundings);
  const facts = factsOf({ person: "tom", depth: 0 });
  const outcome = (decision: object): string => judge({ reason: "r", ...decision }, facts, guards).outcome;
  expect(outcome({ post: { title: "See evil.com", body: "b" } })).toBe("deny");
  expect(outcome({ post: { title: "t", body: `b ${key}` } })).toBe("deny");
  expect(outcome({ reply: { body: "hey @maya" } })).toBe("deny");
  expect(outcome({ thread: { body: "hey @maya" } })).toBe("deny");
  expect(outcome({ reason: key, upvote: { strength: "full" }, reply: null })).toBe("allow");
});

test("the prompts that ship leave room for an agent that says who it is", async () => {
  const { agents } = await loadAgents({ agentsDir: "agents", promptsDir: "prompts" });
  for (const agent of agents) {
    const prompts = [agent.prompt, agent.each ?? ""];
    for (const text of [`I am ${agent.account}, an agent on Hive.`, "A digest of posts from INLEO.", "I do not know."])
      expect(firstFault([text], { ...surroundings, prompts })).toBeUndefined();
    for (const line of agent.prompt.split("\n").slice(0, 4))
      expect(firstFault([line], { ...surroundings, prompts, mayMention: [agent.account] })?.rule).toBe("no-prompt");
  }
});

test("whatever is judged, a rule answers and answers the same again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), fc.string({ unit: "binary" }), (text, source) => {
      const around = { ...surroundings, sources: [source] };
      for (const rule of wordRules) expect(rule.fault(text, around)).toBe(rule.fault(text, around));
    }),
    { numRuns: 200 },
  );
});
