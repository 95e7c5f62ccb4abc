import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import { loadAgents, type LoadedAgents } from "../../src/agent/load-agents.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { commentEvent } from "../support/comment-event.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let loaded: LoadedAgents;
let agents: ReadonlyMap<string, Agent>;

beforeAll(async () => {
  const { config } = await loadConfig({ projectDir: root, environment: {} });
  loaded = await loadAgents({ ...config, models: Object.keys(config.models) });
  agents = new Map(loaded.agents.map((agent) => [agent.name, agent]));
});

test("three agents ship, none of them can reach the chain as it is", () => {
  expect(loaded.complaints).toEqual([]);
  expect([...agents.keys()]).toEqual(["curator", "inleo-digest", "sage"]);
  for (const agent of agents.values()) expect(agent.mode).toBe("dry-run");
});

test("sage answers mentions and replies, and may do nothing else", () => {
  const sage = agents.get("sage");
  expect(sage?.may).toEqual(["reply"]);
  expect(sage?.match(commentEvent({ body: "@sage.agent what are resource credits?" }))).toBe("mention");
  expect(sage?.match(commentEvent({ parentAuthor: "sage.agent", body: "and what do they cost?" }))).toBe("reply");
  expect(sage?.match(commentEvent({ parentAuthor: "sage.agent", body: "@sage.agent what is that?" }))).toBe("mention");
  expect(sage?.match(commentEvent({ body: "nothing to do with you" }))).toBeUndefined();
  expect(sage?.prompt).toContain("You are @sage.agent");
});

test("curator looks at every post with some words in it, and may only upvote", () => {
  const curator = agents.get("curator");
  expect(curator?.may).toEqual(["upvote"]);
  expect(curator?.match(commentEvent({ body: "a few words about my garden" }))).toBe("post");
  expect(curator?.match(commentEvent({ body: "look!" }))).toBeUndefined();
});

test("the digest is due daily, reads INLEO, and waits for its operator", () => {
  const digest = agents.get("inleo-digest");
  expect(digest?.schedules).toMatchObject([
    {
      name: "daily",
      cron: "0 18 * * *",
      timezone: "UTC",
      missed: "run-once",
      gather: { sources: [{ from: "community", name: "hive-167922" }], since: 86_400_000, take: 8, rank: "payout" },
      outlet: { kind: "post", category: "hive-167922" },
    },
  ]);
  expect(digest?.may).toEqual(["post"]);
  expect(digest?.needsApproval).toEqual(["post"]);
  expect(digest?.each).toContain("You read one post for a digest.");
});
