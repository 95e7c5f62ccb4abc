import { describe, expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import type { Block } from "../../src/chain/block.ts";
import { decodeOperation } from "../../src/chain/decode.ts";
import { publicKeyOf } from "../../src/chain/wire/key.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { SkepError } from "../../src/shared/errors.ts";
import { alarmsIn } from "../../src/runtime/alarm.ts";
import { openHouse } from "../support/house.ts";

const watch = { downvotesBy: ["hivewatchers"], reputationBelow: undefined, reputationLoss: undefined };
// Only these fields are looked at.
const agents = [
  { name: "sage", account: "sage.agent", watch },
  { name: "digest", account: "inleo.digest", watch: { ...watch, downvotesBy: [] } },
] as unknown as readonly Agent[];

const blockOf = (name: string, fields: object): Block => ({
  number: 7,
  id: "7",
  previous: "6",
  timestamp: new Date(0),
  transactions: [{ id: "t", signatures: ["s"], operations: [decodeOperation([name, fields])] }],
});
const authority = { weight_threshold: 1, account_auths: [], key_auths: [["STM5…", 1]] };
const vote = { voter: "hivewatchers", author: "sage.agent", permlink: "re-x", weight: -100 };

test.each([
  ["account_update", { account: "sage.agent", memo_key: "STM8…", json_metadata: "" }, /memo key/],
  ["account_update", { account: "sage.agent", active: authority, memo_key: "STM8…" }, /active authority, memo key/],
  ["account_update2", { account: "sage.agent", posting: authority }, /posting authority/],
  ["account_update2_operation", { account: "sage.agent", owner: authority }, /owner authority/],
  ["change_recovery_account", { account_to_recover: "sage.agent", new_recovery_account: "eve" }, /recovery account/],
  ["request_account_recovery", { recovery_account: "eve", account_to_recover: "sage.agent" }, /owner authority/],
  ["recover_account", { account_to_recover: "sage.agent", new_owner_authority: authority }, /owner authority/],
  ["set_withdraw_vesting_route", { from_account: "sage.agent", to_account: "eve" }, /power down/],
  ["decline_voting_rights", { account: "sage.agent", decline: true }, /voting rights/],
  ["vote", vote, /@hivewatchers downvoted @sage.agent\/re-x in block 7/],
])("%s %j stops the agent", (name, fields, because) => {
  const block = blockOf(name.replace("_operation", ""), fields);
  expect(alarmsIn([block], agents)).toEqual([
    { agent: "sage", because: expect.stringMatching(because), isOfAccount: name !== "vote" },
  ]);
});

test.each([
  ["account_update2", { account: "sage.agent", posting_json_metadata: '{"profile":{}}', extensions: [] }],
  ["account_update2", { account: "bob", owner: authority }],
  ["change_recovery_account", { account_to_recover: "bob", new_recovery_account: "sage.agent" }],
  ["set_withdraw_vesting_route", { from_account: "eve", to_account: "sage.agent" }],
  ["vote", { ...vote, weight: 100 }],
  ["vote", { ...vote, voter: "eve" }],
  ["vote", { ...vote, author: "inleo.digest" }],
  ["transfer", { from: "eve", to: "sage.agent", amount: "1.000 HIVE", memo: "" }],
])("%s %j does not", (name, fields) => {
  expect(alarmsIn([blockOf(name, fields)], agents)).toEqual([]);
});

describe("a whole bot", () => {
  const forgetful = (agent: Agent): Agent => ({ ...agent, memory: { ...agent.memory, facts: false } });
  const nothing = '{"reason":"r","reply":null}';
  const sage = (agents: readonly Agent[]): Agent[] => agents.filter(({ name }) => name === "sage").map(forgetful);

  test("whose account may be in other hands pauses its agent, ends with that, and stays paused in its next life", async () => {
    const house = await openHouse({ script: () => nothing, agents: sage });
    house.devnet.broadcastAs("sage.agent", [
      ["account_update2", { account: "sage.agent", posting: keyOnly(house.devnet, "bob"), ...emptyMetadata }],
    ]);
    const error = await house.ended;
    expect(error).toBeInstanceOf(SkepError);
    expect(error).toMatchObject({ code: "account_alarm", message: expect.stringContaining("posting authority") });
    expect(await house.store.switches.readPauses()).toMatchObject([
      { agent: "sage", because: expect.stringMatching(/^account_update2 in block \d+ named @sage.agent's posting/) },
    ]);
    await house.startAgain();
    house.write("alice", "question", "@sage.agent what is it made of?");
    await house.told("job-accepted", { subject: "alice/question" });
    await house.read(house.devnet.head().number + 2);
    expect(await house.store.views.readJobs({ limit: 1 })).toMatchObject([{ state: "waiting" }]);
    await house.stop();
  });

  test("goes on with its other agents", async () => {
    const house = await openHouse({ script: () => nothing, agents: (all) => all.map(forgetful) });
    house.devnet.broadcastAs("inleo.digest", [
      [
        "account_update2",
        { account: "inleo.digest", memo_key: publicKeyOf(house.devnet.keyOf("bob", "memo")), ...emptyMetadata },
      ],
    ]);
    await house.told("agent-paused");
    house.write("alice", "question", "@sage.agent what is it made of?");
    await house.told("decision-judged", { agent: "sage" });
    expect((await house.store.switches.readPauses()).map(({ agent }) => agent)).toEqual(["inleo-digest"]);
  });

  test("is paused in the very block of a watched downvote", async () => {
    const house = await openHouse({
      script: () => '{"reason":"r","reply":{"body":"Of old fire bricks, as far as I can tell."}}',
      agents: (all) => sage(all).map((agent) => ({ ...agent, watch: { ...watch, downvotesBy: ["bob"] } })),
    });
    house.write("alice", "question", "@sage.agent what is it made of?");
    await house.told("transaction-confirmed");
    const [row] = await house.store.views.readOutbox({ limit: 1 });
    const [{ permlink }] = JSON.parse(row?.operations ?? "[]") as [{ permlink: string }];
    house.devnet.broadcastAs("bob", [["vote", { voter: "bob", author: "sage.agent", permlink, weight: -1 }]]);
    await house.told("agent-paused", { agent: "sage" });
    const [pause] = await house.store.switches.readPauses();
    expect(pause?.because).toMatch(/^@bob downvoted @sage.agent\/.* in block \d+$/);
  });
});

const emptyMetadata = { json_metadata: "", posting_json_metadata: "", extensions: [] };

/** An authority that the posting key of somebody else satisfies. */
function keyOnly(devnet: Devnet, account: string): object {
  const key = publicKeyOf(devnet.keyOf(account, "posting"));
  return { weight_threshold: 1, account_auths: [], key_auths: [[key, 1]] };
}
