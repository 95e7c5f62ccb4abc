import { afterEach, describe, expect, it } from "vitest";
import { checkPostingKey } from "../../src/chain/posting-key.ts";
import type { Account } from "../../src/chain/chain-reader.ts";
import type { ChainWriter } from "../../src/chain/chain-writer.ts";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { createRecordingWriter } from "../../src/chain/recording-writer.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { privateKeyFromSeed, publicKeyOf } from "../../src/chain/wire/key.ts";
import { legacyTransaction } from "../../src/chain/wire/legacy-form.ts";
import { recoverPublicKeys } from "../../src/chain/wire/recover.ts";
import { signingDigest, transactionId } from "../../src/chain/wire/serialize.ts";
import { type Reply, type RpcServer, startRpcServer } from "../support/rpc-server.ts";

const chainId = "be".repeat(32);
const wif = privateKeyFromSeed("sage posting");
const never = new AbortController().signal;
const headId = `00010064${"12345678".padEnd(32, "a")}`;
const lastId = `00010063${"78563412".padEnd(32, "a")}`;
const vote: Operation = { type: "vote", voter: "sage", author: "alice", permlink: "p", weight: 2500 };
const servers: RpcServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

/** A node that answers broadcasts so. */
async function node(broadcast: Reply = { result: {} }, irreversible = 0x10063): Promise<RpcServer> {
  const server = await startRpcServer(({ method }) => {
    if (method.includes("broadcast")) return broadcast;
    if (method.includes("get_block")) return { result: { block: { block_id: lastId } } };
    const head = { head_block_number: 0x10064, head_block_id: headId, time: "2026-01-01T00:00:00" };
    return { result: { ...head, last_irreversible_block_num: irreversible } };
  });
  servers.push(server);
  return server;
}

function writerOver(...nodes: readonly RpcServer[]): ChainWriter {
  const rpc = createRpcClient({ nodes: nodes.map(({ url }) => url), backoffMs: 1 });
  return createLiveWriter({ rpc, reader: createChainReader(rpc), keys: new Map([["sage", wif]]), chainId });
}

describe("the live writer", () => {
  it("signs so that the key of the account comes back from it", async () => {
    const signed = await writerOver(await node()).sign("sage", [vote], never);
    const transaction = legacyTransaction(JSON.parse(signed.wire));
    expect(recoverPublicKeys(signingDigest(transaction, chainId), [signed.signature])).toEqual([publicKeyOf(wif)]);
    expect(transaction.signatures).toEqual([signed.signature]);
    expect(signed.id).toBe(transactionId(transaction));
    expect(transaction.operations).toEqual([["vote", { voter: "sage", author: "alice", permlink: "p", weight: 2500 }]]);
  });

  it("refers to the last irreversible block and expires a minute after the head", async () => {
    const signed = await writerOver(await node()).sign("sage", [vote], never);
    expect(JSON.parse(signed.wire)).toMatchObject({
      ref_block_num: 0x63,
      ref_block_prefix: 0x12345678,
      expiration: "2026-01-01T00:01:00",
    });
    expect(signed.expiresAt).toEqual(new Date("2026-01-01T00:01:00Z"));
  });

  it("saves a question when the head itself is irreversible", async () => {
    const server = await node({ result: {} }, 0x10064);
    const signed = await writerOver(server).sign("sage", [vote], never);
    expect(JSON.parse(signed.wire)).toMatchObject({ ref_block_num: 0x64 });
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, string, Operation[], string]>([
    ["another account's vote", "sage", [{ ...vote, voter: "bob" }], "the key of @sage cannot act for @bob"],
    [
      "a transfer",
      "sage",
      [{ type: "transfer", from: "sage", to: "bob", amount: "1.000 HIVE", memo: "" }],
      "does not sign",
    ],
    ["a deletion", "sage", [{ type: "deleteComment", author: "sage", permlink: "p" }], "does not sign deleteComment"],
    ["an account without a key", "bob", [{ ...vote, voter: "bob" }], "there is no posting key for @bob"],
    ["nothing", "sage", [], "needs an operation"],
    ["a good vote beside a bad one", "sage", [vote, { ...vote, voter: "bob" }], "cannot act for @bob"],
  ])("does not sign %s", async (_, account, operations, complaint) => {
    await expect(writerOver(await node()).sign(account, operations, never)).rejects.toThrow(complaint);
  });

  it("hands over the very bytes it signed", async () => {
    const server = await node();
    const writer = writerOver(server);
    const signed = await writer.sign("sage", [vote], never);
    await expect(writer.broadcast(signed, never)).resolves.toEqual({ outcome: "accepted" });
    expect(server.requests.at(-1)).toMatchObject({
      method: "condenser_api.broadcast_transaction",
      params: [JSON.parse(signed.wire)],
    });
  });

  it("says what the node's refusal means", async () => {
    const duplicate = { code: -32003, message: "Assert Exception:x: Duplicate transaction check failed" };
    const interval = { code: -32003, message: "Assert Exception:x() >= 3: You may only comment once every 3 seconds." };
    const signed = await writerOver(await node()).sign("sage", [vote], never);
    await expect(writerOver(await node({ error: duplicate })).broadcast(signed, never)).resolves.toEqual({
      outcome: "accepted",
    });
    await expect(writerOver(await node({ error: interval })).broadcast(signed, never)).resolves.toMatchObject({
      outcome: "deferred",
      seconds: 3,
    });
  });

  it("does not believe a refusal after another node may have taken it", async () => {
    const refusal = { error: { code: -32003, message: "Assert Exception:x: Body is empty" } };
    const signed = await writerOver(await node()).sign("sage", [vote], never);
    const writer = writerOver(await node("cut"), await node(refusal));
    await expect(writer.broadcast(signed, never)).rejects.toMatchObject({ code: "chain_unreachable" });
    await expect(writerOver(await node(refusal)).broadcast(signed, never)).resolves.toMatchObject({
      outcome: "rejected",
    });
  });

  it("cannot be made with a key that is none", async () => {
    const rpc = createRpcClient({ nodes: ["http://127.0.0.1:9"] });
    const keys = new Map([["sage", "5nonsense"]]);
    expect(() => createLiveWriter({ rpc, reader: createChainReader(rpc), keys, chainId })).toThrow(
      "private key in WIF",
    );
  });
});

describe("the recording writer", () => {
  const clock = { now: () => new Date("2026-01-01T00:00:00Z") };

  it("writes down what would have been sent, and nothing else", async () => {
    const recorded: string[] = [];
    const writer = createRecordingWriter({ clock, onRecord: ({ wire }) => void recorded.push(wire) });
    const signed = await writer.sign("sage", [vote], never);
    expect(recorded).toEqual([]);
    await expect(writer.broadcast(signed, never)).resolves.toEqual({ outcome: "recorded" });
    expect(recorded.map((wire) => JSON.parse(wire) as unknown)).toEqual([
      { account: "sage", operations: [["vote", { voter: "sage", author: "alice", permlink: "p", weight: 2500 }]] },
    ]);
  });

  it("names the same operations alike and others differently, with a signature that nobody can make", async () => {
    const writer = createRecordingWriter({ clock });
    const [one, same, other] = await Promise.all(
      [2500, 2500, 2501].map((weight) => writer.sign("sage", [{ ...vote, weight }], never)),
    );
    expect(one).toEqual(same);
    expect(one?.id).toMatch(/^[0-9a-f]{40}$/);
    expect(one?.id).not.toBe(other?.id);
    expect(one?.signature).toMatch(/^00[0-9a-f]{128}$/);
  });
});

describe("checking a posting key", () => {
  const keyOf = (seed: string) => publicKeyOf(privateKeyFromSeed(seed));
  const authority = (seed: string, weight = 1, threshold = 1) => ({
    threshold,
    keys: [{ key: keyOf(seed), weight }],
    accounts: [],
  });
  const account: Account = {
    name: "sage",
    createdAt: new Date(0),
    owner: authority("owner"),
    active: authority("active"),
    posting: authority("posting"),
    memoKey: keyOf("memo"),
    votingMana: 1,
    stake: 1,
  };

  it("has nothing to say about the right one", () => {
    expect(checkPostingKey(account, privateKeyFromSeed("posting"))).toBeUndefined();
  });

  it.each([
    ["no key at all", account, "hunter2", "is not a private key in WIF"],
    ["a public key", account, keyOf("posting"), "is not a private key in WIF"],
    ["another account's key", account, privateKeyFromSeed("bob"), "is not one of its posting keys"],
    ["the active key", account, privateKeyFromSeed("active"), "is its active key"],
    ["the owner key", account, privateKeyFromSeed("owner"), "is its owner key"],
    ["the memo key", account, privateKeyFromSeed("memo"), "is its memo key"],
    [
      "a key of two roles",
      { ...account, active: account.posting },
      privateKeyFromSeed("posting"),
      "is also its active key",
    ],
    [
      "a key that needs a second",
      { ...account, posting: authority("posting", 1, 2) },
      privateKeyFromSeed("posting"),
      "its weight is 1 of 2",
    ],
  ])("complains about %s without showing it", (_, holder, key, complaint) => {
    const found = checkPostingKey(holder, key);
    expect(found).toContain(complaint);
    expect(found).not.toContain(key);
  });
});
