import { spawn, type ChildProcess } from "node:child_process";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { decodeBlock } from "../../src/chain/decode-block.ts";
import { encodeOperation } from "../../src/chain/encode.ts";
import { eventsOf } from "../../src/chain/event.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { writeScriptedModel } from "../../tools/gguf/scripted-model.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const agentFile = `version: 1
name: sage
description: Answers.
account: sage.agent
mode: live
operator: alice
prompt: sage
triggers:
  - on: mention
may: [reply]
`;

/** An operator's folder for the built command line, with a model that says one thing. */
async function project(devnet: Devnet): Promise<string> {
  const folder = await temporaryFolder({
    "agents/sage.yaml": agentFile,
    "prompts/sage.md": "---\ndescription: Answers.\n---\nYou are @{{account}}. Answer in JSON.\n",
    "skep.yaml": `nodes: [${devnet.url}]\nchainId: "${devnet.chainId}"\nmodels:\n  default: model.gguf\n`,
    ".env": `HIVE_POSTING_KEY_SAGE_AGENT=${devnet.keyOf("sage.agent", "posting")}\n`,
  });
  await chmod(join(folder, ".env"), 0o600);
  const answer = JSON.stringify({ reason: "It was asked.", reply: { body: "Of old fire bricks." } });
  writeScriptedModel(join(folder, "model.gguf"), { says: [answer], contextLength: 2048 });
  return folder;
}

interface Running {
  readonly process: ChildProcess;
  /** Resolves when a log line with this message comes. */
  said(message: string): Promise<void>;
  readonly ended: Promise<number | null>;
  readonly lines: readonly string[];
}

function run(folder: string, ...flags: string[]): Running {
  const child = spawn(process.execPath, [resolve("dist/cli/main.js"), "run", "--log-level", "debug", ...flags], {
    cwd: folder,
  });
  const lines: string[] = [];
  const waiting: { message: string; resolve: () => void }[] = [];
  createInterface(child.stderr).on("line", (line) => {
    lines.push(line);
    for (const each of waiting) if (line.includes(`"${each.message}"`)) each.resolve();
  });
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = async (message: string): Promise<void> => {
    const come = new Promise<void>((done) => waiting.push({ message, resolve: done }));
    const failed = ended.then(() =>
      Promise.reject(new Error(`ended before "${message}":\n${lines.slice(-15).join("\n")}`)),
    );
    await Promise.race([come, failed]);
  };
  return { process: child, said, ended, lines };
}

function write(devnet: Devnet, author: string, permlink: string, body: string, parent = "/test"): void {
  const [parentAuthor = "", parentPermlink = ""] = parent.split("/");
  const comment = {
    type: "comment",
    parentAuthor,
    parentPermlink,
    author,
    permlink,
    title: parentAuthor ? "" : permlink,
    body,
    jsonMetadata: "{}",
  } as const;
  devnet.broadcastAs(author, [encodeOperation(comment)]);
}

/** Every reply of this account in every block, as a bystander reads it: `to whom: first line`. */
async function repliesOf(devnet: Devnet, account: string): Promise<string[]> {
  const params = { starting_block_num: 1, count: 1000 };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "block_api.get_block_range", params });
  const answer = (await (await fetch(devnet.url, { method: "POST", body })).json()) as {
    result: { blocks: unknown[] };
  };
  return answer.result.blocks
    .flatMap((block) => eventsOf(decodeBlock(block)))
    .flatMap(({ operation }) =>
      operation.type === "comment" && operation.author === account
        ? [`${operation.parentAuthor}: ${operation.body.split("\n")[0]}`]
        : [],
    );
}

const moments = ["turn started", "turn ended", "decision judged", "transaction signed", "transaction sent"] as const;

test(
  "killed in the middle of a turn and at every later step, it goes on and answers exactly once",
  { timeout: 240_000 },
  async () => {
    const people = moments.map((_, index) => `person${index}`);
    await using devnet = await createDevnet({
      interval: 200,
      accounts: ["alice", "sage.agent", ...people].map((name) => ({ name })),
    });
    const folder = await project(devnet);
    write(devnet, "alice", "oven", "I built an oven.");
    devnet.mine();

    let bot = run(folder, "--live", "--from", String(devnet.head().number));
    await bot.said("listening");
    for (const [index, moment] of moments.entries()) {
      write(devnet, `person${index}`, "question", "@sage.agent what is its base made of?", "alice/oven");
      await bot.said(moment);
      bot.process.kill("SIGKILL");
      await bot.ended;
      bot = run(folder, "--live");
      await bot.said("transaction confirmed");
    }
    await new Promise((done) => setTimeout(done, 1_500)); // what would be said twice would be said by now
    bot.process.kill("SIGINT");
    expect(await bot.ended).toBe(0);

    expect((await repliesOf(devnet, "sage.agent")).toSorted()).toEqual(
      people.map((person) => `${person}: Of old fire bricks.`),
    );
    await using store = openSqliteStore(join(folder, "data", "skep.db"), { readonly: true });
    const jobs = await store.views.readJobs({ limit: 99 });
    expect(jobs.map(({ state, person }) => `${person} ${state}`).toSorted()).toEqual(
      people.map((person) => `${person} decided`),
    );
  },
);

test.runIf(process.platform === "linux")(
  "the first Ctrl-C finishes the turn in hand; no key is in logs, database or environment; the next life sends",
  { timeout: 120_000 },
  async () => {
    await using devnet = await createDevnet({
      interval: 200,
      accounts: ["alice", "sage.agent"].map((name) => ({ name })),
    });
    const folder = await project(devnet);
    devnet.mine();
    const first = run(folder, "--live");
    await first.said("listening");
    const key = devnet.keyOf("sage.agent", "posting");
    const environments = await Promise.all(
      [first.process.pid, ...(await childrenOf(first.process.pid))].map((pid) =>
        readFile(`/proc/${pid}/environ`, "utf8"),
      ),
    );
    expect(environments).toHaveLength(2); // the bot's and the engine's
    expect(environments.join()).not.toContain(key);

    write(devnet, "alice", "oven", "@sage.agent what is the base made of?");
    await first.said("turn started");
    first.process.kill("SIGINT");
    expect(await first.ended).toBe(0);
    expect(first.lines.join("\n")).toContain("decision judged");

    const second = run(folder, "--live");
    await second.said("transaction confirmed");
    second.process.kill("SIGINT");
    await second.ended;
    const database = await readFile(join(folder, "data", "skep.db"));
    expect(database.includes(key)).toBe(false);
    expect([...first.lines, ...second.lines].join("\n")).not.toContain(key);
  },
);

/** Linux tells it; the test is skipped elsewhere. */
async function childrenOf(pid: number | undefined): Promise<string[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  return children.split(" ").filter(Boolean);
}

test("a second bot on the same data directory is refused by name, and a wrong or too strong key is refused unseen", async () => {
  await using devnet = await createDevnet({
    interval: 200,
    accounts: ["alice", "sage.agent"].map((name) => ({ name })),
  });
  const folder = await project(devnet);
  devnet.mine();
  const first = run(folder, "--live");
  await first.said("listening");
  const second = run(folder, "--live");
  expect(await second.ended).toBe(2);
  expect(second.lines.join("\n")).toMatch(/another skep \(.*pid \d+.*\) already works in/);
  first.process.kill("SIGINT");
  expect(await first.ended).toBe(0);

  for (const [key, complaint] of [
    [devnet.keyOf("sage.agent", "active"), "active key"],
    [devnet.keyOf("alice", "posting"), "not one of its posting keys"],
  ] as const) {
    await writeFile(join(folder, ".env"), `HIVE_POSTING_KEY_SAGE_AGENT=${key}\n`);
    const refused = run(folder, "--live");
    expect(await refused.ended).toBe(2);
    expect(refused.lines.join("\n")).toContain(complaint);
    expect(refused.lines.join("\n")).not.toContain(key);
  }
});
