import { expect, test } from "vitest";
import { decodeOperation } from "../../src/chain/decode.ts";
import { mention } from "../../src/trigger/mention.ts";
import { post } from "../../src/trigger/post.ts";
import { reply } from "../../src/trigger/reply.ts";
import { commentEvent } from "../support/comment-event.ts";
import { describeRecorded, readFixture } from "../support/fixtures.ts";

const inleo = "inleo_and_other_comment_ops_2025-07-08.json";
const vectors = "mentions/vectors.json";

describeRecorded(inleo, "over recorded INLEO threads", () => {
  const events = readFixture<{ op: unknown }[]>(inleo).map(({ op }) => ({
    ...commentEvent({}),
    operation: decodeOperation(op),
  }));
  const wokenBy = (account: string): number => {
    const match = reply.rule.parse({ on: "reply" }).compile(account);
    return events.filter(match).length;
  };

  test("an account is woken by what others answer, not by its own threads", () => {
    expect(wokenBy("taskmaster4450le")).toBe(4); // four parts by ai-summaries; two threads of its own
    expect(wokenBy("servelle")).toBe(1);
  });

  test("an answer that is one emoji wakes nobody", () => {
    expect(wokenBy("lilyross")).toBe(0);
  });

  test("threads are replies, so they are no posts", () => {
    expect(events.filter(post.rule.parse({ on: "post" }).compile("bob"))).toEqual([]);
  });
});

interface Vector {
  readonly text: string;
  readonly expect?: readonly string[];
  readonly expect_hivemind?: readonly string[];
}

describeRecorded(vectors, "over the recorded mention vectors", () => {
  const { vectors: all } = readFixture<{ vectors: Vector[] }>(vectors);
  const fires = (account: string, body: string): boolean =>
    mention.rule.parse({ on: "mention", minWords: 0, skipQuotes: false }).compile(account)(commentEvent({ body }));

  test.each(all)(
    "exactly the mentioned accounts are woken: $text",
    ({ text, expect: expected, expect_hivemind: byHivemind }) => {
      const names = [...new Set(all.flatMap((vector) => vector.expect ?? vector.expect_hivemind ?? []))];
      const possible = names.filter((name) => name.length >= 3); // shorter ones are no accounts
      const wanted = (expected ?? byHivemind ?? []).filter((name) => possible.includes(name));
      expect(possible.filter((name) => fires(name, text)).toSorted()).toEqual(wanted.toSorted());
    },
  );
});
