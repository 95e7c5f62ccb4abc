import { join } from "node:path";
import DiffMatchPatch from "diff-match-patch";
import { expect, onTestFinished, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import { loadAgents } from "../../src/agent/load-agents.ts";
import type { ChainReader } from "../../src/chain/chain-reader.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import type { Post } from "../../src/chain/post.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { scriptedModel } from "../../src/model/scripted-model.ts";
import { listenToThePast } from "../../src/runtime/listen-past.ts";
import { type PastVerdict, withVerdicts } from "../../src/runtime/past-verdicts.ts";
import { silentLog } from "../../src/shared/log.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { write } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const answer = JSON.stringify({ reason: "It was asked.", reply: { body: "Of old fire bricks." } });

async function chain(): Promise<Devnet> {
  const people = ["alice", "bob", "sage.agent", "curator.agent", "inleo.digest"];
  const genesisTime = new Date("2026-01-01T00:00:00Z");
  const devnet = await createDevnet({ interval: "manual", genesisTime, accounts: people.map((name) => ({ name })) });
  onTestFinished(() => devnet.close());
  devnet.mine();
  return devnet;
}

async function shipped(which: string, limits: Partial<Agent["limits"]> = {}): Promise<Agent> {
  const { agents } = await loadAgents({ agentsDir: "agents", promptsDir: "prompts" });
  const agent = agents.find(({ name }) => name === which);
  if (!agent) throw new Error(`no agent ${which} is shipped`);
  return { ...agent, mode: "live", memory: { ...agent.memory, facts: false }, limits: { ...agent.limits, ...limits } };
}

/** Walks the whole chain and tells who was matched and what came of it. */
async function walk(
  devnet: Devnet,
  agents: readonly Agent[],
  { change = (post: Post): Post => post, says = answer } = {},
) {
  const rpc = createRpcClient({ nodes: [devnet.url] });
  const plain = createChainReader(rpc);
  const reader: ChainReader = {
    ...plain,
    async findPost(author, permlink, each) {
      const post = await plain.findPost(author, permlink, each);
      return post && change(post);
    },
  };
  const model = scriptedModel(() => says);
  const store = openSqliteStore(join(await temporaryFolder(), "replay.db"));
  const signal = new AbortController().signal;
  const past = listenToThePast({ rpc, reader, agents, from: 2, to: devnet.head().number, signal, log: silentLog });
  const [matched, verdicts]: [string[], PastVerdict[]] = [[], []];
  for await (const batch of withVerdicts(past, { agents, reader, modelOf: () => model, store, signal })) {
    matched.push(...batch.jobs.map(({ subject }) => subject));
    verdicts.push(...batch.verdicts);
  }
  await store[Symbol.asyncDispose]();
  return { matched, verdicts };
}

test("the model and the guards decide about past events, and nothing reaches the chain", async () => {
  const devnet = await chain();
  write(devnet, "alice", "question", "What are your walls made of, @sage.agent?");
  devnet.mine(5);
  const { number, id } = devnet.head();
  const { verdicts } = await walk(devnet, [await shipped("sage")]);
  expect(verdicts).toMatchObject([
    {
      fact: "decision-judged",
      subject: "alice/question",
      decision: { reason: "It was asked." },
      verdict: { outcome: "allow" },
    },
  ]);
  expect(devnet.head()).toMatchObject({ number, id });
});

test("an event of weeks ago is judged at its own time: neither stale nor paid out", async () => {
  const devnet = await chain();
  write(devnet, "alice", "old", "What are your walls made of, @sage.agent?");
  devnet.mine();
  const sage: Agent = { ...(await shipped("sage")), may: ["upvote"], maxAge: 10_000 };
  const { verdicts } = await walk(devnet, [sage], {
    change: (post) => ({ ...post, isPaidOut: true }),
    says: JSON.stringify({ reason: "It is good.", score: "7", upvote: { strength: "normal" } }),
  });
  expect(verdicts).toMatchObject([{ fact: "decision-judged", verdict: { outcome: "allow" } }]);
});

test("budgets are those of the walk: what comes after they are used up ends with the guard's word", async () => {
  const devnet = await chain();
  for (const name of ["one", "two"]) {
    write(devnet, "alice", name, "What are your walls made of, @sage.agent?");
    devnet.mine(101); // root posts are five minutes apart
  }
  const { verdicts } = await walk(devnet, [await shipped("sage", { actionsPerDay: 1 })]);
  expect(verdicts).toMatchObject([
    { fact: "decision-judged", subject: "alice/one", verdict: { outcome: "allow" } },
    { subject: "alice/two", because: expect.stringContaining("actions-per-day") },
  ]);
});

test("an edit that is a patch is matched by the text of its post", async () => {
  const devnet = await chain();
  const library = new DiffMatchPatch();
  const before = "Some words about walls. What are they made of? `@sage.agent`";
  const after = "Some words about walls. What are they made of? @sage.agent";
  write(devnet, "alice", "question", before);
  devnet.mine();
  write(devnet, "alice", "question", library.patch_toText(library.patch_make(before, after)));
  devnet.mine(5);
  const { matched } = await walk(devnet, [await shipped("sage")]);
  expect(matched).toContain("alice/question");
});
