import type { IBeekeeperUnlockedWallet } from "@hiveio/beekeeper";
import type { operation } from "@hiveio/wax";
import WorkerBee from "@hiveio/workerbee";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Devnet } from "../../src/testing.ts";
import { follow, openVillage, post, reply, vote } from "./village.ts";
import { openWallet } from "./wallet.ts";

function createBot({ url, chainId }: Devnet) {
  return new WorkerBee({ chainOptions: { chainId, apiEndpoint: url, restApiEndpoint: url } });
}

// It asks every two seconds for the head and for no block in between, so a block is made once it has seen the last.
describe("workerbee on the dev chain", () => {
  let devnet: Devnet;
  let bot: ReturnType<typeof createBot>;
  let wallet: IBeekeeperUnlockedWallet;
  const seen: string[] = [];
  const failures: unknown[] = [];

  beforeAll(async () => {
    devnet = await openVillage();
    bot = createBot(devnet);
    await bot.start();
    wallet = await openWallet();
    const error = (failure: unknown): void => void failures.push(failure);
    bot.observe.onMention("bob").subscribe({
      next: ({ mentioned }) => mentioned.bob?.forEach(({ permlink }) => seen.push(`mention in ${permlink}`)),
      error,
    });
    bot.observe.onPosts("alice").subscribe({
      next: ({ posts }) => posts.alice?.forEach(({ operation: { title } }) => seen.push(`post ${title}`)),
      error,
    });
    bot.observe.onComments("bob").subscribe({
      next: ({ comments }) => comments.bob?.forEach(({ operation: { body } }) => seen.push(`reply ${body}`)),
      error,
    });
    bot.observe.onVotes("carol").subscribe({
      next: ({ votes }) => votes.carol?.forEach(({ operation: { weight } }) => seen.push(`vote of ${weight}`)),
      error,
    });
    bot.observe.onFollow("carol").subscribe({
      next: ({ follows }) => follows.carol?.forEach(({ operation }) => seen.push(`follow ${operation.following}`)),
      error,
    });
    bot.observe.onImpactedAccounts("bob").subscribe({
      next: ({ impactedAccounts }) =>
        impactedAccounts.bob?.forEach(({ operation: { transfer_operation: transfer } }) => {
          if (transfer) seen.push(`transfer of ${transfer.amount?.amount}`);
        }),
      error,
    });
  });
  afterAll(async () => {
    bot.delete();
    await devnet.close();
  });

  /** Answers when the bot has seen the transaction in a block. */
  async function send(account: string, role: "posting" | "active", one: operation): Promise<void> {
    const { chain } = bot;
    if (chain === undefined) throw new Error("the bot has not started");
    const key = await wallet.importKey(devnet.keyOf(account, role));
    const transaction = await chain.createTransaction();
    transaction.pushOperation(one).sign(wallet, key);
    const seenInBlock = bot.broadcast(transaction, { expireInMs: 30_000, verifySignatures: true });
    await Promise.race([seenInBlock, isPooled(transaction.id)]);
    devnet.mine();
    await seenInBlock;
  }

  async function isPooled(id: string): Promise<void> {
    const method = "transaction_status_api.find_transaction";
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { transaction_id: id } });
    await vi.waitFor(async () => {
      const answer = await fetch(devnet.url, { method: "POST", body });
      expect(await answer.json()).toMatchObject({ result: { status: "within_mempool" } });
    }, 10_000);
  }

  test("posts, replies, votes, transfers and follows, and its observers see each", async () => {
    const amount = bot.chain?.hiveCoins(1);
    await send("alice", "posting", { comment_operation: post });
    await send("bob", "posting", { comment_operation: reply });
    await send("carol", "posting", { vote_operation: vote });
    await send("alice", "active", { transfer_operation: { from: "alice", to: "bob", amount, memo: "" } });
    await send("carol", "posting", { custom_json_operation: follow });
    const expected = [
      "follow alice",
      "mention in hello",
      "post Hello",
      "reply Welcome",
      "transfer of 1000",
      "vote of 10000",
    ];
    // `broadcast` has its own observer, which may come before the others.
    await vi.waitFor(() => {
      expect(seen.toSorted()).toEqual(expected);
    }, 10_000);
    expect(failures).toEqual([]);
  });

  test("goes over past blocks", async () => {
    const past: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const note = (permlink: string): void => {
        past.push(permlink);
        // Its `complete` may come before what it found in the last block, so that is not waited for.
        if (past.length === 2) resolve();
      };
      bot
        .providePastOperations(1, devnet.head().number)
        .onPosts("alice")
        .or.onComments("bob")
        .subscribe({
          next: ({ posts, comments }) => {
            posts.alice?.forEach(({ operation }) => note(operation.permlink));
            comments.bob?.forEach(({ operation }) => note(operation.permlink));
          },
          error: reject,
        });
    });
    expect(past).toEqual(["hello", "re-hello"]);
  });

  test("iterates over blocks as they come", async () => {
    const blocks = bot[Symbol.asyncIterator]();
    for (let turn = 0; turn < 3; turn += 1) {
      const [made] = devnet.mine();
      const { value } = await blocks.next();
      expect(value).toMatchObject({ number: made?.number, id: made?.id });
    }
    await blocks.return?.();
  });

  test("provides accounts, mana and resource credits with a block", async () => {
    const provided = new Promise<unknown>((resolve, reject) => {
      const observer = bot.observe
        .onBlock()
        .provideAccounts("bob")
        .provideRcAccounts("bob")
        .provideManabarData(0, "carol");
      const subscription = observer.subscribe({
        next: ({ accounts, rcAccounts, manabarData }) => {
          subscription.unsubscribe();
          resolve({ ...accounts.bob, ...rcAccounts.bob, ...manabarData.carol });
        },
        error: reject,
      });
    });
    devnet.mine();
    expect(await provided).toMatchObject({ name: "bob", 0: { percent: expect.closeTo(98, 0) } });
  });
});
