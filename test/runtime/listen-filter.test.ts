import { describe, expect, it } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import type { Operation } from "../../src/chain/operation.ts";
import { jobsFor } from "../../src/runtime/listen.ts";
import { listenFilter } from "../../src/runtime/listen-filter.ts";
import { commentEvent } from "../support/comment-event.ts";

function agent(account: string, needles: readonly string[] | undefined): Agent {
  return { name: account, account, needles, knowledge: [], match: () => "any" } as unknown as Agent;
}

const bytes = (value: object): Buffer => Buffer.from(JSON.stringify(value));

describe("the filter of a listening bot", () => {
  it("passes whatever one of its accounts takes part in, whether a trigger waits for it or not", () => {
    const filter = listenFilter([agent("sage.agent", []), agent("inleo.digest", [])], []);
    expect(filter?.(bytes({ voter: "inleo.digest" }))).toBe(true);
    expect(filter?.(bytes({ required_posting_auths: ["sage.agent"] }))).toBe(true);
    expect(filter?.(bytes({ voter: "sage.agents", memo: "for sage.agent" }))).toBe(false);
  });

  it("passes a comment that names one of its accounts, since it may say stop", () => {
    const filter = listenFilter([agent("sage.agent", [])], []);
    expect(filter?.(bytes({ author: "bob", parent_author: "alice", body: "@Sage.Agent stop" }))).toBe(true);
    expect(filter?.(bytes({ author: "bob", parent_author: "alice", body: "stop" }))).toBe(false);
  });

  it("passes a transaction that an earlier life sent for an account that no agent has any more", () => {
    const signature = "1f".padEnd(130, "a");
    const filter = listenFilter([agent("sage.agent", [])], [{ outboxId: 1, transactionId: "b".repeat(40), signature }]);
    expect(filter?.(bytes({ signatures: [signature] }))).toBe(true);
    expect(filter?.(bytes({ signatures: ["1f".padEnd(130, "b")] }))).toBe(false);
  });

  it("is none where an agent waits for something that any block may hold", () => {
    expect(listenFilter([agent("sage.agent", []), agent("curator.agent", undefined)], [])).toBeUndefined();
  });
});

describe("the job of an event", () => {
  it("is about the post that a comment writes or edits, and about the event itself in all other cases", () => {
    const agents = [agent("sage.agent", [])];
    const [about] = jobsFor(commentEvent({ author: "alice", permlink: "p" }), agents);
    expect(about).toMatchObject({ subject: "alice/p", person: "alice" });
    const transfer: Operation = { type: "transfer", from: "bob", to: "sage.agent", amount: "1.000 HIVE", memo: "hi" };
    const event = { ...commentEvent({}), operation: transfer };
    expect(jobsFor(event, agents)).toMatchObject([{ subject: event.id, eventId: event.id, person: "bob" }]);
  });
});
