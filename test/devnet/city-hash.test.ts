import { expect, test } from "vitest";
import { cityHash64 } from "../../src/devnet/city-hash.ts";
import { describeRecorded, listFixtures, readFixture } from "../support/fixtures.ts";

// Source texts of assertions and the numbers that hived 1.28 gave them, short ones and long ones.
const known: readonly (readonly [text: string, hash: string])[] = [
  ["false", "3372626016653902757"],
  ["body.size() > 0", "22404164322992738"],
  ["!comment_is_required", "2480654780994406779"],
  ["abs(weight) <= HIVE_100_PERCENT", "11314531515155714039"],
  ["comment_cashout->get_net_rshares() <= 0", "14913061618904199362"],
  ["fc::json::is_valid(json, fc::json::format_validation_mode::relaxed )", "17375974308051681500"],
  ['( _now - auth.last_root_post ) > HIVE_MIN_ROOT_COMMENT_INTERVAL && "Post HF20"', "16524156513477763354"],
  ["reward_hive.amount > 0 || reward_hbd.amount > 0 || reward_vests.amount > 0", "15918175574222058203"],
];

test.for(known)("hived's number for %s", ([text, hash]) => {
  expect(String(cityHash64(text))).toBe(hash);
});

test("texts of every length to 200 bytes have a number, each its own", () => {
  const hashes = Array.from({ length: 201 }, (_, length) => cityHash64("ab".repeat(100).slice(0, length)));
  expect(new Set(hashes).size).toBe(201);
});

describeRecorded("hived-recorded", "every recorded refusal", () => {
  test("has the number of its assertion", () => {
    const seen = new Map<string, string>();
    for (const name of listFixtures("hived-recorded")) collect(readFixture(`hived-recorded/${name}`), seen);
    expect(seen.size).toBeGreaterThan(30);
    for (const [expression, hash] of seen)
      expect([expression, String(cityHash64(expression))]).toEqual([expression, hash]);
  });
});

/** Finds every assertion with its number, wherever they stand. */
function collect(value: unknown, seen: Map<string, string>): void {
  if (typeof value !== "object" || value === null) return;
  const { extension, assert_hash: hash } = value as {
    extension?: { assertion_expression?: string };
    assert_hash?: string;
  };
  if (extension?.assertion_expression !== undefined && hash !== undefined)
    seen.set(extension.assertion_expression, hash);
  for (const inner of Object.values(value)) collect(inner, seen);
}
