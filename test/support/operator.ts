import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { decodeBlock } from "../../src/chain/decode-block.ts";
import { encodeOperation } from "../../src/chain/encode.ts";
import { eventsOf, type ChainEvent } from "../../src/chain/event.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import type { DevnetOptions } from "../../src/devnet/devnet-options.ts";
import { writeScriptedModel } from "../../tools/gguf/scripted-model.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const agentFile = (name: string): string => `version: 1
name: ${name}
description: Answers.
account: sage.agent
mode: live
operator: alice
prompt: sage
triggers:
  - on: mention
may: [reply]
limits:
  actionsPerDay: 10000
  perAuthor: { actions: 1000, every: 1h }
  perThread: 1000
`;

/** A dev chain that no other test can mistake for its own: locks of accounts go by the chain's id. */
export function ownDevnet(
  people: readonly string[],
  interval: number | "manual" = 200,
  more: DevnetOptions = {},
): Promise<Devnet> {
  return createDevnet({
    ...more,
    interval,
    chainId: randomBytes(32).toString("hex"),
    accounts: ["alice", "sage.agent", ...people].map((name) => ({ name })),
  });
}

/** An operator's folder for the built command line, with an agent and a model that says one thing. */
export async function project(
  devnet: Devnet,
  { node = devnet.url, agents = ["sage"], parallel = 1 } = {},
): Promise<string> {
  const folder = await temporaryFolder({
    ...Object.fromEntries(agents.map((name) => [`agents/${name}.yaml`, agentFile(name)])),
    "prompts/sage.md": "---\ndescription: Answers.\n---\nYou are @{{account}}. Answer in JSON.\n",
    "skep.yaml": `nodes: [${node}]\nchainId: "${devnet.chainId}"\nmodels:\n  default: { use: model.gguf, parallel: ${parallel} }\n`,
    ".env": `HIVE_POSTING_KEY_SAGE_AGENT=${devnet.keyOf("sage.agent", "posting")}\n`,
  });
  await chmod(join(folder, ".env"), 0o600);
  const answer = JSON.stringify({ reason: "It was asked.", reply: { body: "Of old fire bricks." } });
  writeScriptedModel(join(folder, "model.gguf"), { says: [answer], contextLength: 2048 });
  return folder;
}

/** The command line of the package, as it was built. */
const cli = resolve("dist/cli/main.js");

/** A bot in a process of its own. */
export interface Running {
  readonly process: ChildProcess;
  /** Resolves when a log line with this message comes, or has come. */
  said(message: string): Promise<void>;
  /** Resolves with the next such line, from now on. */
  next(message: string): Promise<void>;
  readonly ended: Promise<number | null>;
  readonly lines: readonly string[];
}

/** Starts `skep run` in a project; it is killed when the test is over. `wrap`: words before node's own. */
export function run(folder: string, flags: readonly string[], wrap: readonly string[] = []): Running {
  const [program = "", ...words] = [...wrap, process.execPath, cli, "run", "--log-level", "debug", ...flags];
  const child = spawn(program, words, { cwd: folder });
  const lines: string[] = [];
  const waiting: { message: string; resolve: () => void }[] = [];
  createInterface(child.stderr).on("line", (line) => {
    lines.push(line);
    for (const each of waiting) if (line.includes(`"${each.message}"`)) each.resolve();
  });
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  onTestFinished(() => void child.kill("SIGKILL"));
  const next = async (message: string): Promise<void> => {
    const come = new Promise<void>((done) => waiting.push({ message, resolve: done }));
    const failed = ended.then(() =>
      Promise.reject(new Error(`ended before "${message}":\n${lines.slice(-15).join("\n")}`)),
    );
    await Promise.race([come, failed]);
  };
  return {
    process: child,
    ended,
    lines,
    next,
    said: (message) => (lines.some((line) => line.includes(`"${message}"`)) ? Promise.resolve() : next(message)),
  };
}

/** Runs one command to its end. */
export function skep(
  folder: string,
  ...words: readonly string[]
): { readonly out: string; readonly err: string; readonly status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...words], { cwd: folder, encoding: "utf8" });
  return { out: stdout, err: stderr, status };
}

/** Runs one command to its end while this process goes on: its servers answer meanwhile. */
export async function skepBeside(
  folder: string,
  ...words: readonly string[]
): Promise<{ readonly out: string; readonly err: string; readonly status: number | null }> {
  const child = spawn(process.execPath, [cli, ...words], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise<number | null>((done) => child.once("close", done));
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, status };
}

/** Somebody writes a root post, or a reply where a parent is given. */
export function write(devnet: Devnet, author: string, permlink: string, body: string, parent = "/test"): void {
  const [parentAuthor = "", parentPermlink = ""] = parent.split("/");
  const words = { parentAuthor, parentPermlink, author, permlink, title: parentAuthor ? "" : permlink, body };
  devnet.broadcastAs(author, [encodeOperation({ type: "comment", ...words, jsonMetadata: "{}" })]);
}

/** Every event of a chain, as a bystander reads it. */
export async function readEvents(devnet: Devnet): Promise<ChainEvent[]> {
  const events: ChainEvent[] = [];
  for (let from = 1; from <= devnet.head().number; from += 1000) {
    const params = { starting_block_num: from, count: 1000 };
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "block_api.get_block_range", params });
    const answer = (await (await fetch(devnet.url, { method: "POST", body })).json()) as {
      result: { blocks: unknown[] };
    };
    events.push(...answer.result.blocks.flatMap((block) => eventsOf(decodeBlock(block))));
  }
  return events;
}

/** Every reply of an account in every block: `to whom/what: first line`. One that was edited stands there twice. */
export async function repliesOf(devnet: Devnet, account: string): Promise<string[]> {
  return (await readEvents(devnet)).flatMap(({ operation }) =>
    operation.type === "comment" && operation.author === account
      ? [`${operation.parentAuthor}/${operation.parentPermlink}: ${operation.body.split("\n")[0]}`]
      : [],
  );
}

/** Deletes a database, as an operator would who thinks that this helps. */
export async function loseDatabase(folder: string): Promise<void> {
  await rm(join(folder, "data"), { recursive: true });
}
