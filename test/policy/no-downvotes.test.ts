import fc from "fast-check";
import { expect, test } from "vitest";
import { plan, type Target } from "../../src/action/plan.ts";
import { limitsFile, limitsOf } from "../../src/agent/limits-file.ts";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { allCapabilities, decisionSchema, parseOutput } from "../../src/decision/decision.ts";
import { grammarSchema } from "../../src/decision/grammar-schema.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";

const share = fc
  .tuple(fc.nat(110), fc.nat(99))
  .map(([whole, hundredths]) => `${whole}.${String(hundredths).padStart(2, "0")}%`);
const text = fc.oneof(
  share,
  fc.tuple(share, share).map((both) => both.join("..")),
  fc.constantFrom("0%", "-5%", "0%..10%", "10%..5%", "-10%..10%", "5%..", "..5%", "5%..6%..7%", "25", "", "101%"),
  fc.string(),
);

test("no capability, and no field of a decision, is or holds a downvote", () => {
  expect(allCapabilities).not.toContain("downvote");
  const schema = JSON.stringify(grammarSchema(decisionSchema(allCapabilities, { remembers: true })));
  expect(schema).not.toMatch(/"(?:number|integer)"|"-\d|down/i); // no number that could be a negative one
  for (const upvote of [
    '{"strength":"none"}',
    '{"strength":-1}',
    '{"weight":-10000}',
    '{"strength":"full","weight":-1}',
  ])
    expect(() => parseOutput(`{"reason":"r","score":"0","upvote":${upvote}}`, decisionSchema(["upvote"]))).toThrow(
      /upvote/,
    );
});

test("whatever an agent file says of weights is refused or above 0 and at most 100%, the lighter first", () => {
  let accepted = 0;
  fc.assert(
    fc.property(text, (upvoteWeight) => {
      const parsed = limitsFile.safeParse({ upvoteWeight });
      if (!parsed.success) return;
      accepted += 1;
      const { light, normal, full } = limitsOf(parsed.data).upvoteWeight;
      for (const weight of [light, normal, full]) {
        expect(Number.isInteger(weight)).toBe(true);
        expect(weight).toBeGreaterThan(0);
        expect(weight).toBeLessThanOrEqual(10_000);
      }
      expect(light <= normal && normal <= full).toBe(true);
      for (const strength of ["light", "normal", "full"] as const)
        expect(weightPlanned(strength, upvoteWeight)).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

test.each(["0%", "0.00%", "-5%", "0%..10%", "10%..5%", "5%..", "..5%", "5%..6%..7%", "25", "101%", "-1%..1%"])(
  "a weight of %s is refused when the file is read",
  (upvoteWeight) => {
    expect(limitsFile.safeParse({ upvoteWeight }).error?.issues[0]?.message).toMatch(/above 0%, or a range/);
  },
);

test.each([0, -1, -10_000])("a vote of weight %d is not signed, wherever it came from", async (weight) => {
  await using devnet = await createDevnet({ interval: "manual", accounts: [{ name: "sage.agent" }] });
  const rpc = createRpcClient({ nodes: [devnet.url] });
  const keys = new Map([["sage.agent", devnet.keyOf("sage.agent", "posting")]]);
  const writer = createLiveWriter({ rpc, reader: createChainReader(rpc), keys, chainId: devnet.chainId });
  const vote = { type: "vote", voter: "sage.agent", author: "alice", permlink: "x", weight } as const;
  await expect(writer.sign("sage.agent", [vote], new AbortController().signal)).rejects.toMatchObject({
    code: "chain_rejected",
    message: expect.stringContaining("upvotes only"),
  });
});

function weightPlanned(strength: "light" | "normal" | "full", upvoteWeight: string): number {
  // What else a plan knows of is not for votes.
  const target = {
    signature: { account: "sage.agent", operator: "alice", model: "m" },
    post: { author: "tom", permlink: "question" },
    upvoteWeight: limitsOf(limitsFile.parse({ upvoteWeight })).upvoteWeight,
  } as unknown as Target;
  const [only] = plan({ reason: "r", score: "10", upvote: { strength } }, target);
  const [vote] = only?.operations ?? [];
  return vote?.type === "vote" ? vote.weight : 0;
}
