import { onTestFinished } from "vitest";
import type { ChainReader } from "../../src/chain/chain-reader.ts";
import { encodeOperation } from "../../src/chain/encode.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import type { DevnetOptions } from "../../src/devnet/devnet-options.ts";

/** What somebody writes on a dev chain. */
export interface Writing {
  readonly author: string;
  readonly permlink: string;
  readonly title?: string;
  readonly body: string;
  /** Default: a root post in hive-167922. */
  readonly parent?: { readonly author: string; readonly permlink: string };
  readonly category?: string;
  readonly tags?: readonly string[];
  readonly app?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly payout?: "declined";
}

/** A dev chain that makes blocks by hand, read over HTTP. */
export interface PostVillage {
  readonly devnet: Devnet;
  readonly reader: ChainReader;
  /** Writes these, each author's one after the other with the pauses that the chain asks for, and mines. */
  readonly write: (writings: readonly Writing[]) => void;
}

const rootInterval = 303;

export async function openPostVillage(options: DevnetOptions): Promise<PostVillage> {
  const devnet = await createDevnet({
    interval: "manual",
    communities: [{ name: "hive-167922", title: "INLEO" }],
    ...options,
  });
  onTestFinished(() => devnet.close());
  const reader = createChainReader(createRpcClient({ nodes: [devnet.url], backoffMs: 5 }));
  devnet.mine();
  return {
    devnet,
    reader,
    write(writings) {
      const inThisRound = new Set<string>();
      for (const writing of writings) {
        if (inThisRound.has(writing.author)) {
          devnet.mine(3); // one block holds 64 KB, and what waits expires
          devnet.advance(rootInterval);
          inThisRound.clear();
        }
        inThisRound.add(writing.author);
        devnet.broadcastAs(writing.author, operationsOf(writing));
      }
      devnet.mine(3);
    },
  };
}

function operationsOf(writing: Writing): ReturnType<typeof encodeOperation>[] {
  const { author, permlink, title = "", body, parent, category = "hive-167922", tags = [], payout } = writing;
  const comment = encodeOperation({
    type: "comment",
    parentAuthor: parent?.author ?? "",
    parentPermlink: parent?.permlink ?? category,
    author,
    permlink,
    title,
    body,
    jsonMetadata: JSON.stringify({ app: writing.app ?? "test/1", tags, ...writing.metadata }),
  });
  if (payout !== "declined") return [comment];
  const options = encodeOperation({
    type: "commentOptions",
    author,
    permlink,
    maxAcceptedPayout: "0.000 HBD",
    percentHbd: 10_000,
    allowVotes: true,
    allowCurationRewards: true,
    beneficiaries: [],
  });
  return [comment, options];
}
