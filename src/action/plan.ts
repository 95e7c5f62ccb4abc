import type { Comment, CommentOptions, Operation } from "../chain/operation.ts";
import type { Capability, Decision, Strength } from "../decision/decision.ts";
import { composeDigest, type DigestEntry } from "./digest.ts";
import { footer, type Signature } from "./footer.ts";
import { permlinkFor } from "./permlink.ts";
import { harmlessMarkdown } from "./harmless.ts";

/** What code knows and the model has no say in: who acts, on what, and how strongly at most. */
export interface Target {
  readonly agent: string;
  readonly signature: Signature;
  /** The subject of the job; permlinks derive from it. */
  readonly subject: string;
  /** The post that is answered or voted for; absent for a schedule. */
  readonly post?: { readonly author: string; readonly permlink: string };
  /** Where root posts go: a community such as `hive-167922`, or a tag. */
  readonly category: string;
  /** Posts that a digest cites. */
  readonly entries: readonly DigestEntry[];
  /** Basis points of a full-strength upvote. */
  readonly upvoteWeight: number;
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
  const { post } = target;
  if (decision.reply && post) {
    const reply = comment(target, harmlessMarkdown(decision.reply.body), {
      parentAuthor: post.author,
      parentPermlink: post.permlink,
      title: "",
    });
    plans.push({ capability: "reply", operations: [reply, declinePayout(reply)] });
  }
  if (decision.upvote && post) {
    const weight = weightOf(decision.upvote.strength, target.upvoteWeight);
    plans.push({
      capability: "upvote",
      operations: [{ type: "vote", voter: target.signature.account, ...post, weight }],
    });
  }
  if (decision.post) {
    const body = composeDigest(decision.post.body, target.entries);
    const root = comment(target, body, {
      parentAuthor: "",
      parentPermlink: target.category,
      title: cutBytes(decision.post.title, 255),
    });
    plans.push({ capability: "post", operations: [root, declinePayout(root)] });
  }
  return plans;
}

const shares: Readonly<Record<Strength, number>> = { light: 0.25, normal: 0.5, full: 1 };

/** Basis points of a vote of this strength, where `full` is what the agent file allows. Never 0: the chain refuses that. */
export function weightOf(strength: Strength, upvoteWeight: number): number {
  return Math.max(1, Math.round(upvoteWeight * shares[strength]));
}

function comment(
  { agent, signature, subject, category, app }: Target,
  body: string,
  place: Pick<Comment, "parentAuthor" | "parentPermlink" | "title">,
): Comment {
  return {
    type: "comment",
    ...place,
    author: signature.account,
    permlink: permlinkFor(agent, subject),
    body: `${body}\n\n${footer(signature)}`,
    jsonMetadata: JSON.stringify({
      app,
      format: "markdown",
      tags: category === "" ? ["aiagent"] : [category, "aiagent"],
      ai_tools: { post_draft: true },
    }),
  };
}

// Hivewatchers ask that what is mostly AI declines its rewards; it must be in the comment's own transaction.
function declinePayout({ author, permlink }: Comment): CommentOptions {
  return {
    type: "commentOptions",
    author,
    permlink,
    maxAcceptedPayout: "0.000 HBD",
    percentHbd: 10_000,
    allowVotes: true,
    allowCurationRewards: true,
    beneficiaries: [],
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
