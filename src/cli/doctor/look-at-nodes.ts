import { createChainReader } from "../../chain/node-reader.ts";
import { createRpcClient, type RpcClient } from "../../chain/rpc-client.ts";
import type { Config } from "../../config/config.ts";
import { messageOf } from "../../shared/errors.ts";
import { span } from "../moment.ts";
import { ill, warning, well, type Finding } from "./finding.ts";

/** A call of each family of a node's API that Skep uses; each is served by another program behind the node. */
const families: Readonly<Record<string, readonly [method: string, params: unknown]>> = {
  hived: ["database_api.get_dynamic_global_properties", {}],
  blocks: ["block_api.get_block_range", { starting_block_num: 1, count: 1 }],
  credits: ["rc_api.find_rc_accounts", { accounts: [] }],
  hivemind: ["bridge.get_ranked_posts", { sort: "created", limit: 1 }],
};

const timeoutMs = 5_000;
/** A transaction lives for a minute: a clock that is further off than this eats up much of that. */
const tolerableSkewMs = 10_000;
/** Blocks come every 3 seconds; a node that is behind by more than this serves stale answers. */
const tolerableLagMs = 30_000;

/** Asks each node for each family of its API, and holds its chain and its head against the config and this clock. */
export async function lookAtNodes({ nodes, chainId }: Config, signal: AbortSignal): Promise<Finding[]> {
  const looks = await Promise.all(nodes.map(async (node) => await lookAtNode(node, chainId, signal)));
  return looks.flat();
}

async function lookAtNode(node: string, chainId: string, signal: AbortSignal): Promise<Finding[]> {
  const about = `node ${node}`;
  const rpc = createRpcClient({ nodes: [node], timeoutMs, attempts: 1 });
  const remedy = "Skep goes on with the others; take it out of nodes: in skep.yaml if it stays like this";
  try {
    const reader = createChainReader(rpc);
    const [theirs, { headNumber, headTime }] = await Promise.all([reader.chainId(signal), reader.properties(signal)]);
    if (theirs !== chainId) return [ill(about, `it is on chain ${theirs}`, "take it out of nodes:, or mend chainId")];
    const answers = await Promise.all(
      Object.keys(families).map(async (family) => await askFamily(rpc, family, signal)),
    );
    const seen = `head ${headNumber}; ${answers.map(({ text }) => text).join(", ")}`;
    return [
      answers.every(({ isWell }) => isWell) ? well(about, seen) : warning(about, seen, remedy),
      ...clockFindings(node, Date.now() - headTime.getTime()),
    ];
  } catch (error) {
    signal.throwIfAborted();
    return [ill(about, messageOf(error), remedy)];
  }
}

async function askFamily(
  rpc: RpcClient,
  family: string,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly isWell: boolean }> {
  const [method = "", params] = families[family] ?? [];
  const started = performance.now();
  try {
    await rpc.call(method, params, signal);
    return { text: `${family} ${Math.round(performance.now() - started)} ms`, isWell: true };
  } catch (error) {
    signal.throwIfAborted();
    return { text: `${family}: ${messageOf(error)}`, isWell: false };
  }
}

/** The head's time beside this clock: the head is up to a few seconds old by nature. */
function clockFindings(node: string, ageMs: number): Finding[] {
  const about = `clock against ${node}`;
  if (ageMs < -tolerableSkewMs)
    return [ill(about, `this clock is ${span(-ageMs)} behind the chain's`, "set this machine's clock (NTP)")];
  if (ageMs <= tolerableLagMs) return [];
  const remedy = "the node is behind, or this machine's clock is ahead (NTP): compare with the other nodes";
  return [warning(about, `the head is ${span(ageMs)} old by this clock`, remedy)];
}
