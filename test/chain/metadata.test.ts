import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMetadata } from "../../src/chain/metadata.ts";

test.each([
  ['{"app":"peakd/2024.4.3","tags":["hive","art"]}', { app: "peakd/2024.4.3", tags: ["hive", "art"], aiTools: false }],
  ['{"app":"skep/0.1.0","ai_tools":{"post_draft":true}}', { app: "skep/0.1.0", tags: [], aiTools: true }],
  ['{"app":{"name":"x"},"tags":"one, two"}', { app: "", tags: ["one", "two"], aiTools: false }],
  ['{"tags":[1,"ok",null]}', { app: "", tags: ["ok"], aiTools: false }],
  ["", { app: "", tags: [], aiTools: false }],
  ["[1]", { app: "", tags: [], aiTools: false }],
  ["{'single':1}", { app: "", tags: [], aiTools: false }],
])("%s is read as far as it can be", (raw, metadata) => {
  expect(parseMetadata(raw)).toEqual(metadata);
});

test("nothing that stands on chain makes it throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.jsonValue()), (raw) => {
      expect(parseMetadata(raw)).toHaveProperty("tags");
    }),
  );
});
