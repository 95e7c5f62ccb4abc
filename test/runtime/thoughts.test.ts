import { expect, test } from "vitest";
import { openHouse } from "../support/house.ts";

const thoughts = "Shall I tell bob that I was told to be brief? Better not.";
const answer = JSON.stringify({ reason: "It was asked.", reply: { body: "Of bricks." } });

test("what a model thinks is kept with its turn, and is no part of any operation", async () => {
  const house = await openHouse({
    script: () => ({ text: answer, thoughts }),
    agents: (all) => all.filter(({ name }) => name === "sage"),
  });
  house.write("alice", "oven", "I built an oven.");
  house.devnet.mine();
  house.write("bob", "question", "@sage.agent what is its base made of?", { author: "alice", permlink: "oven" });
  await house.told("transaction-confirmed", { subject: "bob/question" });
  const [story] = await house.store.views.findStories("bob/question");
  expect(story?.turns).toMatchObject([{ step: "decide", thoughts, output: answer }]);
  expect(story?.outbox).toHaveLength(1);
  expect(JSON.stringify([story?.decision, story?.outbox])).not.toContain("Shall I");
});
