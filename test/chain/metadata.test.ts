import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMetadata } from "../../src/chain/metadata.ts";

const nothing = { app: "", tags: [], aiTools: false, isCrossPost: false, canonicalUrl: "" };

test.each([
  ['{"app":"peakd/2024.4.3","tags":["hive","art"]}', { app: "peakd/2024.4.3", tags: ["hive", "art"] }],
  ['{"app":"skep/0.1.0","ai_tools":{"post_draft":true}}', { app: "skep/0.1.0", aiTools: true }],
  ['{"app":{"name":"x"},"tags":"one, two"}', { tags: ["one", "two"] }],
  ['{"tags":[1,"ok",null]}', { tags: ["ok"] }],
  ['{"tags":["cross-post"]}', { tags: ["cross-post"], isCrossPost: true }],
  ['{"original_author":"alice"}', { isCrossPost: true }],
  ['{"canonical_url":"https://inleo.io/@alice/p"}', { canonicalUrl: "https://inleo.io/@alice/p" }],
  ["", {}],
  ["[1]", {}],
  ["{'single':1}", {}],
])("%s is read as far as it can be", (raw, metadata) => {
  expect(parseMetadata(raw)).toEqual({ ...nothing, ...metadata });
});

test("nothing that stands on chain makes it throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.jsonValue()), (raw) => {
      expect(parseMetadata(raw)).toHaveProperty("tags");
    }),
  );
});
