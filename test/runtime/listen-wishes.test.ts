import { expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import { jobsFor } from "../../src/runtime/listen.ts";
import { wishesFor } from "../../src/runtime/listen-wishes.ts";
import { commentEvent } from "../support/comment-event.ts";

const agent = (name: string, account: string, may: Agent["may"]): Agent =>
  ({ name, account, may, match: () => "reply", limits: { voteAfter: 0 } }) as unknown as Agent;
const agents = [
  agent("curator", "curator.agent", ["upvote"]),
  agent("sage", "sage.agent", ["reply"]),
  agent("sibyl", "sage.agent", ["reply"]),
];
const said = (body: string, parentAuthor = "sage.agent", author = "bob") =>
  commentEvent({ author, permlink: "p", parentAuthor, body });
const acknowledgedBy = (body: string, parentAuthor?: string): (string | undefined)[] =>
  wishesFor(said(body, parentAuthor), agents).map(({ acknowledgement }) => acknowledgement?.agent);

test("a STOP is for the whole bot, acknowledged by the first agent that was spoken to and may reply, and no job for a model", () => {
  const event = said("STOP");
  expect(wishesFor(event, agents)).toMatchObject([
    {
      person: "bob",
      wish: "stop",
      subject: "bob/p",
      at: event.timestamp,
      acknowledgement: { agent: "sage", trigger: "stop", subject: "bob/p", eventId: event.id, person: "bob" },
    },
  ]);
  expect(jobsFor(event, agents)).toEqual([]);
  expect(acknowledgedBy("@curator.agent @sage.agent stop", "alice")).toEqual(["sage"]);
});

test("where nobody who may reply was spoken to, it is heard without a word", () => {
  expect(acknowledgedBy("STOP", "curator.agent")).toEqual([undefined]);
  expect(acknowledgedBy("@curator.agent stop", "alice")).toEqual([undefined]);
});

test("who wishes to start is told nothing, and who wishes to be left alone and forgotten is heard in both", () => {
  expect(acknowledgedBy("!start")).toEqual([undefined]);
  expect(acknowledgedBy("!stop\n!forget")).toEqual(["sage", "sage"]);
});

test("everything else is a job, and what happens without words is no wish", () => {
  expect(wishesFor(said("What is it made of?"), agents)).toEqual([]);
  expect(jobsFor(said("What is it made of?"), agents)).toHaveLength(3);
  const vote = { type: "vote", voter: "bob", author: "sage.agent", permlink: "stop", weight: 1 } as const;
  expect(wishesFor({ ...said(""), operation: vote }, agents)).toEqual([]);
});
