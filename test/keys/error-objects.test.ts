import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSigner } from "../../src/chain/signer.ts";
import { privateKeyFromSeed } from "../../src/chain/wire/key.ts";
import type { WireOperation, WireTransaction } from "../../src/chain/wire/wire-transaction.ts";

const key = privateKeyFromSeed("sage");
const whole: WireTransaction = {
  ref_block_num: 1,
  ref_block_prefix: 2,
  expiration: "2026-01-01T00:00:00",
  operations: [["vote", { voter: "sage.agent", author: "bob", permlink: "x", weight: 100 }]],
  extensions: [],
  signatures: [],
};

/** What a signer throws at something it cannot sign; `undefined` when it signs it. */
function failureOf(sign: () => unknown): unknown {
  try {
    sign();
    return undefined;
  } catch (error) {
    return error;
  }
}

test("500 broken signings and 500 broken keys throw errors that hold no key, however deep one looks", () => {
  const signer = createSigner(new Map([["sage.agent", key]]), "0".repeat(64));
  const operation = fc.tuple(
    fc.oneof(fc.constantFrom("vote", "comment", "nothing"), fc.string()),
    fc.dictionary(fc.string(), fc.jsonValue()),
  );
  let failures = 0;
  const check = (error: unknown, secret: string): void => {
    if (error !== undefined) failures += 1;
    const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
    expect(shown.includes(secret)).toBe(false);
  };
  fc.assert(
    fc.property(operation, fc.nat(50), (broken, place) => {
      const transaction = { ...whole, operations: [broken as unknown as WireOperation] };
      check(
        failureOf(() => signer.sign("sage.agent", transaction)),
        key,
      );
      const wrong = `${key.slice(0, place)}!${key.slice(place + 1)}`;
      check(
        failureOf(() => createSigner(new Map([["sage.agent", wrong]]), "0".repeat(64))),
        wrong.slice(0, 25),
      );
    }),
    { numRuns: 500 },
  );
  expect(failures).toBeGreaterThanOrEqual(900);
  expect(inspect(signer, { depth: 9, showHidden: true })).not.toContain(key);
});
