import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { write } from "../support/operator.ts";

/** People who ask in turn, so that nobody asks twice within a block. */
export const askers = Array.from({ length: 10 }, (_, index) => `asker${index}`);

/** Each of them writes a post, under which all their questions stand: no budget lets a thread have thousands of answers. */
export function writeThreads(devnet: Devnet): void {
  for (const asker of askers) write(devnet, asker, "oven", "I built an oven.");
}

/** Has so many mentions written, numbered from `first` on, one each `everyMilliseconds`; resolves when the last one is in. */
export async function askAll(devnet: Devnet, count: number, everyMilliseconds: number, first = 0): Promise<void> {
  for (let number = first; number < first + count; number++) {
    const asker = askers[number % askers.length] ?? "";
    // One question a block and person: whoever comes too soon tries again with the next block.
    while (!wrote(devnet, asker, `question-${number}`)) await pause(20);
    await pause(everyMilliseconds);
  }
}

function wrote(devnet: Devnet, asker: string, permlink: string): boolean {
  try {
    write(devnet, asker, permlink, `@sage.agent what is ${permlink} made of?`, `${asker}/oven`);
    return true;
  } catch {
    return false;
  }
}

/** How many rows of the outbox are confirmed, seen from beside the bot. */
export async function countConfirmed(database: string): Promise<number> {
  await using store = openSqliteStore(database, { readonly: true });
  return (await store.views.readOverview()).outbox.confirmed;
}

export function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}
