import type { ChainReader } from "../chain/chain-reader.ts";
import type { Post } from "../chain/post.ts";
import { createRecordingWriter } from "../chain/recording-writer.ts";
import { createKnowledge } from "../knowledge/knowledge.ts";
import { createMemory } from "../memory/memory.ts";
import { ngramEmbedder } from "../search/ngram-embedder.ts";
import type { Clock } from "../shared/clock.ts";
import type { Rooms } from "./rooms.ts";

const payoutDelayMs = 7 * 24 * 3_600_000; // HIVE_CASHOUT_WINDOW_SECONDS

/**
 * Rooms in which everything goes as in a running bot, at the moment that a clock tells, but nothing can reach the chain.
 * Posts, mana and credits are as the nodes tell them now; memory is that of the given store alone.
 */
export function dryRooms(parts: Pick<Rooms, "agents" | "reader" | "modelOf" | "store" | "clock" | "journal">): Rooms {
  const writer = createRecordingWriter({ clock: parts.clock });
  return {
    ...parts,
    reader: asPaidOutThen(parts.reader, parts.clock),
    memory: createMemory(parts.store),
    knowledge: createKnowledge({ store: parts.store.knowledge, embedder: ngramEmbedder }),
    embedder: ngramEmbedder,
    writerFor: () => writer,
    isLive: () => false,
  };
}

/** What was still open to votes and replies at that time must not look closed, nor voted on, because of what came after. */
function asPaidOutThen(reader: ChainReader, clock: Clock): ChainReader {
  const then = (post: Post): Post => ({
    ...post,
    isPaidOut: post.isPaidOut && clock.now().getTime() >= post.createdAt.getTime() + payoutDelayMs,
  });
  return {
    ...reader,
    async findPost(author, permlink, signal) {
      const post = await reader.findPost(author, permlink, signal);
      return post && then(post);
    },
    hasVoted: async () => false,
    readThread: async (author, permlink, signal) => (await reader.readThread(author, permlink, signal)).map(then),
  };
}
