import { setTimeout as sleep } from "node:timers/promises";
import { cryptoUtils, PrivateKey, type SignedTransaction } from "@hiveio/dhive";
import { refBlockOf } from "../../src/chain/wire/block-id.ts";
import { wireTime } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { median, race, summary, type Section } from "../harness.ts";
import { openBareServer } from "./block-range.ts";
import { putLoad } from "./load.ts";

const root = { parent_author: "", parent_permlink: "test", author: "author", permlink: "root" };
const text = { title: "", body: "Some words of a usual length. ".repeat(10), json_metadata: "{}" };

/** Milliseconds from sending a signed reply to being told that it is in the pool, beside a bare HTTP server that says so
 * to the same bytes without a look. */
export async function measureAcceptance(rounds: number, count: number): Promise<Section> {
  await using bare = await openBareServer(Buffer.from('{"jsonrpc":"2.0","result":{},"id":1}'));
  const people = peopleNamed(count);
  const latency = async (of: (devnet: Devnet) => string): Promise<number> => {
    await using devnet = await openDevnet(people, "manual");
    const bodies = people.map(signedReply(devnet)).map(broadcastBody);
    const { latencies } = await putLoad({ url: of(devnet), bodies, connections: 1 });
    return median(latencies);
  };
  const reference = "bare node:http that says yes";
  const cases = [
    { name: reference, run: () => latency(() => bare.url) },
    { name: "dev chain", run: () => latency(({ url }) => url) },
  ];
  return { title: "a reply, sent to accepted", unit: "ms", reference, results: await race(cases, rounds) };
}

/** Milliseconds from being told that a reply is accepted to reading it in a block, for replies that come at every phase
 * of a block's three seconds. Their mean can at best be half an interval. */
export async function measureInclusion(count: number): Promise<Section> {
  const people = peopleNamed(count);
  await using devnet = await openDevnet(people, 3000);
  const waits = people.map(async (person, index) => {
    await sleep((index / count) * 6000);
    const reply = signedReply(devnet)(person);
    await call(devnet.url, broadcastBody(reply));
    const accepted = performance.now();
    while (!(await isInBlock(devnet.url, reply))) await sleep(5);
    return performance.now() - accepted;
  });
  const reference = "ideal: half an interval";
  const results = [summary(reference, [1500]), summary("dev chain, a block every 3 s", await Promise.all(waits))];
  return { title: "a reply, accepted to read in a block", unit: "ms", reference, results };
}

function peopleNamed(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `person-${index}`);
}

async function openDevnet(people: readonly string[], interval: 3000 | "manual"): Promise<Devnet> {
  const accounts = ["author", ...people].map((name) => ({ name }));
  const devnet = await createDevnet({ interval, accounts });
  devnet.broadcastAs("author", [["comment", { ...root, ...text }]]);
  devnet.mine();
  return devnet;
}

function signedReply(devnet: Devnet): (author: string) => SignedTransaction {
  const { id, timestamp } = devnet.head();
  const expiration = wireTime(new Date(timestamp.getTime() + 60_000));
  return (author) => {
    const place = { parent_author: "author", parent_permlink: "root", author, permlink: "re-root" };
    const operations = [["comment", { ...place, ...text }]] as never;
    const key = PrivateKey.fromString(devnet.keyOf(author, "posting"));
    const transaction = { ...refBlockOf(id), expiration, operations, extensions: [] };
    return cryptoUtils.signTransaction(transaction, key, Buffer.from(devnet.chainId, "hex"));
  };
}

function broadcastBody(transaction: SignedTransaction): string {
  return rpcBody("condenser_api.broadcast_transaction", [transaction]);
}

async function isInBlock(url: string, reply: SignedTransaction): Promise<boolean> {
  const id = cryptoUtils.generateTrxId(reply);
  const { result } = await call(url, rpcBody("transaction_status_api.find_transaction", { transaction_id: id }));
  return /^within_(ir)?reversible_block$/.test(result?.status ?? "");
}

function rpcBody(method: string, params: unknown): string {
  return JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
}

interface Answer {
  readonly result?: { readonly status?: string };
  readonly error?: { readonly message: string };
}

async function call(url: string, body: string): Promise<Answer> {
  const answer = (await (await fetch(url, { method: "POST", body })).json()) as Answer;
  if (answer.error) throw new Error(answer.error.message);
  return answer;
}
