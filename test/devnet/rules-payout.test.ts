import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { accountOf, comment, createPeopled, options, refusalOf, vote } from "./operations.ts";

const cashoutSeconds = 7 * 86_400;

let devnet: Devnet;

beforeEach(async () => {
  devnet = await createPeopled();
});
afterEach(() => devnet.close());

type Line = readonly [string, Readonly<Record<string, unknown>>];

/** What happened to an account without anybody's signature, oldest first. */
async function unsigned(account: string): Promise<readonly Line[]> {
  const { result } = await call(devnet.url, "condenser_api.get_account_history", [account, -1, 1000]);
  const lines = result as readonly [number, { virtual_op: boolean; op: Line }][];
  return lines.filter(([, { virtual_op: isVirtual }]) => isVirtual).map(([, { op }]) => op);
}

const account = (name: string) => accountOf(devnet, name);

function payOut(): void {
  devnet.mine();
  devnet.advance(cashoutSeconds);
}

describe("after seven days", () => {
  test("a post without votes is paid nothing, and its author is told so", async () => {
    payOut();
    expect(await unsigned("alice")).toEqual([["comment_payout_update", { author: "alice", permlink: "root" }]]);
  });

  test("half goes to the curators by weight, half to the author, part in HBD and part in stake", async () => {
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    devnet.broadcastAs("carol", [vote("carol", 5_000)]);
    payOut();
    const mine = { author: "alice", permlink: "root" };
    const claimed = { payout_must_be_claimed: true };
    expect((await unsigned("bob")).slice(1)).toEqual([
      ["curation_reward", { curator: "bob", reward: "1678.272132 VESTS", ...mine, ...claimed }],
    ]);
    expect((await unsigned("carol")).slice(1)).toEqual([
      ["curation_reward", { curator: "carol", reward: "839.136066 VESTS", ...mine, ...claimed }],
    ]);
    expect((await unsigned("alice")).slice(2)).toEqual([
      [
        "author_reward",
        {
          ...mine,
          hbd_payout: "0.187 HBD",
          hive_payout: "0.000 HIVE",
          vesting_payout: "1259.544916 VESTS",
          curators_vesting_payout: "2517.408198 VESTS",
          ...claimed,
        },
      ],
      [
        "comment_reward",
        {
          ...mine,
          payout: "0.748 HBD",
          author_rewards: 1_498,
          total_payout_value: "0.374 HBD",
          curator_payout_value: "0.374 HBD",
          beneficiary_payout_value: "0.000 HBD",
        },
      ],
      ["comment_payout_update", mine],
    ]);
  });

  test("beneficiaries have their share of the author's half, and who wants no HBD has more stake", async () => {
    const share = [[0, { beneficiaries: [{ account: "carol", weight: 5_000 }] }]];
    devnet.broadcastAs("alice", [options("alice", "root", { percent_hbd: 0, extensions: share })]);
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    payOut();
    const [reward] = await unsigned("carol");
    expect(reward).toMatchObject([
      "comment_benefactor_reward",
      { benefactor: "carol", author: "alice", permlink: "root", hbd_payout: "0.000 HBD" },
    ]);
    expect((await unsigned("alice")).map(([name]) => name)).toEqual([
      "effective_comment_vote",
      "comment_benefactor_reward",
      "author_reward",
      "comment_reward",
      "comment_payout_update",
    ]);
    const [alice, carol] = [await account("alice"), await account("carol")];
    expect(alice["reward_vesting_balance"]).toBe(carol["reward_vesting_balance"]);
    expect(alice["reward_hbd_balance"]).toBe("0.000 HBD");
  });

  test("a post that declined its payout, or is worth less than 0.020 HBD, pays nobody", async () => {
    devnet.broadcastAs("alice", [options("alice", "root", { max_accepted_payout: "0.000 HBD" })]);
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    devnet.broadcastAs("bob", [comment("bob", { permlink: "small" })]);
    devnet.broadcastAs("carol", [["vote", { voter: "carol", author: "bob", permlink: "small", weight: 100 }]]);
    payOut();
    expect((await unsigned("alice")).at(-1)).toEqual(["comment_payout_update", { author: "alice", permlink: "root" }]);
    expect((await unsigned("bob")).map(([name]) => name)).toEqual([
      "effective_comment_vote",
      "effective_comment_vote",
      "comment_payout_update",
    ]);
  });

  test("without curation rewards the curators' half goes to nobody", async () => {
    devnet.broadcastAs("alice", [options("alice", "root", { allow_curation_rewards: false })]);
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    payOut();
    expect((await unsigned("bob")).map(([name]) => name)).toEqual(["effective_comment_vote"]);
    expect((await unsigned("alice")).at(-2)).toMatchObject([
      "comment_reward",
      { payout: "0.249 HBD", curator_payout_value: "0.000 HBD" },
    ]);
  });

  test("each is paid once, also one that was deleted and written anew", async () => {
    devnet.broadcastAs("bob", [comment("bob")]);
    devnet.mine();
    devnet.broadcastAs("bob", [["delete_comment", { author: "bob", permlink: "post" }]]);
    devnet.advance(300);
    devnet.broadcastAs("bob", [comment("bob")]);
    payOut();
    payOut();
    const updates = (await unsigned("bob")).filter(([name]) => name === "comment_payout_update");
    expect(updates).toHaveLength(1);
  });
});

describe("what was earned", () => {
  const claim = (fields: Record<string, unknown>): string | undefined =>
    refusalOf(devnet, "alice", [
      "claim_reward_balance",
      {
        account: "alice",
        reward_hive: "0.000 HIVE",
        reward_hbd: "0.000 HBD",
        reward_vests: "0.000000 VESTS",
        ...fields,
      },
    ]);

  beforeEach(() => {
    devnet.broadcastAs("bob", [vote("bob", 10_000)]);
    payOut();
  });

  test("waits until it is claimed, in parts if one likes, and never more than there is", async () => {
    const before = await account("alice");
    expect(before).toMatchObject({
      hbd_balance: "100.000 HBD",
      reward_hbd_balance: "0.124 HBD",
      reward_vesting_balance: "839.136066 VESTS",
    });
    expect(claim({ reward_hbd: "0.125 HBD" })).toContain("Cannot claim that much HBD. Claim: ");
    expect(claim({ reward_hbd: "0.100 HBD" })).toBeUndefined();
    expect(claim({ reward_vests: "839.136066 VESTS" })).toBeUndefined();
    expect(claim({ reward_vests: "0.000001 VESTS" })).toContain("Cannot claim that much VESTS.");
    expect(await account("alice")).toMatchObject({
      hbd_balance: "100.100 HBD",
      reward_hbd_balance: "0.024 HBD",
      reward_vesting_balance: "0.000000 VESTS",
      reward_vesting_hive: "0.000 HIVE",
      vesting_shares: "100000839.136066 VESTS",
    });
  });

  test("raises the voting mana with the stake", async () => {
    claim({ reward_vests: "839.136066 VESTS" });
    expect(await account("alice")).toMatchObject({
      voting_manabar: { current_mana: 100_000_839_136_066 },
      downvote_manabar: { current_mana: 25_000_209_784_016 },
    });
  });
});
