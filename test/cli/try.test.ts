import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { loadAgents } from "../../src/agent/load-agents.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { occasionFor, type Occasion, type Wish } from "../../src/cli/try/occasion.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { writeScriptedModel } from "../../tools/gguf/scripted-model.ts";
import { ownDevnet, project, skepBeside, write } from "../support/operator.ts";

const quiet = ["--log-level", "error"];

/** What a try comes to, as `--json` prints it. */
async function tried(folder: string, ...words: readonly string[]): Promise<Record<string, unknown>> {
  const { out, err, status } = await skepBeside(folder, "try", ...words, "--json", ...quiet);
  expect(err).toBe("");
  expect(status).toBe(0);
  return JSON.parse(out) as Record<string, unknown>;
}

/** All that a try must leave as it is. */
async function stateOf(devnet: Devnet, folder: string): Promise<object> {
  return { head: devnet.head(), files: (await readdir(folder, { recursive: true })).toSorted() };
}

it("shows what an agent would say to somebody's words, and leaves nothing behind", async () => {
  await using devnet = await ownDevnet(["somebody"], "manual");
  devnet.mine();
  const folder = await project(devnet);
  const before = await stateOf(devnet, folder);
  expect(await tried(folder, "sage", "--text", "@sage what is the base made of?")).toMatchObject({
    agent: "sage",
    trigger: "mention",
    person: "somebody",
    outcome: "allow",
    decision: { reason: "It was asked.", reply: { body: "Of old fire bricks." } },
    turns: [{ step: "decide", output: expect.stringContaining("fire bricks") }],
    operations: [
      { type: "comment", parentAuthor: "somebody", author: "sage.agent" },
      { type: "commentOptions", maxAcceptedPayout: "0.000 HBD" },
    ],
  });
  expect(await stateOf(devnet, folder)).toEqual(before);
});

it("tells people of the context with its tokens, of the answer, the guards and what would be written", async () => {
  await using devnet = await ownDevnet(["bob"], "manual");
  devnet.mine();
  write(devnet, "alice", "oven", "The base is made of old fire bricks.");
  devnet.mine();
  const folder = await project(devnet);
  const file = join(folder, "agents/sage.yaml");
  await writeFile(file, `${await readFile(file, "utf8")}knowledge: [notes.md]\n`);
  await writeFile(join(folder, "notes.md"), "# Ovens\n\nThe base of an oven is made of bricks.\n");
  const words = ["--text", "@sage what is the base made of?", "--by", "bob", "--under", "@alice/oven"];
  const { out, status } = await skepBeside(folder, "try", "sage", ...words, "--out", "said.md", ...quiet);
  expect(status).toBe(0);
  expect(out).toContain("trigger mention by @bob: bob/try-");
  expect(out).toMatch(
    /\d+ tokens: instruction\n.*\d+ tokens: post by @alice\n.*\d+ tokens: knowledge from notes\.md.*\n.*\d+ tokens: question by @bob\n/,
  );
  expect(out).toContain("reason: It was asked.");
  expect(out).toMatch(/verdict: allow: passed not-oneself, /);
  expect(out).toMatch(/would write a reply to @bob\/try-\d+\n\nOf old fire bricks\.\n/);
  expect(out).toContain("its payout is declined");
  expect(await readFile(join(folder, "said.md"), "utf8")).toMatch(/^Of old fire bricks\.\n\n/);
});

it("tries a post or reply that stands on chain, at the time at which it was written", async () => {
  await using devnet = await ownDevnet([], "manual", { genesisTime: new Date("2026-03-01T00:00:00Z") });
  devnet.mine();
  write(devnet, "alice", "question", "@sage.agent what is the base made of?");
  devnet.mine(10);
  const folder = await project(devnet);
  expect(await tried(folder, "sage", "--event", "https://peakd.com/test/@alice/question")).toMatchObject({
    subject: "alice/question",
    person: "alice",
    outcome: "allow",
  });
});

it("reads from another node, of whatever chain it is, where it is told to", async () => {
  await using home = await ownDevnet([], "manual");
  await using other = await ownDevnet([], "manual");
  for (const devnet of [home, other]) devnet.mine();
  write(other, "alice", "elsewhere", "@sage.agent what is the base made of?");
  other.mine();
  const folder = await project(home);
  const words = ["sage", "--event", "alice/elsewhere"];
  const { err, status } = await skepBeside(folder, "try", ...words, ...quiet);
  expect({ err, status }).toMatchObject({
    status: 2,
    err: expect.stringContaining("there is no post alice/elsewhere"),
  });
  expect(await tried(folder, ...words, "--against", other.url)).toMatchObject({ outcome: "allow" });
});

it("says which gate or guard stands in the way", async () => {
  await using devnet = await ownDevnet([], "manual");
  devnet.mine();
  const folder = await project(devnet);
  const answer = JSON.stringify({ reason: "It was asked.", reply: { body: "Ask @mallory." } });
  writeScriptedModel(join(folder, "model.gguf"), { says: [answer], contextLength: 2048 });
  expect(await tried(folder, "sage", "--text", "@sage who knows it?")).toMatchObject({
    outcome: "deny",
    guard: "no-strangers",
    because: "it names @mallory, who did not ask",
    operations: [],
  });
  const file = join(folder, "agents/sage.yaml");
  const agent = await readFile(file, "utf8");
  await writeFile(file, agent.replace("actionsPerDay: 10000", "actionsPerDay: 0"));
  const stopped = await tried(folder, "sage", "--text", "@sage who knows it?");
  expect(stopped).toMatchObject({ outcome: "gated", turns: [], operations: [] });
  expect(stopped["because"]).toContain("actions-per-day");
});

it("refuses what no trigger fits and an agent that is not there", async () => {
  await using devnet = await ownDevnet([], "manual");
  devnet.mine();
  const folder = await project(devnet);
  const unfit = await skepBeside(folder, "try", "sage", "--text", "nobody is named here at all", ...quiet);
  expect(unfit).toMatchObject({ status: 2, err: expect.stringContaining("no trigger of sage fits") });
  const unknown = await skepBeside(folder, "try", "nobody", "--text", "@sage hello there", ...quiet);
  expect(unknown).toMatchObject({ status: 2, err: expect.stringContaining("nobody") });
});

it("takes an agent's name for its account, but not a part of another name", async () => {
  await using devnet = await ownDevnet([], "manual");
  devnet.mine();
  const bodyOf = async (text: string): Promise<unknown> =>
    (JSON.parse((await occasion(devnet, { text })).job.event) as { operation: { body: unknown } }).operation.body;
  expect(await bodyOf("hi @sage, hello there")).toBe("hi @sage.agent, hello there");
  expect(await bodyOf("@sage.agent is not @sage-two")).toBe("@sage.agent is not @sage-two");
  await expect(bodyOf("hi @sage-two hello there")).rejects.toThrow("no trigger of sage fits");
});

it("refuses what is no wish, with the remedy", async () => {
  await using devnet = await ownDevnet([], "manual");
  devnet.mine();
  const refusals: [Partial<Wish>, string][] = [
    [{ text: "@sage hello there", by: "No Body" }, "is no account name"],
    [{ text: "@sage hello there", slot: "2026-01-01" }, "not several"],
    [{ text: "@sage hello there", under: "alice/nothing" }, "there is no post alice/nothing"],
    [{ event: "nonsense" }, "there is no post nonsense"],
    [{}, "waits for events"],
    [{ schedule: "daily" }, 'no schedule "daily"'],
  ];
  for (const [wish, message] of refusals) {
    const complaint = { code: "config_invalid", message: expect.stringContaining(message) };
    await expect(occasion(devnet, wish)).rejects.toMatchObject(complaint);
  }
});

/** What the shipped sage would be tried on. */
async function occasion(devnet: Devnet, wish: Partial<Wish>): Promise<Occasion> {
  const reader = createChainReader(createRpcClient({ nodes: [devnet.url] }));
  const { agents } = await loadAgents({ agentsDir: "agents", promptsDir: "prompts" });
  const sage = agents.find(({ name }) => name === "sage");
  if (!sage) throw new Error("there is no sage");
  return occasionFor({ by: "somebody", in: "test", ...wish }, sage, reader, new AbortController().signal, new Date());
}

it("tries a moment of a schedule: tells each post as it is read, and shows the digest that would be published", async () => {
  await using devnet = await digestDevnet();
  const folder = await digestProject(devnet);
  const before = await stateOf(devnet, folder);
  const slot = ["inleo-digest", "--slot", "2026-03-01T18:00Z"];
  const { out, status } = await skepBeside(folder, "try", ...slot, "--out", "digest.md", ...quiet);
  expect(status).toBe(0);
  expect(out).toContain("schedule/inleo-digest/daily/2026-03-01T18:00:00.000Z");
  expect(out).toContain("gathered 2 posts, of which 2 are read");
  for (const line of [/^read 1 of 2: @\w+\/\w+ \(\d+ \+ \d+ tokens in [\d.]+ s \(\d+ tokens\/s\)/m, /^read 2 of 2: /m])
    expect(out).toMatch(line);
  expect(out).toContain("would write a post in hive-167922: ");
  expect(out).toContain("would wait for your approval");
  const digest = await readFile(join(folder, "digest.md"), "utf8");
  await rm(join(folder, "digest.md"));
  expect(digest).toMatch(/^# /);
  for (const place of ["@alice/savings", "@bob/oven"]) expect(digest).toContain(place);
  expect(await stateOf(devnet, folder)).toEqual(before);
});

it("tells of a moment at which there is nothing to say", async () => {
  await using devnet = await digestDevnet();
  const folder = await digestProject(devnet);
  expect(await tried(folder, "inleo-digest", "--slot", "2026-02-01")).toMatchObject({
    trigger: "schedule",
    outcome: "gated",
    because: expect.stringContaining("nothing to say"),
    posts: [],
    operations: [],
  });
});

/** A chain of some day in the past on which two people wrote posts in INLEO's community. */
async function digestDevnet(): Promise<Devnet> {
  const devnet = await ownDevnet(["bob", "inleo.digest"], "manual", {
    genesisTime: new Date("2026-03-01T12:00:00Z"),
    communities: [{ name: "hive-167922", title: "INLEO" }],
  });
  devnet.mine();
  write(devnet, "alice", "savings", "I looked back. The main point is that savings pay.", "/hive-167922");
  write(devnet, "bob", "oven", "The dome is a mix of clay and sand. It is warm.", "/hive-167922");
  devnet.mine(100);
  return devnet;
}

/** The shipped digest agent with the model that ships, beside that chain. */
async function digestProject(devnet: Devnet): Promise<string> {
  const folder = await project(devnet, { agents: [] });
  for (const file of ["agents/inleo-digest.yaml", "prompts/inleo-digest.md", "prompts/digest-item.md"]) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await copyFile(file, join(folder, file));
  }
  await copyFile("models/skep-tiny.gguf", join(folder, "model.gguf"));
  return folder;
}
