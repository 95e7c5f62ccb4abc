import { expect, test } from "vitest";
import { z } from "zod";
import { defineTrigger } from "../../src/trigger/trigger.ts";
import { agentFile, loadFiles as load } from "../support/agent-files.ts";
import { commentEvent } from "../support/comment-event.ts";

test("the first rule that fits names the trigger, in the order of the file", async () => {
  const both = (first: string, second: string): string =>
    agentFile(["triggers:", `  - on: ${first}`, `  - on: ${second}`], ["triggers", "  - on"]);
  const event = commentEvent({ parentAuthor: "sage.agent", body: "@sage.agent what is that?" });
  for (const [first, second] of [
    ["mention", "reply"],
    ["reply", "mention"],
  ] as const) {
    const { agents } = await load({ "agents/a.yaml": both(first, second) });
    expect(agents[0]?.match(event)).toBe(first);
  }
});

test("a kind of trigger of one's own can stand in agent files", async () => {
  const tagged = defineTrigger({
    kind: "shout",
    description: "Someone writes in capitals.",
    options: z.strictObject({ marks: z.int().default(1) }),
    matches: ({ operation }, { marks }) => operation.type === "comment" && operation.body.endsWith("!".repeat(marks)),
  });
  const file = agentFile(["triggers: [{ on: shout, marks: 2 }]"], ["triggers", "  - on"]);
  const { agents, complaints } = await load({ "agents/a.yaml": file }, { kinds: [tagged] });
  expect(complaints).toEqual([]);
  expect(agents[0]?.match(commentEvent({ body: "HEY!!" }))).toBe("shout");
  expect(agents[0]?.match(commentEvent({ body: "HEY!" }))).toBeUndefined();
});
