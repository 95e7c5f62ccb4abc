import type { Block } from "../chain/block.ts";
import { parseMetadata } from "../chain/metadata.ts";
import { SkepError } from "../shared/errors.ts";
import type { SeenTransaction } from "../store/listen-store.ts";
import type { Rooms } from "./rooms.ts";

interface SuspectPost extends SeenTransaction {
  readonly author: string;
  readonly permlink: string;
}

/**
 * What a Skep wrote in these blocks under an account of one of our live agents. A dry run may well stand beside a live
 * one elsewhere, so its accounts do not count. Pure.
 */
export function suspectsIn(blocks: readonly Block[], accounts: ReadonlySet<string>): SuspectPost[] {
  return blocks.flatMap((block) =>
    block.transactions.flatMap(({ signatures, operations }) =>
      operations.flatMap((operation) => {
        if (operation.type !== "comment" || !accounts.has(operation.author)) return [];
        if (!parseMetadata(operation.jsonMetadata).app.startsWith("skep/")) return [];
        const { author, permlink } = operation;
        return [{ signatures, block: block.number, author, permlink }];
      }),
    ),
  );
}

/**
 * Finds what another Skep says for our accounts: posts with Skep's own tag that were never signed here. To be thrown once
 * the blocks are taken in, so that the next start goes on behind them.
 */
export async function findStranger(
  blocks: readonly Block[],
  { agents, isLive, store }: Pick<Rooms, "agents" | "isLive" | "store">,
): Promise<SkepError | undefined> {
  const accounts = new Set(agents.filter(({ name }) => isLive(name)).map(({ account }) => account));
  const suspects = suspectsIn(blocks, accounts);
  if (suspects.length === 0) return undefined;
  const strange = new Set(await store.listen.pickStrangers(suspects));
  const first = suspects.find((suspect) => strange.has(suspect));
  if (!first) return undefined;
  const { author, permlink, block } = first;
  return new SkepError(
    "config_invalid",
    `@${author}/${permlink} in block ${block} was written by another Skep, on another machine or from another data ` +
      `directory: let only one of them act for @${author}, then start again (just start again where this database is ` +
      "a backup from before it)",
    { details: { author, permlink, block } },
  );
}
