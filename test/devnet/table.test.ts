import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Table } from "../../src/devnet/state/table.ts";

const keys = ["a", "b", "c"];
const change = fc.record({ key: fc.constantFrom(...keys), value: fc.option(fc.integer(), { nil: undefined }) });
const changes = fc.array(change, { maxLength: 12 });

type Change = { readonly key: string; readonly value: number | undefined };

function applyTo(table: Table<number>, list: readonly Change[]): void {
  for (const { key, value } of list) {
    if (value === undefined) table.delete(key);
    else table.set(key, value);
  }
}

function contents(table: Table<number>): readonly (number | undefined)[] {
  return keys.map((key) => table.find(key));
}

describe("a table over another", () => {
  test("reads as if its changes had been made below, and leaves the one below alone until it is committed", () => {
    fc.assert(
      fc.property(changes, changes, changes, (first, second, third) => {
        const flat = new Table<number>();
        const root = new Table<number>();
        const middle = new Table(root);
        const top = new Table(middle);
        applyTo(root, first);
        const before = contents(root);
        applyTo(middle, second);
        applyTo(top, third);
        for (const list of [first, second, third]) applyTo(flat, list);
        expect(contents(top)).toEqual(contents(flat));
        expect(contents(root)).toEqual(before);
        top.commit();
        expect(contents(middle)).toEqual(contents(flat));
        middle.commit();
        expect(contents(root)).toEqual(contents(flat));
        expect(new Set(root.values())).toEqual(new Set(flat.values()));
      }),
    );
  });
});
