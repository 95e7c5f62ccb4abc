import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parseBlockPlace } from "../../src/cli/block-place.ts";
import { encodeOperation } from "../../src/chain/encode.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { ownDevnet, project, write } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const agent = `version: 1
name: sage
description: Waits.
account: sage.agent
prompt: watch
triggers:
  - on: mention
  - on: reply
may: [reply]
`;

/** The built command, beside a dev chain in this process. */
async function skep(folder: string, ...words: string[]): Promise<{ out: string; err: string; status: number | null }> {
  const child = spawn(process.execPath, [resolve("dist/cli/main.js"), ...words], { cwd: folder });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const status = await new Promise<number | null>((done) => child.on("close", done));
  return { out, err, status };
}

it("walks past blocks of a node and prints one line a match, then the figures", async () => {
  await using devnet = await createDevnet({
    interval: "manual",
    accounts: [{ name: "alice" }, { name: "bob" }, { name: "sage.agent" }],
  });
  const say = (author: string, permlink: string, body: string): void => {
    const comment = {
      parentAuthor: "",
      parentPermlink: "test",
      author,
      permlink,
      title: "T",
      body,
      jsonMetadata: "{}",
    };
    devnet.broadcastAs(author, [encodeOperation({ type: "comment", ...comment })]);
    devnet.mine();
  };
  devnet.mine(200);
  say("alice", "question", "What do you say, @Sage.Agent?");
  const asked = devnet.head().number;
  say("bob", "nothing", "What do you say, @sage.agents?");
  devnet.mine(200);
  const folder = await temporaryFolder({
    "agents/sage.yaml": agent,
    "prompts/watch.md": "---\ndescription: Watches.\n---\nYou are @{{account}}.\n",
  });
  const where = ["--node", devnet.url, "--chain-id", devnet.chainId];
  const { out, err, status } = await skep(folder, "replay", ...where, "--from", "1", "--to", "400", "--json");
  expect(err).toBe("");
  expect(status).toBe(0);
  const [match, figures] = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(match).toEqual({
    block: asked,
    transaction: expect.stringMatching(/^[0-9a-f]{40}$/),
    author: "alice",
    permlink: "question",
    agent: "sage",
    trigger: "mention",
  });
  expect(figures).toEqual({
    blocks: 400,
    seconds: expect.any(Number),
    blocksPerSecond: expect.any(Number),
    cpuMsPerBlock: expect.any(Number),
    peakRssMb: expect.any(Number),
    matches: 1,
  });
  const wrong = await skep(folder, "replay", "--node", devnet.url, "--from", "1");
  expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining("no node is on this chain") });
});

it("lets the model and the guards decide where it is asked to, and leaves nothing behind", async () => {
  await using devnet = await ownDevnet([], "manual");
  devnet.mine();
  for (const permlink of ["question", "another"]) {
    write(devnet, "alice", permlink, "What do you say, @sage.agent?");
    devnet.mine(101); // root posts are five minutes apart
  }
  const folder = await project(devnet);
  const before = { head: devnet.head(), files: await readdir(folder) };
  const { out, err, status } = await skep(folder, "replay", "--decide", "--from", "1", "--json", "--log-level", "warn");
  expect(err).toBe("");
  expect(status).toBe(0);
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const verdict = { agent: "sage", outcome: "allow", decision: { reply: { body: "Of old fire bricks." } } };
  expect(lines).toMatchObject([
    { permlink: "question", trigger: "mention" },
    { subject: "alice/question", ...verdict },
    { permlink: "another", trigger: "mention" },
    { subject: "alice/another", ...verdict },
    { matches: 2, verdicts: 2 },
  ]);
  expect({ head: devnet.head(), files: await readdir(folder) }).toEqual(before);
});

it("takes a place on the chain as a number, a moment or a time ago", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  expect(parseBlockPlace("97477292", "--from", now)).toBe(97_477_292);
  expect(parseBlockPlace("2h", "--from", now)).toEqual(new Date("2026-03-01T10:00:00Z"));
  expect(parseBlockPlace("2026-01-31", "--from", now)).toEqual(new Date("2026-01-31T00:00:00Z"));
  expect(parseBlockPlace("2026-01-31T18:00", "--from", now)).toEqual(new Date("2026-01-31T18:00:00Z"));
  expect(parseBlockPlace("2026-01-31T18:00:00+02:00", "--from", now)).toEqual(new Date("2026-01-31T16:00:00Z"));
  for (const text of ["", "0", "yesterday", "2026-13-01", "-5", "2x"]) {
    expect(() => parseBlockPlace(text, "--from", now)).toThrow("--from takes a block number");
  }
});
