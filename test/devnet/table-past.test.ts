import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Table } from "../../src/devnet/state/table.ts";

const keys = ["a", "b", "c", "d"];
const change = fc.record({ key: fc.constantFrom(...keys), value: fc.option(fc.integer(), { nil: undefined }) });
const blocks = fc.array(fc.array(change, { maxLength: 5 }), { minLength: 1, maxLength: 8 });

type Change = { readonly key: string; readonly value: number | undefined };

function addBlock(table: Table<number>, list: readonly Change[]): void {
  for (const { key, value } of list) {
    if (value === undefined) table.delete(key);
    else table.set(key, value);
  }
  table.mark(100);
}

function tableOf(history: readonly (readonly Change[])[]): Table<number> {
  const table = new Table<number>();
  table.mark(100);
  for (const block of history) addBlock(table, block);
  return table;
}

/** What it holds, and in which order. */
function contents(table: Table<number>): unknown {
  return [keys.map((key) => table.find(key)), [...table.values()]];
}

describe("a table with a past", () => {
  test("shows what it was and goes back to it as if the blocks since had never been, order included", () => {
    fc.assert(
      fc.property(blocks, blocks, blocks, (kept, undone, after) => {
        const table = tableOf([...kept, ...undone]);
        expect(contents(table.asOf(undone.length))).toEqual(contents(tableOf(kept)));
        expect(contents(table)).toEqual(contents(tableOf([...kept, ...undone])));
        table.set("a", 7); // a change between two blocks goes too
        table.rewind(undone.length);
        expect(contents(table)).toEqual(contents(tableOf(kept)));
        for (const block of after) addBlock(table, block);
        expect(contents(table)).toEqual(contents(tableOf([...kept, ...after])));
      }),
      { numRuns: 500 },
    );
  });
});
