import { expect, test } from "vitest";
import { parseModelReference } from "../../src/model/model-reference.ts";
import { listedModels, suggestModel } from "../../src/model/model-suggestions.ts";

const memory = (gigabytes: number) => ({ total: gigabytes * 1e9, free: gigabytes * 1e9 });

test("every listed model can be pulled, and needs more memory than its file is large", () => {
  const { all } = suggestModel({ memory: memory(64), threads: 4 });
  expect(all).toHaveLength(listedModels.length);
  for (const model of all) {
    expect(parseModelReference(model.use)).toMatchObject({ kind: "hub", want: { quantisation: "Q4_K_M" } });
    expect(model.memory).toBeGreaterThan(model.bytes);
  }
});

test("more memory and more threads are never answered with a weaker model", () => {
  const title = (gigabytes: number, threads: number): string =>
    suggestModel({ memory: memory(gigabytes), threads }).best?.title ?? "none";
  const titles = listedModels.map((model) => model.title);
  for (const threads of [1, 3, 7, 15]) {
    const ranks = [2, 4, 8, 16].map((gigabytes) => titles.indexOf(title(gigabytes, threads)));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  }
  for (const gigabytes of [2, 4, 8, 16]) {
    const ranks = [1, 3, 7, 15].map((threads) => titles.indexOf(title(gigabytes, threads)));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  }
});

test("a machine that is too small for all of them is proposed none", () => {
  expect(suggestModel({ memory: memory(1), threads: 4 }).best).toBeUndefined();
});

test("a machine that answers too slowly with any is still proposed the smallest that fits", () => {
  const { best } = suggestModel({ memory: memory(64), threads: 0.1 });
  expect(best?.title).toBe(listedModels[0]?.title);
});
