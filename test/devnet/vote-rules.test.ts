import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { createPeopled, options, vote, refusalOf as refused } from "./operations.ts";

let devnet: Devnet;

beforeEach(async () => {
  devnet = await createPeopled();
});
afterEach(() => devnet.close());

function refusalOf(account: string, ...operations: readonly WireOperation[]): string | undefined {
  return refused(devnet, account, ...operations);
}

describe("a vote", () => {
  const mana = async (name: string): Promise<unknown> => {
    const { result } = await call(devnet.url, "database_api.find_accounts", { accounts: [name] });
    const [account] = (result as { accounts: { voting_manabar: { current_mana: number } }[] }).accounts;
    return account?.voting_manabar.current_mana;
  };

  test("costs 2 % of the maximum at full weight, whatever is left", async () => {
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    devnet.broadcastAs("bob", [vote("bob", 9_999)]);
    devnet.mine();
    expect(await mana("bob")).toBe(100_000_000_000_000 - 2_000_000_000_000 - 1_999_800_000_000);
  });

  test("is refused when it is identical, 0 at first, out of range or on nothing", () => {
    devnet.broadcastAs("bob", [vote("bob", 5000)]);
    expect(refusalOf("bob", vote("bob", 5000))).toContain(
      "Your current vote on this comment is identical to this vote.",
    );
    expect(refusalOf("carol", vote("carol", 0))).toContain("Vote weight cannot be 0.");
    expect(refusalOf("carol", vote("carol", 10_001))).toContain("Weight is not a HIVE percentage");
    expect(refusalOf("carol", vote("carol", 1, "none"))).toContain("/none not found");
  });

  test("is refused when the mana is gone", () => {
    for (let index = 0; index < 50; index += 1)
      devnet.broadcastAs("bob", [vote("bob", index % 2 === 0 ? 10_000 : 9_999)]);
    expect(refusalOf("bob", vote("bob", 10_000))).toContain("Account does not have enough mana to vote.");
  });

  test("without stake may go up for nothing but not down", () => {
    expect(refusalOf("poor", vote("poor", 100))).toBeUndefined();
    expect(refusalOf("poor", vote("poor", -100))).toContain(
      "Account does not have enough mana to downvote. voting_mana: 0 downvote_mana: 0 required_mana: 0",
    );
  });

  test("down drinks from its own pool, then from the other, and is refused when it would empty both", () => {
    for (let pair = 0; pair < 31; pair += 1) devnet.broadcastAs("bob", [vote("bob", -10_000), vote("bob", -9_999)]);
    const left = 125_000_000_000_000 - 31 * 2_000_000_000_000 - 31 * 1_999_800_000_000;
    expect(refusalOf("bob", vote("bob", -10_000))).toContain(
      `Account does not have enough mana to downvote. voting_mana: ${left} downvote_mana: 0 required_mana: 2000000000000`,
    );
  });

  test("that was taken back still counts as a vote for options, and may be cast again", () => {
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    devnet.broadcastAs("bob", [vote("bob", 0)]);
    expect(refusalOf("bob", vote("bob", 0))).toContain("Your current vote on this comment is identical to this vote.");
    expect(refusalOf("alice", options("alice", "root", { allow_votes: false }))).toContain(
      "One of the included comment options requires the comment to have no rshares allocated to it.",
    );
    expect(refusalOf("bob", vote("bob", -1))).toBeUndefined();
  });

  test("on a comment that allows none may only go down", () => {
    devnet.broadcastAs("alice", [options("alice", "root", { allow_votes: false })]);
    expect(refusalOf("bob", vote("bob", 1))).toContain("Votes are not allowed on the comment.");
    expect(refusalOf("bob", vote("bob", -1))).toBeUndefined();
    devnet.advance(7 * 86_400);
    expect(refusalOf("carol", vote("carol", 1))).toBeUndefined();
  });

  test("in the last twelve hours counts in proportion to the time left, and costs the same", async () => {
    devnet.advance(7 * 86_400 - 3 - 6 * 3_600);
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    devnet.mine();
    expect(await mana("bob")).toBe(98_000_000_000_000);
    const { result } = await call(devnet.url, "database_api.get_comment_pending_payouts", {
      comments: [["alice", "root"]],
    });
    expect(result).toMatchObject({ cashout_infos: [{ cashout_info: { net_rshares: 999_975_000_000 } }] });
  });

  test("on a post that is paid out is taken and does nothing", async () => {
    devnet.advance(7 * 86_400);
    expect(refusalOf("bob", vote("bob", 10_000))).toBeUndefined();
    devnet.mine();
    const { result } = await call(devnet.url, "bridge.get_post", { author: "alice", permlink: "root" });
    expect(result).toMatchObject({ is_paidout: true, payout: 0, stats: { total_votes: 0 } });
    expect(await mana("bob")).toBe(100_000_000_000_000);
  });
});
