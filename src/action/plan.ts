import type { Comment, CommentOptions, Operation } from "../chain/operation.ts";
import type { Capability, Decision } from "../decision/decision.ts";
import type { VoteWeights } from "../decision/vote-weights.ts";
import { beneficiariesOf, type Payout } from "./beneficiaries.ts";
import { composeDigest } from "./digest.ts";
import { sourcesOf, type DigestEntry, type DigestSource } from "./digest-entry.ts";
import { footer, type Signature } from "./footer.ts";
import { permlinkFor } from "./permlink.ts";
import { harmlessMarkdown } from "./harmless.ts";
import { composeThread, threadMetadata, threadTitle } from "./thread.ts";

/** What code knows and the model has no say in: who acts, on what, and how strongly at most. */
export interface Target {
  readonly agent: string;
  readonly signature: Signature;
  /** The subject of the job; permlinks derive from it. */
  readonly subject: string;
  /** The post that is answered or voted for, or the container of a thread; absent where there is none. */
  readonly post?: { readonly author: string; readonly permlink: string };
  /** Where root posts go: a community such as `hive-167922`, or a tag. */
  readonly category: string;
  /** Posts that a digest cites. */
  readonly entries: readonly DigestEntry[];
  /** How many more there were that could not be read. Default: none. */
  readonly unread?: number;
  /** What becomes of the payout. Default: declined. */
  readonly payout?: Payout;
  /** Who may get a share of it, in the order in which they are cited; all of them exist. Default: nobody. */
  readonly payees?: readonly string[];
  /** Basis points of an upvote, for each word that the model has for its strength. */
  readonly upvoteWeight: VoteWeights;
  /** Such as `"skep/0.1.0"`. */
  readonly app: string;
}

/** One transaction to be: the operations of one capability. */
export interface Plan {
  readonly capability: Capability;
  readonly operations: readonly Operation[];
}

/** Says a decision in the chain's words. Pure: the same decision and target always give the same operations. */
export function plan(decision: Decision, target: Target): Plan[] {
  const plans: Plan[] = [];
  const { post, entries, signature, category } = target;
  const below = post && { parentAuthor: post.author, parentPermlink: post.permlink };
  if (decision.reply && below) {
    const body = bodyOf(decision.reply.body, target);
    plans.push(writing("reply", { ...below, title: "", body }, target));
  }
  if (decision.upvote && post) {
    const weight = target.upvoteWeight[decision.upvote.strength];
    plans.push({ capability: "upvote", operations: [{ type: "vote", voter: signature.account, ...post, weight }] });
  }
  if (decision.post) {
    const title = cutBytes(decision.post.title, 255);
    const body = bodyOf(decision.post.body, target);
    plans.push(writing("post", { parentAuthor: "", parentPermlink: category, title, body }, target));
  }
  if (decision.thread && below) {
    const body = composeThread(decision.thread.body, entries);
    const title = isInleos(target) ? cutBytes(threadTitle(signature.account, decision.thread.body), 255) : "";
    plans.push(writing("thread", { ...below, title, body }, target));
  }
  return plans;
}

/** What was gathered is told along; what nothing was gathered for says only what the model said. */
function bodyOf(words: string, { entries, unread = 0 }: Target): string {
  return entries.length > 0 ? composeDigest(words, { entries, unread }) : harmlessMarkdown(words);
}

function writing(
  capability: "reply" | "post" | "thread",
  { body, ...place }: Pick<Comment, "parentAuthor" | "parentPermlink" | "title" | "body">,
  target: Target,
): Plan {
  const { agent, signature, subject } = target;
  const comment: Comment = {
    type: "comment",
    ...place,
    author: signature.account,
    permlink: permlinkFor(agent, subject),
    body: `${body}\n\n${footer(signature)}`,
    jsonMetadata: "",
  };
  const jsonMetadata = JSON.stringify(metadataOf(capability, comment, target));
  return { capability, operations: [{ ...comment, jsonMetadata }, optionsOf(comment, target)] };
}

function metadataOf(capability: Capability, comment: Comment, target: Target): Readonly<Record<string, unknown>> {
  const { category, app, entries } = target;
  const common = { app, format: "markdown", ai_tools: { post_draft: true } };
  const sources = entries.length > 0 ? { sources: sourcesThatFit(sourcesOf(entries)) } : {};
  if (capability === "thread" && isInleos(target)) return { ...common, ...threadMetadata(comment), ...sources };
  return { ...common, tags: category === "" ? ["aiagent"] : [category, "aiagent"], ...sources };
}

/** Whether a short post goes to INLEO, and not into another front end's container. */
function isInleos({ post }: Target): boolean {
  return post?.author === "leothreads";
}

/** A body has 48 KiB of a transaction's 65,280 bytes: permlinks of 255 characters must not make it too large. */
const sourceBytes = 12_000;

function sourcesThatFit(sources: readonly DigestSource[]): readonly DigestSource[] {
  let room = sourceBytes;
  return sources.filter((source) => (room -= Buffer.byteLength(JSON.stringify(source)) + 1) >= 0);
}

/**
 * Hivewatchers ask that what is mostly AI declines its rewards, or shares them with those whose work it is made of. It must
 * stand in the comment's own transaction: once somebody has voted the chain refuses both.
 */
function optionsOf({ author, permlink }: Comment, { payout = "declined", payees = [] }: Target): CommentOptions {
  const beneficiaries = payout === "declined" ? [] : beneficiariesOf(payees, payout);
  return {
    type: "commentOptions",
    author,
    permlink,
    maxAcceptedPayout: beneficiaries.length === 0 ? "0.000 HBD" : "1000000.000 HBD", // HIVE's own default: no bound
    percentHbd: 10_000,
    allowVotes: true,
    allowCurationRewards: true,
    beneficiaries,
  };
}

/** Cuts a text to so many bytes of UTF-8 without breaking a character. */
function cutBytes(value: string, bytes: number): string {
  const buffer = Buffer.from(value);
  if (buffer.length <= bytes) return value;
  return buffer
    .subarray(0, bytes)
    .toString()
    .replace(/\uFFFD+$/u, "");
}
