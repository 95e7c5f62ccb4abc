import type { Agent } from "../agent/agent.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import { childAbort } from "../chain/child-abort.ts";
import type { ChainEvent } from "../chain/event.ts";
import type { Comment } from "../chain/operation.ts";
import { isPatchBody } from "../chain/patch-body.ts";
import type { Post } from "../chain/post.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import { pause } from "../shared/wait.ts";

/** What reading a post again takes. */
export interface EditReading {
  readonly reader: Pick<ChainReader, "findPost">;
  readonly now: Date;
  /** Told why it takes longer. */
  readonly say: (message: string) => void;
  readonly signal: AbortSignal;
  /** Before the post is asked for again. Default 1 s. */
  readonly pauseMs?: number;
  /** How often a post is asked for that is not there, or not edited yet. Default 60. */
  readonly patience?: number;
  /**
   * Takes an edit over, and those that come with it, when no node shows it for so long; 0: without asking. Default: nodes
   * are waited for, and an edit that they do not have after `patience` is left as it is.
   */
  readonly putOff?: { readonly afterMs: number; readonly take: (event: ChainEvent) => void };
}

const defaultPatience = 60; // a minute: hivemind is seconds behind the chain when it is well

/** An event whose text is known only together with the text before it. */
export interface PatchEvent extends ChainEvent {
  readonly operation: Comment;
}

/**
 * The events with whole bodies: an edit may be a patch, so that the post is read again. Waits for a node that can be
 * reached; a post that stays gone, or an edit that no agent would answer any more, keeps its patch. What was put off is not
 * among them. `undefined` when the signal fired meanwhile.
 */
export async function withWholeBodies(
  events: readonly ChainEvent[],
  agents: readonly Agent[],
  reading: EditReading,
): Promise<readonly ChainEvent[] | undefined> {
  const whole: ChainEvent[] = [];
  let wasPutOff = false;
  for (const event of events) {
    if (!isPatch(event) || isTooOld(event, agents, reading.now)) {
      whole.push(event);
      continue;
    }
    const post: Post | undefined | "trouble" = wasPutOff ? "trouble" : await readEdited(event, reading);
    if (reading.signal.aborted) return undefined;
    wasPutOff = post === "trouble";
    if (post === "trouble") reading.putOff?.take(event);
    else whole.push(post ? withBody(event, post) : event);
  }
  return whole;
}

export function isPatch(event: ChainEvent): event is PatchEvent {
  return event.operation.type === "comment" && isPatchBody(event.operation.body);
}

/** Whether no agent would answer it any more. */
export function isTooOld({ timestamp }: ChainEvent, agents: readonly Agent[], now: Date): boolean {
  return timestamp.getTime() < now.getTime() - Math.max(0, ...agents.map(({ maxAge }) => maxAge));
}

export function withBody(event: PatchEvent, { body }: Pick<Post, "body">): PatchEvent {
  return { ...event, operation: { ...event.operation, body } };
}

/** Whether a node shows the post as it is after this edit, or after a later one. */
export function hasEdit({ updatedAt }: Post, { timestamp }: ChainEvent): boolean {
  return updatedAt === undefined || updatedAt >= timestamp;
}

async function readEdited(event: PatchEvent, reading: EditReading): Promise<Post | undefined | "trouble"> {
  const { signal, putOff } = reading;
  if (putOff?.afterMs === 0) return "trouble";
  const limit = childAbort(signal);
  const timer = putOff && setTimeout(() => limit.abort(), putOff.afterMs);
  try {
    return await askForEdited(event, { ...reading, signal: limit.signal });
  } finally {
    clearTimeout(timer);
    limit.release();
  }
}

/** `"trouble"` when the signal fired before a node showed the edit. */
async function askForEdited(
  event: PatchEvent,
  { reader, say, signal, pauseMs = 1_000, patience = defaultPatience }: EditReading,
): Promise<Post | undefined | "trouble"> {
  const { author, permlink } = event.operation;
  let post: Post | undefined;
  for (let tries = 0; tries < patience; tries++) {
    try {
      post = await reader.findPost(author, permlink, signal);
    } catch (error) {
      if (signal.aborted) return "trouble";
      if (!(error instanceof SkepError) || error.code === "config_invalid") throw error;
      say(`an edit of @${author}/${permlink} waits: ${messageOf(error)}`);
      tries = -1;
    }
    if (post && hasEdit(post, event)) return post;
    await pause(pauseMs, signal);
    if (signal.aborted) return "trouble";
  }
  return post;
}
