import { randomBytes } from "node:crypto";
import { encodeOperation } from "../../chain/encode.ts";
import type { Comment } from "../../chain/operation.ts";
import { createDevnet, type Devnet } from "../../devnet/create-devnet.ts";
import { pause } from "../../shared/wait.ts";
import { community, people, type DemoPost, type DemoQuestion } from "./cast.ts";

/** How long before now the chain began, in milliseconds: a digest reads only what is older than a minute. */
const past = 5 * 60_000;

/** The dev chain with its people, before anything has happened. */
export async function openStage(interval: number, agentAccounts: readonly string[]): Promise<Devnet> {
  return createDevnet({
    interval,
    genesisTime: new Date(Date.now() - past),
    chainId: randomBytes(32).toString("hex"), // two demos at once are two chains
    accounts: [...people, ...agentAccounts].map((name) => ({ name })),
    communities: [{ name: community, title: "INLEO" }],
  });
}

/** Somebody publishes a post. */
export function publish(devnet: Devnet, { author, permlink, category, title, body, tags }: DemoPost): void {
  comment(devnet, { parentAuthor: "", parentPermlink: category, author, permlink, title, body, tags });
}

/** Somebody asks an agent something. */
export function ask(devnet: Devnet, { author, permlink, parent, body }: DemoQuestion): void {
  comment(devnet, {
    parentAuthor: parent.author,
    parentPermlink: parent.permlink,
    author,
    permlink,
    title: "",
    body,
    tags: [],
  });
}

type DemoComment = Omit<Comment, "type" | "jsonMetadata"> & Pick<DemoPost, "tags">;

function comment(devnet: Devnet, { tags, ...words }: DemoComment): void {
  const jsonMetadata = JSON.stringify({ app: "demo/1.0", tags });
  devnet.broadcastAs(words.author, [encodeOperation({ type: "comment", ...words, jsonMetadata })]);
}

/** Waits until what was handed in stands in a block. */
export async function nextBlock(devnet: Devnet, signal: AbortSignal): Promise<void> {
  const { number } = devnet.head();
  while (devnet.head().number === number && !signal.aborted) await pause(20, signal);
}
