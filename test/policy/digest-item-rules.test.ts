import { expect, test } from "vitest";
import type { DigestItem } from "../../src/decision/digest-item.ts";
import { itemFault, supportedItem } from "../../src/policy/digest-item-rules.ts";

const source =
  "A month of running a witness\n\nA cheap battery saves more blocks than a fast\nprocessor. I missed 2 blocks. See https://x.example now.";
const surroundings = { sources: [source], linkHosts: [], mayMention: ["alice"], prompts: [], lastSaid: [] };
const item: DigestItem = {
  quote: "A cheap battery saves more blocks than a fast processor.",
  headline: "A cheap battery saves blocks",
  summary: "A witness missed 2 blocks.",
  keyPoints: [],
  topic: "hive",
};
const faultOf = (changes: Partial<DigestItem>): string | undefined =>
  itemFault({ ...item, ...changes }, source, surroundings);
const supported = (changes: Partial<DigestItem>): DigestItem =>
  supportedItem({ ...item, ...changes }, source, surroundings);

test("a quote may break its lines otherwise than the post, and nothing else", () => {
  expect(faultOf({})).toBeUndefined();
  expect(faultOf({ quote: "A cheap battery saves more blocks than a slow processor." })).toContain("word for word");
  expect(faultOf({ quote: " \n " })).toContain("word for word");
});

test("a quote begins and ends where words do", () => {
  for (const quote of ["heap battery saves more blocks", "A cheap battery saves more blo", "t"])
    expect(faultOf({ quote })).toContain("word for word");
  for (const quote of ["cheap battery", "processor", "I missed 2 blocks"]) expect(faultOf({ quote })).toBeUndefined();
  // Where no blanks are put between words, a word is what Unicode's rules make of it.
  const japanese = "蜂は花粉を運ぶ。";
  expect(itemFault({ quote: "花粉を運ぶ。", headline: "花粉" }, japanese, surroundings)).toBeUndefined();
});

test("a headline says nothing that the post does not", () => {
  expect(faultOf({ headline: "A battery saves 20 blocks" })).toContain("the headline says 20");
});

test("neither quote nor headline leads anywhere", () => {
  expect(faultOf({ quote: "See https://x.example now." })).toContain("link");
  expect(faultOf({ headline: "www.x.example" })).toContain("link");
});

test("a name that the post does not have, in whichever way, is refused by its rule", () => {
  expect(faultOf({ headline: "A battery, says @bob" })).toBeDefined();
});

test("of summary and key points only the sentences stay that the post supports", () => {
  const summary = "A witness missed 2 blocks. It missed 200 blocks in Berlin. Batteries are cheap.";
  const keyPoints = ["Buy one from Elon Musk.", "Missed 2 blocks.", "Go to https://x.example now."];
  expect(supported({ summary, keyPoints })).toMatchObject({
    summary: "A witness missed 2 blocks. Batteries are cheap.",
    keyPoints: ["Missed 2 blocks."],
  });
});

test("nothing is said twice", () => {
  const summary = `${item.quote} ${item.headline}. A witness missed 2 blocks.`;
  expect(supported({ summary, keyPoints: ["A witness missed 2 blocks!"] })).toMatchObject({
    summary: "A witness missed 2 blocks.",
    keyPoints: [],
  });
});

test("a text that the grammar ended in the middle of a sentence loses that piece", () => {
  const whole = "A witness missed 2 blocks.";
  const summary = `${whole} ${"The battery is cheap and ".repeat(20)}`.slice(0, 300);
  expect(supported({ summary }).summary).toBe(whole);
});
