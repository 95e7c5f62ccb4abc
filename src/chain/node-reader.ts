import { z } from "zod";
import { SkepError } from "../shared/errors.ts";
import { accountAnswer, manabar, shareLeft, toAccount } from "./account-answer.ts";
import { chainNumber, parsedAs } from "./answer.ts";
import type { ChainReader, ResourceCredits } from "./chain-reader.ts";
import { readDirectReplies } from "./discussion.ts";
import { postAnswer, toPost } from "./post-answer.ts";
import type { Post } from "./post.ts";
import { createPeopleReader } from "./people-reads.ts";
import { readPostPages } from "./post-pages.ts";
import { readProperties } from "./properties.ts";
import type { RpcClient } from "./rpc-client.ts";
import { RpcError } from "./rpc-error.ts";
import { readHasVoted, readHbdPerRshare } from "./vote-reads.ts";

const deepestThread = 255; // the chain's own limit

const versionAnswer = parsedAs(z.looseObject({ chain_id: z.string().regex(/^[0-9a-f]{64}$/) }), "its chain id");
const accountsAnswer = parsedAs(z.array(accountAnswer), "accounts");
const creditsAnswer = parsedAs(
  z.looseObject({
    rc_accounts: z.array(z.looseObject({ account: z.string(), rc_manabar: manabar, max_rc: chainNumber })),
  }),
  "resource credits",
);
const onePost = parsedAs(postAnswer, "a post");

/** Reads the chain through a client, from hived's APIs and hivemind's bridge. */
export function createChainReader(rpc: RpcClient): ChainReader {
  async function findPost(author: string, permlink: string, signal: AbortSignal): Promise<Post | undefined> {
    try {
      const isIt = (result: unknown): Post => theOneAskedFor(toPost(onePost(result)), author, permlink);
      return await rpc.call("bridge.get_post", { author, permlink }, signal, isIt);
    } catch (error) {
      if (absenceOf(error) !== undefined) return undefined;
      throw error;
    }
  }

  return {
    ...createPeopleReader(rpc),
    findPost,
    async wasDeleted(author, permlink, signal) {
      try {
        await rpc.call("bridge.get_post", { author, permlink }, signal);
        return false;
      } catch (error) {
        const absence = absenceOf(error);
        if (absence === undefined) throw error;
        return absence === "deleted";
      }
    },
    properties: (signal) => readProperties(rpc, signal),
    readCommunity: (tag, span, signal) =>
      readPostPages(rpc, { method: "bridge.get_ranked_posts", params: { sort: "created", tag } }, span, signal),
    readAuthor: (account, span, signal) =>
      readPostPages(rpc, { method: "bridge.get_account_posts", params: { sort: "posts", account } }, span, signal),
    readReplies: (author, permlink, signal) => readDirectReplies(rpc, author, permlink, signal),

    async chainId(signal) {
      const { chain_id: chainId } = await rpc.call("database_api.get_version", {}, signal, versionAnswer);
      return chainId;
    },

    async accounts(names, signal) {
      if (names.length === 0) return [];
      const [found, { headTime }] = await Promise.all([
        rpc.call("condenser_api.get_accounts", [names], signal, accountsAnswer),
        readProperties(rpc, signal),
      ]);
      return found.map((account) => toAccount(account, headTime));
    },

    resourceCredits: (account, signal) => readCredits(rpc, account, signal),
    hasVoted: (voter, author, permlink, signal) => readHasVoted(rpc, voter, author, permlink, signal),
    hbdPerRshare: (signal) => readHbdPerRshare(rpc, signal),
    readThread: (author, permlink, signal) => readPath(findPost, { author, permlink }, signal),
  };
}

async function readCredits(rpc: RpcClient, account: string, signal: AbortSignal): Promise<ResourceCredits> {
  const [{ rc_accounts: found }, { headTime }] = await Promise.all([
    rpc.call("rc_api.find_rc_accounts", { accounts: [account] }, signal, creditsAnswer),
    readProperties(rpc, signal),
  ]);
  const [own] = found;
  if (own?.account !== account) throw new SkepError("config_invalid", `there is no account @${account}`);
  return { share: shareLeft(own.rc_manabar, own.max_rc, headTime), max: own.max_rc };
}

/** Walks up from a post to its root, which is all that a reply alone can tell of its thread. */
async function readPath(
  find: ChainReader["findPost"],
  { author, permlink }: Pick<Post, "author" | "permlink">,
  signal: AbortSignal,
): Promise<readonly Post[]> {
  const path: Post[] = [];
  let post = await find(author, permlink, signal);
  while (post !== undefined && path.unshift(post) <= deepestThread && post.parentAuthor !== "") {
    const { parentAuthor, parentPermlink }: Post = post;
    post = await find(parentAuthor, parentPermlink, signal);
    if (post === undefined) {
      const message = `the node does not know @${parentAuthor}/${parentPermlink}, which @${author}/${permlink} answers`;
      throw new SkepError("chain_unreachable", message);
    }
  }
  return path;
}

/** hivemind's ways of saying that a post is not there; `undefined` for every other failure. */
function absenceOf(error: unknown): "deleted" | "unknown" | undefined {
  if (!(error instanceof RpcError)) return undefined;
  const { rpcCode, message, data } = error;
  if (rpcCode !== -32602 && rpcCode !== -31999) return undefined;
  const said = `${message} ${typeof data === "string" ? data : ""}`;
  if (/Post \S+ was deleted/.test(said)) return "deleted";
  return /Post \S+ does not exist/.test(said) ? "unknown" : undefined;
}

function theOneAskedFor(post: Post, author: string, permlink: string): Post {
  if (post.author === author && post.permlink === permlink) return post;
  throw new SkepError(
    "chain_unreachable",
    `answered @${post.author}/${post.permlink} when asked for @${author}/${permlink}`,
  );
}
