import type { Agent } from "../agent/agent.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { ChainEvent } from "../chain/event.ts";
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
}

const defaultPatience = 60; // a minute: hivemind is seconds behind the chain when it is well

/**
 * The events with whole bodies: an edit may be a patch, whose text is known only together with the text before it, so that
 * the post is read again. Waits for a node that can be reached; a post that stays gone, or an edit that no agent would
 * answer any more, keeps its patch. `undefined` when the signal fired meanwhile.
 */
export async function withWholeBodies(
  events: readonly ChainEvent[],
  agents: readonly Agent[],
  reading: EditReading,
): Promise<readonly ChainEvent[] | undefined> {
  const oldest = reading.now.getTime() - Math.max(0, ...agents.map(({ maxAge }) => maxAge));
  const whole: ChainEvent[] = [];
  for (const event of events) {
    const { operation, timestamp } = event;
    const isPatch = operation.type === "comment" && timestamp.getTime() >= oldest && isPatchBody(operation.body);
    const post = isPatch ? await readEdited(event.timestamp, operation, reading) : undefined;
    if (isPatch && reading.signal.aborted) return undefined;
    whole.push(post && isPatch ? { ...event, operation: { ...operation, body: post.body } } : event);
  }
  return whole;
}

async function readEdited(
  edited: Date,
  { author, permlink }: Pick<Post, "author" | "permlink">,
  { reader, say, signal, pauseMs = 1_000, patience = defaultPatience }: EditReading,
): Promise<Post | undefined> {
  let post: Post | undefined;
  for (let tries = 0; tries < patience && !signal.aborted; tries++) {
    try {
      post = await reader.findPost(author, permlink, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof SkepError) || error.code === "config_invalid") throw error;
      say(`an edit of @${author}/${permlink} waits: ${messageOf(error)}`);
      tries = 0;
    }
    if (post && (post.updatedAt === undefined || post.updatedAt >= edited)) return post;
    await pause(pauseMs, signal);
  }
  return post;
}
