import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadAgents } from "../../src/agent/load-agents.ts";
import { createLiveWriter } from "../../src/chain/live-writer.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { manaAfter, type CastVote } from "../../src/chain/voting-mana.ts";
import { weightsWithin } from "../../src/decision/vote-weights.ts";
import { createDevnet } from "../../src/devnet/create-devnet.ts";
import { scriptedModel } from "../../src/model/scripted-model.ts";
import { dryRooms } from "../../src/runtime/dry-rooms.ts";
import type { Rooms } from "../../src/runtime/rooms.ts";
import { advance } from "../../src/runtime/send.ts";
import { workJob } from "../../src/runtime/work.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { limitsOf } from "../support/facts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const day = 24 * 3_600_000;
/** The whole proof is 30 days, a minute or two of work: SKEP_SOAK=full. Each vote of the three is planned as those are. */
const days = process.env["SKEP_SOAK"] === "full" ? 30 : 3;
const votesPerDay = 1_000 / 30;
const floor = 0.9;
const never = new AbortController().signal;
const writers = Array.from({ length: 10 }, (_, index) => `writer${index}`);

/** The same words again and again, in an order that looks like none. */
function* strengths(): Generator<string> {
  for (let seed = 7; ; seed = (seed * 48_271) % 2_147_483_647) yield ["light", "normal", "full"][seed % 3] ?? "full";
}

/** A curator on a chain whose time the test moves: clock, jobs and blocks stand still in between. */
async function openCurator() {
  const devnet = await createDevnet({
    interval: "manual",
    accounts: ["curator.agent", "host", ...writers].map((name) => ({ name, vests: 2_000_000_000 })),
  });
  onTestFinished(() => devnet.close());
  const store = openSqliteStore(join(await temporaryFolder(), "skep.db"));
  onTestFinished(() => store[Symbol.asyncDispose]());
  const { agents: shipped } = await loadAgents({ agentsDir: "agents", promptsDir: "prompts" });
  const limits = limitsOf({
    actionsPerDay: 1_000,
    perAuthor: { actions: 1_000, everyMilliseconds: day },
    perThread: 1_000,
    votesPerDay: 60,
    keepVotingMana: floor * 10_000,
    upvoteWeight: weightsWithin(800, 5_000),
  });
  const agents = shipped.filter(({ name }) => name === "curator").map((agent) => ({ ...agent, limits }));
  const rpc = createRpcClient({ nodes: [devnet.url] });
  const reader = createChainReader(rpc);
  const keys = new Map([["curator.agent", devnet.keyOf("curator.agent", "posting")]]);
  const writer = createLiveWriter({ rpc, reader, keys, chainId: devnet.chainId });
  const words = strengths();
  const model = scriptedModel(() => `{"reason":"r","score":"8","upvote":{"strength":"${String(words.next().value)}"}}`);
  const clock = { now: () => devnet.head().timestamp };
  const dry = dryRooms({ agents, reader, modelOf: () => model, store, clock, journal: () => {} });
  const rooms: Rooms = { ...dry, reader, writerFor: () => writer, isLive: () => true };
  devnet.broadcastAs("host", [comment("host", "root")]);
  const first = devnet.mine()[0];
  await store.listen.startAt({ number: first?.number ?? 0, id: first?.id ?? "" });
  return { devnet, store, reader, rooms };
}

function comment(author: string, permlink: string, parent?: readonly [author: string, permlink: string]) {
  const [parentAuthor, parentPermlink] = parent ?? ["", "hive-167922"];
  const place = { parent_author: parentAuthor, parent_permlink: parentPermlink, author, permlink };
  const body = "I built an oven with my own hands, of clay and old bricks.";
  return ["comment", { ...place, title: "", body, json_metadata: "" }] as const;
}

type Curator = Awaited<ReturnType<typeof openCurator>>;

/** Somebody writes something worth a vote; the next block has it, and the inbox its job. */
async function hearOf(number: number, { devnet, store }: Curator): Promise<void> {
  const author = writers[number % writers.length] ?? "";
  devnet.broadcastAs(author, [comment(author, `text-${number}`, ["host", "root"])]);
  devnet.mine();
  const { number: block, timestamp } = devnet.head();
  const subject = `${author}/text-${number}`;
  const job = {
    agent: "curator",
    eventId: `${subject}:0`,
    subject,
    trigger: "post",
    person: author,
    event: "{}",
    block,
  };
  await takeIn({ devnet, store }, [{ ...job, happenedAt: timestamp, notBefore: new Date(0) }]);
}

/** What the listen loop does with the head, for which every transaction that is awaited has landed. */
async function takeIn(
  { devnet, store }: Pick<Curator, "devnet" | "store">,
  jobs: Parameters<Curator["store"]["listen"]["accept"]>[0]["jobs"],
): Promise<number> {
  const { number, id, timestamp } = devnet.head();
  const awaited = await store.listen.readAwaited();
  const landed = awaited.map((each) => ({ ...each, block: number, at: timestamp }));
  const after = await store.listen.readCursor();
  if (!after) throw new Error("no cursor");
  await store.listen.accept({
    after,
    last: { number, id },
    at: timestamp,
    jobs,
    landed,
    expiredBefore: new Date(timestamp.getTime() - 6_000),
  });
  return landed.length;
}

/** Works on what is due, or moves time on to when something is. Answers the vote that was cast, if one was. */
async function step({ devnet, store, rooms }: Curator): Promise<CastVote | undefined> {
  const now = rooms.clock.now();
  const job = await store.work.claim({ agents: ["curator"], now, leaseUntil: new Date(now.getTime() + day) });
  if (job) await workJob(job, rooms, never);
  for (const row of await store.send.readDue(now)) await advance(row, rooms, never);
  const at = devnet.head().timestamp; // what a vote in the next block is reckoned by
  devnet.mine();
  if ((await takeIn({ devnet, store }, [])) > 0) return { at, weight: await newestWeight(store) };
  const [waiting] = await store.views.readJobs({ state: "waiting", limit: 1 });
  const wait = (waiting?.notBefore.getTime() ?? 0) - devnet.head().timestamp.getTime();
  if (wait > 3_000) {
    devnet.advance(Math.ceil(wait / 3_000) * 3);
    await takeIn({ devnet, store }, []);
  }
  return undefined;
}

async function newestWeight(store: Curator["store"]): Promise<number> {
  const [row] = await store.views.readOutbox({ limit: 1 });
  const [vote] = JSON.parse(row?.operations ?? "[]") as [{ weight: number }];
  return vote.weight;
}

async function manaOnChain({ reader }: Curator): Promise<number> {
  const [account] = await reader.accounts(["curator.agent"], never);
  return account?.votingMana ?? 0;
}

test(`${Math.round(votesPerDay * days)} votes in ${days} days: spread, never below the floor, and the plan's mana is the chain's`, async () => {
  const curator = await openCurator();
  const start = curator.devnet.head().timestamp.getTime();
  const votes: CastVote[] = [];
  let lowest = 1;
  let farthest = 0;
  for (let written = 0; curator.devnet.head().timestamp.getTime() < start + days * day;) {
    if ((await curator.store.views.readOverview()).jobs.waiting === 0) await hearOf(written++, curator);
    const vote = await step(curator);
    if (!vote) continue;
    votes.push(vote);
    const mana = await manaOnChain(curator);
    lowest = Math.min(lowest, mana);
    farthest = Math.max(farthest, Math.abs(mana - manaAfter(votes, curator.devnet.head().timestamp)));
  }
  const gaps = votes.slice(1).map(({ at }, index) => at.getTime() - (votes[index]?.at.getTime() ?? 0));
  console.log(
    `${votes.length} votes in ${days} days, lowest mana ${(lowest * 100).toFixed(3)}%, farthest from the plan ` +
      `${(farthest * 100).toFixed(6)}%, least gap ${Math.min(...gaps) / 60_000} minutes`,
  );
  expect(votes.length).toBeGreaterThanOrEqual(votesPerDay * days);
  expect(lowest).toBeGreaterThanOrEqual(floor);
  expect(lowest).toBeLessThan(floor + 0.002); // the floor was met, again and again
  expect(farthest).toBeLessThan(0.0001);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(day / 60 - 3_000);
}, 3_000_000);
