import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { comment, createPeopled, options, reply, refusalOf as refused } from "./operations.ts";

let devnet: Devnet;

beforeEach(async () => {
  devnet = await createPeopled();
});
afterEach(() => devnet.close());

function refusalOf(account: string, ...operations: readonly WireOperation[]): string | undefined {
  return refused(devnet, account, ...operations);
}

describe("a comment is refused when", () => {
  const cases: readonly [string, WireOperation, string][] = [
    ["its body is empty", reply("bob", { body: "" }), "body.size() > 0: Body is empty"],
    [
      "its title has 256 bytes",
      reply("bob", { title: "é".repeat(128) }),
      "Title size limit exceeded. Max: 255 Current: 256",
    ],
    ["its permlink has 256 characters", reply("bob", { permlink: "p".repeat(256) }), "permlink is too long"],
    ["it has no permlink", reply("bob", { permlink: "" }), "Permlink is not a valid size."],
    ["its permlink has a capital letter", reply("bob", { permlink: "Re" }), "Invalid permlink character: R"],
    ["its category has an underscore", comment("bob", { parent_permlink: "my_tag" }), "Invalid permlink character: _"],
    ["its metadata is no JSON", reply("bob", { json_metadata: "not json" }), "JSON is not valid JSON"],
    [
      "its parent is not there",
      reply("bob", { parent_permlink: "none" }),
      "Comment with `id`/`permlink` 2/none not found",
    ],
    ["its parent's author does not exist", reply("bob", { parent_author: "nobody" }), "Account nobody doesn't exist"],
    ["its author cannot be a name", reply("A"), "Account name 'A' is too short. Use at least 3 characters."],
  ];

  test.for(cases)("%s", ([, operation, text]) => {
    expect(refusalOf("bob", operation)).toContain(text);
  });

  test("its author wrote another root post in the last five minutes", () => {
    const again = comment("alice", { permlink: "second" });
    devnet.advance(297);
    expect(refusalOf("alice", again)).toContain("You may only post once every 5 minutes.");
    devnet.advance(6);
    expect(refusalOf("alice", again)).toBeUndefined();
  });

  test("its author wrote another comment in the same block", () => {
    expect(refusalOf("bob", reply("bob"))).toBeUndefined();
    expect(refusalOf("bob", reply("bob", { permlink: "re-2" }))).toContain(
      "You may only comment once every 3 seconds.",
    );
    devnet.mine();
    expect(refusalOf("bob", reply("bob", { permlink: "re-2" }))).toBeUndefined();
  });

  test("it would be the 256th level of replies", () => {
    let parent = reply("bob", { permlink: "level-1" });
    for (let level = 2; level <= 256; level += 1) {
      expect(refusalOf("bob", parent)).toBeUndefined();
      devnet.mine();
      parent = reply("bob", {
        parent_author: "bob",
        parent_permlink: `level-${level - 1}`,
        permlink: `level-${level}`,
      });
    }
    expect(refusalOf("bob", parent)).toContain(
      "parent.get_depth() < depth_limit: Comment is nested 255 posts deep, maximum depth is 255.",
    );
  });

  test("it is too soon, whatever else is wrong with its permlink", () => {
    devnet.broadcastAs("bob", [reply("bob")]);
    expect(refusalOf("bob", reply("bob", { permlink: "Re" }))).toContain("You may only comment once every 3 seconds.");
  });

  test("the post it answers was deleted, and it may be written once that is there again", () => {
    devnet.broadcastAs("alice", [["delete_comment", { author: "alice", permlink: "root" }]]);
    expect(refusalOf("bob", reply("bob"))).toContain("Comment with `id`/`permlink` 2/root not found");
    expect(refusalOf("alice", comment("alice", { permlink: "root" }))).toContain("once every 5 minutes");
    devnet.advance(303);
    expect(refusalOf("alice", comment("alice", { permlink: "root" }))).toBeUndefined();
    expect(refusalOf("bob", reply("bob"))).toBeUndefined();
  });
});

describe("an edit", () => {
  const read = async (author: string, permlink: string): Promise<unknown> =>
    (await call(devnet.url, "bridge.get_post", { author, permlink })).result;

  test("replaces the text of the comment with the same permlink and makes no second one", async () => {
    devnet.broadcastAs("bob", [reply("bob")]);
    devnet.mine();
    devnet.broadcastAs("bob", [reply("bob", { body: "Better" })]);
    devnet.mine();
    expect(await read("bob", "re")).toMatchObject({ body: "Better" });
    expect(await read("alice", "root")).toMatchObject({ children: 1 });
  });

  test("cannot move a comment to another parent", () => {
    devnet.broadcastAs("bob", [reply("bob")]);
    devnet.broadcastAs("carol", [reply("carol")]);
    devnet.mine();
    const text = "The parent of a comment cannot change.";
    expect(refusalOf("bob", reply("bob", { parent_author: "carol", parent_permlink: "re" }))).toContain(text);
    expect(refusalOf("bob", comment("bob", { permlink: "re" }))).toContain(text);
  });

  test("waits for the block after a new comment of its author, a new comment does not wait for an edit", () => {
    devnet.broadcastAs("bob", [reply("bob")]);
    devnet.mine();
    devnet.broadcastAs("bob", [reply("bob", { permlink: "re-2" })]);
    expect(refusalOf("bob", reply("bob", { body: "Better" }))).toContain("one comment edit per block");
    devnet.mine();
    devnet.broadcastAs("bob", [reply("bob", { body: "Better" })]);
    expect(refusalOf("bob", reply("bob", { permlink: "re-3" }))).toBeUndefined();
  });

  test("is possible after the payout, as is a reply, but not options or deletion", () => {
    devnet.advance(7 * 86_400);
    expect(refusalOf("alice", comment("alice", { permlink: "root", body: "Late" }))).toBeUndefined();
    expect(refusalOf("bob", reply("bob"))).toBeUndefined();
    expect(refusalOf("alice", options("alice", "root"))).toContain("for comment that is paid out is forbidden");
    expect(refusalOf("alice", ["delete_comment", { author: "alice", permlink: "root" }])).toContain(
      "Cannot delete comment after payout.",
    );
  });

  test("is possible once a block", () => {
    expect(refusalOf("alice", comment("alice", { permlink: "root", body: "One" }))).toBeUndefined();
    expect(refusalOf("alice", comment("alice", { permlink: "root", body: "Two" }))).toContain(
      "Can only perform one comment edit per block.",
    );
  });
});
