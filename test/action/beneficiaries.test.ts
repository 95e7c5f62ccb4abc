import fc from "fast-check";
import { expect, test } from "vitest";
import { beneficiariesOf } from "../../src/action/beneficiaries.ts";

const equal = { citedAuthors: 8_000, shares: "equal" } as const;
const byRank = { citedAuthors: 8_000, shares: "rank" } as const;

test("equal shares are equal to the basis point, and what cannot be parted goes to the first ones cited", () => {
  expect(beneficiariesOf(["zoe", "ann", "bob"], equal)).toEqual([
    { account: "ann", weight: 2_667 },
    { account: "bob", weight: 2_666 },
    { account: "zoe", weight: 2_667 },
  ]);
});

test("by rank the first one cited gets the most", () => {
  expect(beneficiariesOf(["zoe", "ann", "bob"], byRank)).toEqual([
    { account: "ann", weight: 2_667 },
    { account: "bob", weight: 1_333 },
    { account: "zoe", weight: 4_000 },
  ]);
});

test("of many only the first eight are paid, all of the share among them", () => {
  const names = Array.from({ length: 12 }, (_, index) => `author${String.fromCodePoint(97 + index)}`);
  const found = beneficiariesOf(names, equal);
  expect(found.map(({ account }) => account)).toEqual(names.slice(0, 8));
  expect(found.every(({ weight }) => weight === 1_000)).toBe(true);
});

test("who would get nothing is left out: the smallest share there is goes to one", () => {
  expect(beneficiariesOf(["bob", "ann"], { citedAuthors: 1, shares: "equal" })).toEqual([
    { account: "bob", weight: 1 },
  ]);
  expect(beneficiariesOf([], equal)).toEqual([]);
});

test("whatever the share and whoever is cited, the weights add up to it exactly, in the order that the chain asks for", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{2,10}$/);
  const payees = fc.uniqueArray(name, { minLength: 1, maxLength: 20 });
  const share = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    fc.property(payees, share, fc.constantFrom("equal" as const, "rank" as const), (names, citedAuthors, shares) => {
      const found = beneficiariesOf(names, { citedAuthors, shares });
      expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBe(citedAuthors);
      expect(found.length).toBeLessThanOrEqual(8);
      expect(found.every(({ weight }) => weight > 0)).toBe(true);
      const accounts = found.map(({ account }) => account);
      expect(accounts).toEqual(accounts.toSorted());
      expect(new Set(accounts).size).toBe(accounts.length);
    }),
  );
});
