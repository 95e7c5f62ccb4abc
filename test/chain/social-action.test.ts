import { expect, it } from "vitest";
import type { CustomJson } from "../../src/chain/operation.ts";
import { socialActionIn } from "../../src/chain/social-action.ts";

function customJson(value: unknown, id = "follow", signer = "alice"): CustomJson {
  const json = typeof value === "string" ? value : JSON.stringify(value);
  return { type: "customJson", requiredAuths: [], requiredPostingAuths: [signer], id, json };
}

it("reads follows and mutes, of one or of several", () => {
  const bob = { follower: "alice", following: "bob", what: ["blog"] };
  expect(socialActionIn(customJson(["follow", bob]))).toEqual({ type: "follow", ...bob, following: ["bob"] });
  const several = { follower: "alice", following: ["bob", "carol"], what: ["ignore"] };
  expect(socialActionIn(customJson(["follow", several]))).toEqual({ type: "follow", ...several });
  expect(socialActionIn(customJson(["follow", { ...bob, what: [""] }]))).toMatchObject({ what: [] });
});

it("reads reblogs under both ids, and those that are taken back", () => {
  const post = { account: "alice", author: "bob", permlink: "a-post" };
  const expected = { type: "reblog", ...post, isUndone: false };
  expect(socialActionIn(customJson(["reblog", post]))).toEqual(expected);
  expect(socialActionIn(customJson(["reblog", post], "reblog"))).toEqual(expected);
  expect(socialActionIn(customJson(["reblog", { ...post, delete: "delete" }]))).toMatchObject({ isUndone: true });
});

it.each([
  ["another id", customJson(["follow", { follower: "alice", following: "bob", what: ["blog"] }], "notify")],
  ["somebody else's name", customJson(["follow", { follower: "carol", following: "bob", what: ["blog"] }])],
  ["somebody else's reblog", customJson(["reblog", { account: "carol", author: "bob", permlink: "p" }])],
  ["no JSON", customJson("follow me")],
  ["another shape", customJson({ follow: "bob" })],
  ["nothing", customJson("")],
])("takes %s for nothing of the kind", (_, operation) => {
  expect(socialActionIn(operation)).toBeUndefined();
});
