import { describe, expect, it } from "vitest";
import { mentionsOf } from "../../src/chain/mention-rule.ts";
import { describeRecorded, readFixture } from "../support/fixtures.ts";

describeRecorded("mentions/vectors.json", "mentions", () => {
  const { vectors } = readFixture<{ vectors: { text: string; expect?: string[]; expect_hivemind?: string[] }[] }>(
    "mentions/vectors.json",
  );

  it.each(vectors.map((vector) => [vector.text, vector.expect ?? vector.expect_hivemind ?? []] as const))(
    "are found in %j as hivemind finds them",
    (text, expected) => {
      expect([...mentionsOf(text)].toSorted()).toEqual(expected);
    },
  );
});

describe("mentions", () => {
  it("are found in long bodies without getting lost in them", () => {
    expect(mentionsOf("@".repeat(60_000)).size).toBe(0);
    expect(mentionsOf(`@${"a".repeat(60_000)}`).size).toBe(0);
    expect(mentionsOf("@a.".repeat(20_000)).size).toBe(0);
    expect(mentionsOf(`${"@a-".repeat(20_000)} @sage`)).toEqual(new Set(["sage"]));
  });
});
