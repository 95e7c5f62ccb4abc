import { expect, it } from "vitest";
import { blockNumberOf, refBlockOf } from "../../../src/chain/wire/block-id.ts";
import { legacyTransaction } from "../../../src/chain/wire/legacy-form.ts";
import { recoverPublicKeys } from "../../../src/chain/wire/recover.ts";
import { serializedSize, signingDigest, transactionId } from "../../../src/chain/wire/serialize.ts";
import { describeRecorded, listFixtures, readFixture } from "../../support/fixtures.ts";

const mirrornet = "mirrornet_blocks_97477292_97477298.json";
const mirrornetChain = "42".padEnd(64, "0");
const testnetChain = "18dcf0a285365fc58b71f18b3d3fec954aa0c141c44e4e5cb4cf777b9eab274e";

interface Recording {
  readonly request?: { readonly params?: unknown };
  readonly response?: {
    readonly result?: unknown;
    readonly error?: { readonly message: string; readonly data?: unknown };
  };
}

describeRecorded(mirrornet, "over recorded mirrornet blocks", () => {
  const { blocks } = readFixture<{
    blocks: { block_id: string; previous: string; transactions: unknown[]; transaction_ids: string[] }[];
  }>(mirrornet);
  const pairs = blocks.flatMap((block) =>
    block.transactions.map((transaction, index) => ({
      transaction: legacyTransaction(transaction),
      id: block.transaction_ids[index],
      holdsAssets: JSON.stringify(transaction).includes('"nai"'),
    })),
  );

  it("brings every transaction into the legacy form", () => {
    expect(pairs).toHaveLength(60);
    expect(JSON.stringify(pairs.map(({ transaction }) => transaction))).not.toContain('"nai"');
  });

  it("computes the recorded id of every transaction without assets, and another one for those with", () => {
    const same = pairs.filter(({ transaction, id }) => transactionId(transaction) === id);
    expect(same).toHaveLength(49);
    expect(same.some(({ holdsAssets }) => holdsAssets)).toBe(false);
  });

  it("recovers the one key that signed all of them", () => {
    const keys = pairs
      .filter(({ holdsAssets }) => !holdsAssets)
      .flatMap(({ transaction }) =>
        recoverPublicKeys(signingDigest(transaction, mirrornetChain), transaction.signatures),
      );
    expect(new Set(keys)).toEqual(new Set(["STM6LLegbAgLAy28EHrffBVuANFWcFgmqRMW13wBmTExqFE9SCkg4"]));
  });

  it("reads the block number from the id, and what a transaction refers to", () => {
    expect(blocks.map(({ block_id }) => blockNumberOf(block_id))).toEqual([97477292, 97477294, 97477296, 97477298]);
    const [first] = blocks;
    expect(refBlockOf(first?.previous ?? "")).toEqual({ ref_block_num: 25259, ref_block_prefix: 3049889562 });
  });
});

describeRecorded("hived-recorded", "over requests that a real node answered", () => {
  const recordings = listFixtures("hived-recorded").map((name) => ({
    name,
    ...readFixture<Recording>(`hived-recorded/${name}`),
  }));

  it("computes the id that the node found twice", () => {
    const duplicates = recordings.filter(({ response }) => response?.error?.message.includes("Duplicate transaction"));
    for (const { request, response } of duplicates) {
      const id = transactionId(legacyTransaction(sent(request?.params)));
      expect(JSON.stringify(response?.error?.data)).toContain(`"trx_id":"${id}"`);
    }
    expect(duplicates.length).toBeGreaterThanOrEqual(5);
  });

  it("computes the size that the node found too large", () => {
    const { message } = readFixture<{ message: string }>("hived-recorded/mainnet-props-body-65300.json");
    const comment = {
      parent_author: "carol",
      parent_permlink: "r2-mwru317y-1",
      author: "agentbot",
      permlink: "re-mwru317y-6",
      title: "",
      body: "x".repeat(65_300),
      json_metadata: '{"app":"probe/1","tags":["test"]}',
    };
    const size = serializedSize({
      ref_block_num: 232,
      ref_block_prefix: 1923794830,
      expiration: "2026-11-22T12:50:39",
      operations: [["comment", comment]],
      extensions: [],
      signatures: ["00".repeat(65)],
    });
    expect(message).toContain(`size = ${size}, limit 65280`);
  });

  it("recovers one key per author from what the node accepted", () => {
    const keys = new Map<string, Set<string>>();
    for (const { request, response } of recordings) {
      const raw = sent(request?.params);
      if (raw === undefined || response?.result === undefined) continue;
      const transaction = legacyTransaction(raw);
      const [operation] = transaction.operations;
      if (operation?.[0] !== "comment" || transaction.signatures.length !== 1) continue;
      const author = JSON.stringify(operation[1]["author"]);
      const digest = signingDigest(transaction, testnetChain);
      keys.set(author, new Set([...(keys.get(author) ?? []), ...recoverPublicKeys(digest, transaction.signatures)]));
    }
    expect(keys.size).toBeGreaterThanOrEqual(2);
    expect([...keys.values()].every((set) => set.size === 1)).toBe(true);
  });
});

/** The transaction in the parameters of a broadcast, if that is what they are. */
function sent(params: unknown): unknown {
  const transaction = Array.isArray(params) ? (params[0] as unknown) : (params as { trx?: unknown } | undefined)?.trx;
  return typeof transaction === "object" && transaction !== null && "operations" in transaction
    ? transaction
    : undefined;
}
