import fc from "fast-check";
import { expect, test } from "vitest";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { customJson, refusalOf } from "./operations.ts";
import { ask } from "./social-operations.ts";

const ids = ["follow", "reblog", "notify", "community"];
const words = [
  "follow",
  "reblog",
  "setLastRead",
  "subscribe",
  "setRole",
  "mutePost",
  "updateProps",
  "flagPost",
  "toString",
];
const names = ["alice", "bob", "nobody-here", "hive-167922", "", "__proto__"];

const value = fc.oneof(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 2 }));
const fields = fc.dictionary(
  fc.constantFrom(
    "follower",
    "following",
    "what",
    "account",
    "author",
    "permlink",
    "date",
    "community",
    "role",
    "notes",
    "props",
  ),
  value,
);
const json = fc.oneof(fc.jsonValue(), fields, fc.tuple(fc.constantFrom(...words), fields));

test("whatever stands in a custom_json of hivemind's, hivemind goes on answering", async () => {
  await using devnet = await createDevnet({
    interval: "manual",
    accounts: [{ name: "alice" }, { name: "bob" }],
    communities: [{ name: "hive-167922", title: "INLEO" }],
  });
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ids), json, async (id, content) => {
      // Some numbers and sizes the chain itself refuses.
      const operation = customJson("alice", { id, json: JSON.stringify(content) });
      if (refusalOf(devnet, "alice", operation) !== undefined) return;
      accepted += 1;
      devnet.mine();
      const profile = await ask(devnet, "bridge.get_profile", { account: "alice", observer: "bob" });
      expect(profile).toMatchObject({ name: "alice" });
      const told = await ask(devnet, "bridge.account_notifications", { account: "alice", min_score: 0 });
      expect(told === null || Array.isArray(told)).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(100);
  expect(await ask(devnet, "bridge.get_community", { name: "hive-167922" })).toMatchObject({ title: "INLEO" });
});
