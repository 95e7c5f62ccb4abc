import type { ChainEvent } from "../../src/chain/event.ts";
import type { Comment } from "../../src/chain/operation.ts";

/** A comment as an event: by default a root post by alice. */
export function commentEvent(comment: Partial<Comment>): ChainEvent {
  return {
    id: "b7c1000000000000000000000000000000000000:0",
    block: 1,
    timestamp: new Date(0),
    operation: {
      type: "comment",
      parentAuthor: "",
      parentPermlink: "hive-167922",
      author: "alice",
      permlink: "a-post",
      title: "",
      body: "",
      jsonMetadata: "",
      ...comment,
    },
  };
}
