import { expect, test } from "vitest";
import { decisionLengths } from "../../src/decision/decision.ts";
import { supportedOpening } from "../../src/policy/opening-rules.ts";

const source = "Bees carry pollen. The hive has 2 queens.";
const opening = (title: string, body: string) => supportedOpening({ reason: "r", post: { title, body } }, source).post;

test("sentences that no post supports are left out of an opening, the others stay as they are", () => {
  expect(opening("Bees", "Bees carry pollen. The hive has 7 queens.\n\nThe hive has 2 queens.")).toEqual({
    title: "Bees",
    body: "Bees carry pollen.\n\nThe hive has 2 queens.",
  });
});

test("what the grammar ended in the middle of a sentence ends with the sentence before", () => {
  const body = "Bees carry the pollen. ".repeat(100).slice(0, decisionLengths.body);
  expect(body.endsWith(".")).toBe(false);
  expect(opening("Bees", body)?.body).toBe("Bees carry the pollen. ".repeat(65).trim());
  const words = "bees carry pollen and ".repeat(20).slice(0, decisionLengths.thread);
  const { thread } = supportedOpening({ reason: "r", thread: { body: words } }, source);
  expect(thread?.body.endsWith("…")).toBe(true);
  expect(words).toContain(thread?.body.slice(0, -1));
});

test("a title that the grammar ended in the middle of a word ends with the word before", () => {
  const title = "bees carry pollen and ".repeat(10).slice(0, decisionLengths.title);
  const cut = opening(title, "Bees carry pollen.")?.title ?? "";
  expect(cut.endsWith("…")).toBe(true);
  expect(title.split(" ")).toContain(cut.slice(0, -1).split(" ").at(-1));
});

test("an opening that is whole stays whole, however long it is", () => {
  const body = `${"Bees carry the pollen. ".repeat(100).slice(0, decisionLengths.body - 1)}.`;
  expect(opening("Bees", body)?.body).toBe(body);
});
