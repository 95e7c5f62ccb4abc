import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { createPeopled, customJson, options, reply, shares, vote, refusalOf as refused } from "./operations.ts";

let devnet: Devnet;

beforeEach(async () => {
  devnet = await createPeopled();
});
afterEach(() => devnet.close());

function refusalOf(account: string, ...operations: readonly WireOperation[]): string | undefined {
  return refused(devnet, account, ...operations);
}

describe("comment options", () => {
  test("decline the payout in the transaction of the comment", async () => {
    devnet.broadcastAs("bob", [reply("bob"), options("bob", "re", { max_accepted_payout: "0.000 HBD" })]);
    devnet.mine();
    devnet.broadcastAs("carol", [["vote", { voter: "carol", author: "bob", permlink: "re", weight: 10_000 }]]);
    devnet.mine();
    const { result } = await call(devnet.url, "bridge.get_post", { author: "bob", permlink: "re" });
    expect(result).toMatchObject({ max_accepted_payout: "0.000 HBD", payout: 0, stats: { total_votes: 1 } });
  });

  test("only ever lower what was set", () => {
    const accept = (payout: string): string | undefined =>
      refusalOf("alice", options("alice", "root", { max_accepted_payout: payout }));
    expect(accept("50.000 HBD")).toBeUndefined();
    expect(accept("51.000 HBD")).toContain("A comment cannot accept a greater payout.");
    expect(accept("1.000 HIVE")).toContain("Max accepted payout must be in HBD");
    devnet.broadcastAs("bob", [vote("bob", 100)]);
    expect(accept("0.000 HBD")).toContain("requires the comment to have no rshares allocated to it.");
  });

  test("name beneficiaries once, sorted, at most eight, who exist, before any vote", () => {
    const share = (...names: string[]): string | undefined =>
      refusalOf("alice", options("alice", "root", { extensions: shares(...names) }));
    expect(share("carol", "bob")).toContain("Beneficiaries must be specified in sorted order (account ascending)");
    expect(share("bob", "nobody")).toContain('Beneficiary "nobody" must exist.');
    const friends = Array.from("abcdefghi", (letter) => `friend-${letter}`);
    expect(share(...friends)).toContain("Cannot specify more than 8 beneficiaries.");
    expect(share(...friends.slice(1))).toBeUndefined();
    expect(share("bob")).toContain("Comment already has beneficiaries specified.");
  });
});

describe("other operations", () => {
  test("a comment with replies or votes cannot be deleted, one without can, and its permlink is free again", async () => {
    const remove = (name: string, permlink: string): string | undefined =>
      refusalOf(name, ["delete_comment", { author: name, permlink }]);
    devnet.broadcastAs("bob", [reply("bob")]);
    devnet.mine();
    expect(remove("alice", "root")).toContain("Cannot delete a comment with replies.");
    devnet.broadcastAs("carol", [["vote", { voter: "carol", author: "bob", permlink: "re", weight: 100 }]]);
    expect(remove("bob", "re")).toContain("Cannot delete a comment with net positive votes.");
    devnet.broadcastAs("carol", [["vote", { voter: "carol", author: "bob", permlink: "re", weight: 0 }]]);
    expect(remove("bob", "re")).toBeUndefined();
    devnet.mine();
    expect(await call(devnet.url, "bridge.get_post", { author: "bob", permlink: "re" })).toMatchObject({
      error: { code: -31999, message: "Invalid parameters", data: "Post bob/re was deleted 1 time(s)" },
    });
    expect(refusalOf("bob", reply("bob"))).toBeUndefined();
  });

  test("the sixth custom_json of an account in a block is refused", () => {
    for (let index = 0; index < 5; index += 1)
      expect(refusalOf("bob", customJson("bob", { id: `n${index}` }))).toBeUndefined();
    expect(refusalOf("bob", customJson("bob"))).toContain(
      "Account bob already submitted 5 custom json operation(s) this block.",
    );
    devnet.mine();
    expect(refusalOf("bob", customJson("bob"))).toBeUndefined();
  });

  test("a custom_json is held to its sizes and must be JSON", () => {
    const long = JSON.stringify("x".repeat(8192));
    expect(refusalOf("bob", customJson("bob", { json: long }))).toContain(
      "Operation JSON must be less than 8192 bytes.",
    );
    expect(refusalOf("bob", customJson("bob", { id: "i".repeat(33) }))).toContain("for fixed size string: (32)");
    expect(refusalOf("bob", customJson("bob", { json: "hello" }))).toContain("JSON is not valid JSON");
  });

  test("beneficiaries that are there already are the first thing that is wrong", () => {
    devnet.broadcastAs("alice", [options("alice", "root", { extensions: shares("bob") })]);
    const nine = shares(...Array.from("abcdefghi", (letter) => `friend-${letter}`));
    expect(refusalOf("alice", options("alice", "root", { extensions: nine }))).toContain(
      "Comment already has beneficiaries specified.",
    );
  });

  test("a custom_json counts before anything else is looked at, and its accounts need not be names", () => {
    for (let index = 0; index < 5; index += 1) devnet.broadcastAs("bob", [customJson("bob", { id: `n${index}` })]);
    const long = JSON.stringify("x".repeat(8192));
    expect(refusalOf("bob", customJson("bob", { json: long }))).toContain("already submitted 5 custom json");
    expect(refusalOf("bob", customJson("bob", { required_posting_auths: ["X"] }))).toContain("unknown key: X");
    const tooLong = { required_posting_auths: ["seventeen-letters"] };
    expect(refusalOf("bob", customJson("bob", tooLong))).toContain(
      "Input too large: `seventeen-letters` (17) for fixed size string: (16)",
    );
  });

  test.each<[method: string, params: unknown]>([
    ["database_api.find_accounts", { accounts: ["seventeen-letters"] }],
    ["rc_api.find_rc_accounts", { accounts: ["bob", "seventeen-letters"] }],
    ["condenser_api.get_accounts", [["seventeen-letters"]]],
    ["account_history_api.get_account_history", { account: "seventeen-letters" }],
    ["condenser_api.get_account_history", ["seventeen-letters", -1, 1]],
  ])("%s has no room for a name of more than 16 bytes", async (method, params) => {
    const { error } = await call(devnet.url, method, params);
    expect(error?.message).toContain("Input too large: `seventeen-letters` (17) for fixed size string: (16)");
  });

  test("a transfer looks at the sender's money before it looks for the receiver", () => {
    const send = (amount: string): string | undefined =>
      refusalOf("bob", ["transfer", { from: "bob", to: "nobody", amount, memo: "" }]);
    expect(send("1000.000 HBD")).toContain("Account bob does not have sufficient funds");
    expect(send("1.000 HBD")).toContain("Account nobody doesn't exist");
  });

  test("money cannot be sent that is not there", () => {
    const send = (amount: string): string | undefined =>
      refusalOf("bob", ["transfer", { from: "bob", to: "carol", amount, memo: "" }]);
    expect(send("60.000 HBD")).toBeUndefined();
    expect(send("60.000 HBD")).toContain("Account bob does not have sufficient funds for balance adjustment.");
  });

  test("an operation without a rule here says so, an unknown one too", () => {
    expect(refusalOf("bob", ["convert", { owner: "bob", requestid: 1, amount: "1.000 HBD" }])).toContain(
      "This dev chain has no rule for convert",
    );
    expect(refusalOf("bob", ["commment", {}])).toContain("Invalid operation name: commment");
  });

  test("a refused transaction leaves nothing behind", async () => {
    const good = reply("bob");
    expect(refusalOf("bob", good, vote("bob", 100), vote("bob", 100, "none"))).toContain("/none not found");
    devnet.mine();
    expect(await call(devnet.url, "bridge.get_post", { author: "bob", permlink: "re" })).toMatchObject({
      error: { message: "Assert Exception:Post bob/re does not exist" },
    });
    expect(refusalOf("bob", good, vote("bob", 100))).toBeUndefined();
  });

  test("resource credits run out for someone without stake and come back with time", () => {
    const long = { body: "x".repeat(20_000) };
    expect(refusalOf("poor", reply("poor", long))).toBeUndefined();
    devnet.mine();
    expect(refusalOf("poor", reply("poor", { ...long, permlink: "re-2" }))).toMatch(
      /Account: poor has \d+ RC, needs \d+ RC\. Please wait to transact or power up HIVE\./,
    );
    devnet.advance(5 * 86_400);
    expect(refusalOf("poor", reply("poor", { ...long, permlink: "re-2" }))).toBeUndefined();
  });
});
