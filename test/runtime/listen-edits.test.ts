import DiffMatchPatch from "diff-match-patch";
import { expect, it } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import type { Post } from "../../src/chain/post.ts";
import { withWholeBodies } from "../../src/runtime/listen-edits.ts";
import { SkepError } from "../../src/shared/errors.ts";
import { commentEvent } from "../support/comment-event.ts";

const library = new DiffMatchPatch();
const [before, after] = ["Hello to all of you", "Hello @sage to all of you"];
const patch = library.patch_toText(library.patch_make(before, after));
const edited = new Date("2026-01-01T00:01:00Z");
const edit = { ...commentEvent({ author: "alice", permlink: "p", body: patch }), timestamp: edited };
const agents = [{ maxAge: 3_600_000 }] as unknown as readonly Agent[];

/** A node whose answers come from this list, one after the other. */
function reading(answers: readonly (Partial<Post> | undefined | SkepError)[], signal = new AbortController().signal) {
  let asked = 0;
  const said: string[] = [];
  const findPost = async (): Promise<Post | undefined> => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    if (answer instanceof SkepError) throw answer;
    return answer as Post | undefined;
  };
  const say = (message: string): void => void said.push(message);
  const now = new Date("2026-01-01T00:02:00Z");
  return { how: { reader: { findPost }, now, say, signal, pauseMs: 1 }, said, asked: () => asked };
}

async function bodies(
  ...[events, how]: [Parameters<typeof withWholeBodies>[0], Parameters<typeof withWholeBodies>[2]]
) {
  const whole = await withWholeBodies(events, agents, how);
  return whole?.map(({ operation }) => (operation.type === "comment" ? operation.body : operation.type));
}

it("reads a post again whose edit is a patch, once the node has the edit too", async () => {
  const { how, asked } = reading([
    { body: before, updatedAt: new Date("2026-01-01T00:00:00Z") },
    undefined,
    { body: after, updatedAt: edited },
  ]);
  await expect(bodies([edit, commentEvent({ body: "whole" })], how)).resolves.toEqual([after, "whole"]);
  expect(asked()).toBe(3);
});

it("waits for a node that cannot be reached, and says so", async () => {
  const down = new SkepError("chain_unreachable", "no node answered");
  const { how, said } = reading([down, down, { body: after, updatedAt: edited }]);
  await expect(bodies([edit], how)).resolves.toEqual([after]);
  expect(said).toHaveLength(2);
});

it("leaves alone what no agent would answer any more", async () => {
  const { how, asked } = reading([{ body: after }]);
  const late = { ...how, now: new Date("2026-01-01T02:00:00Z") };
  await expect(bodies([edit], late)).resolves.toEqual([patch]);
  expect(asked()).toBe(0);
});

it("takes in nothing when it is stopped while it waits", async () => {
  const stop = new AbortController();
  const { how } = reading([undefined], stop.signal);
  const waiting = bodies([edit], { ...how, pauseMs: 60_000 });
  stop.abort();
  await expect(waiting).resolves.toBeUndefined();
});
