import { join } from "node:path";
import { expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import { eventsOf } from "../../src/chain/event.ts";
import { decodeBlock } from "../../src/chain/decode-block.ts";
import { SkepError } from "../../src/shared/errors.ts";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import { createSqliteStore } from "../../src/store/sqlite/open.ts";
import type { Store } from "../../src/store/store.ts";
import { openHouse, type House } from "../support/house.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const reply = JSON.stringify({ reason: "It was asked.", reply: { body: "Of bricks." } });
const sage = (agents: readonly Agent[]): readonly Agent[] => agents.filter(({ name }) => name === "sage");

/** A store on a disk that has room for so many pages more. */
async function storeWithRoom(): Promise<{ readonly store: Store; readonly leave: (pages: number) => void }> {
  const connection = openConnection(join(await temporaryFolder(), "skep.db"));
  return {
    store: createSqliteStore(connection),
    leave: (pages) => {
      const { page_count: now } = connection.prepare("pragma page_count").get() as { page_count: number };
      connection.prepare(`pragma max_page_count = ${now + pages}`).get();
    },
  };
}

async function repliesIn(house: House): Promise<number> {
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "block_api.get_block_range",
    params: { starting_block_num: 1, count: 1000 },
  });
  const answer = await (await fetch(house.devnet.url, { method: "POST", body })).json();
  return (answer as { result: { blocks: unknown[] } }).result.blocks
    .flatMap((block) => eventsOf(decodeBlock(block)))
    .filter(({ operation }) => operation.type === "comment" && operation.author === "sage.agent").length;
}

// The reply's text is long, so that each step of its way needs pages of its own.
test.each([0, 1, 2, 4, 6, 8])(
  "on a disk with room for %i pages more the bot stops, sends nothing that is not stored, and the next life answers once",
  async (pages) => {
    const { store, leave } = await storeWithRoom();
    const long = JSON.parse(reply) as { reply: { body: string } };
    long.reply.body = "Of bricks. ".repeat(130);
    const house = await openHouse({ script: () => JSON.stringify(long), agents: sage, store });
    leave(pages);
    house.write("alice", "oven", `@sage.agent what do you think of it? ${"It is round. ".repeat(400)}`);
    const fits = house.told("transaction-confirmed").then(() => undefined);
    const failure = await Promise.race([house.ended, fits.catch(() => house.ended)]);
    expect([undefined, "store_unavailable"]).toContain(failure instanceof SkepError ? failure.code : failure);
    const signed = house.journal.filter(({ fact }) => fact === "transaction-signed").length;
    expect(await repliesIn(house)).toBeLessThanOrEqual(signed);

    leave(1_000_000);
    if (failure !== undefined) await house.startAgain();
    await house.told("transaction-confirmed");
    expect(await repliesIn(house)).toBe(1);
  },
);
