import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { parseArgs } from "node:util";
import { type Form, makeChain } from "./chain.ts";
import { createLine } from "./line.ts";

// A node that serves the bench's chain, in a process of its own: `server.js --blocks 20000 --latency 50 --megabits 100`.
// Prints its address, then answers until it is killed. With --live, a block becomes visible every 3 s from now on.

const { values } = parseArgs({
  options: {
    blocks: { type: "string", default: "20000" },
    account: { type: "string", default: "sage.agent" },
    latency: { type: "string", default: "0" },
    megabits: { type: "string", default: "0" },
    live: { type: "boolean", default: false },
    "plant-every": { type: "string", default: "50" },
  },
});
const chain = makeChain(Number(values.blocks), values.account, Number(values["plant-every"]));
const latencyMs = Number(values.latency);
const line = createLine(Number(values.megabits));
const started = Date.now();
const liveFrom = 1000;
let requests = 0;

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

/** Visible a quarter to two fifths of a second after its slot, each block at another moment. */
function visibleAt(number: number): number {
  return started + (number - liveFrom) * 3_000 + 250 + ((number * 7919) % 151);
}

function head(): number {
  if (!values.live) return chain.count;
  let number = liveFrom;
  while (visibleAt(number + 1) <= Date.now()) number += 1;
  return number;
}

function range(from: number, count: number, form: Form = "block"): Buffer[] {
  const last = Math.min(from + count - 1, head());
  const parts: Buffer[] = [];
  for (let number = from; number <= last; number++) {
    if (number > from) parts.push(Buffer.from(","));
    parts.push(...chain.block(number, form));
  }
  return parts;
}

const version = { blockchain_version: "1.28.5", node_type: "mainnet", chain_id: `beeab0de${"0".repeat(56)}` };

interface Named {
  readonly starting_block_num?: number;
  readonly count?: number;
  readonly block_num?: number;
}

/** What this node knows, by parameters with names and by parameters in a row. */
const methods: Readonly<Record<string, (named: Named, first: number) => readonly Buffer[]>> = {
  "block_api.get_block_range": ({ starting_block_num: from = 1, count = 1 }) => [
    Buffer.from('{"blocks":['),
    ...range(from, count),
    Buffer.from("]}"),
  ],
  "block_api.get_block": ({ block_num: number = 1 }) =>
    number > head() ? [Buffer.from("{}")] : [Buffer.from('{"block":'), ...range(number, 1), Buffer.from("}")],
  "condenser_api.get_block": (_, number) => (number > head() ? [Buffer.from("null")] : range(number, 1, "condenser")),
  "condenser_api.get_ops_in_block": (_, number) => [Buffer.from(operationsIn(number))],
  "condenser_api.get_dynamic_global_properties": () => [Buffer.from(JSON.stringify(properties()))],
  "condenser_api.get_version": () => [Buffer.from(JSON.stringify(version))],
  stats: (_, number) => [Buffer.from(JSON.stringify({ requests, head: head(), visibleAt: visibleAt(number) }))],
};

function resultOf(method: string, params: unknown): readonly Buffer[] {
  const answers = methods[method] ?? methods[method.replace("database_api", "condenser_api")];
  if (!answers) throw new Error(`the bench's node does not know ${method}`);
  const [first] = Array.isArray(params) ? (params as readonly number[]) : [];
  return answers(params ?? {}, first ?? 1);
}

function properties(): object {
  const number = head();
  return {
    id: 0,
    head_block_number: number,
    head_block_id: chain.idOf(number),
    time: chain.timestampOf(number),
    current_witness: "witness1",
    last_irreversible_block_num: number,
    current_supply: { amount: "0", precision: 3, nai: "@@000000021" },
    maximum_block_size: 65_536,
  };
}

interface WireBlock {
  readonly timestamp: string;
  readonly transaction_ids: readonly string[];
  readonly transactions: readonly {
    readonly operations: readonly { readonly type: string; readonly value: unknown }[];
  }[];
}

/** As condenser_api tells it, which is what dhive's stream of operations asks for. */
function operationsIn(number: number): string {
  if (number > head()) return "[]";
  const block = JSON.parse(Buffer.concat(range(number, 1)).toString()) as WireBlock;
  const operations = block.transactions.flatMap(({ operations: all }, index) =>
    all.map(({ type, value }, position) => ({
      trx_id: block.transaction_ids[index],
      block: number,
      trx_in_block: index,
      op_in_trx: position,
      virtual_op: 0,
      timestamp: block.timestamp,
      op: [type.replace(/_operation$/, ""), value],
    })),
  );
  return JSON.stringify(operations);
}

/** Older clients call everything by `call` with the API and the method as parameters. */
function asNamed({ method, params }: Request): [method: string, params: unknown] {
  if (method !== "call" || !Array.isArray(params)) return [method, params];
  const [api, name, rest] = params as [string, string, unknown];
  return [`${api}.${name}`, rest];
}

function answer(request: Request): Buffer {
  requests += request.method === "stats" ? 0 : 1;
  try {
    const result = resultOf(...asNamed(request));
    return Buffer.concat([
      Buffer.from('{"jsonrpc":"2.0","result":'),
      ...result,
      Buffer.from(`,"id":${JSON.stringify(request.id)}}`),
    ]);
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return Buffer.from(
      JSON.stringify({ jsonrpc: "2.0", error: { code: -32601, message: String(error) }, id: request.id }),
    );
  }
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const request = JSON.parse(Buffer.concat(chunks).toString()) as Request | readonly Request[];
  const plain = Array.isArray(request)
    ? Buffer.from(`[${request.map((each: Request) => answer(each).toString()).join(",")}]`)
    : answer(request as Request);
  const packs = values.megabits !== "0" && String(incoming.headers["accept-encoding"]).includes("gzip");
  const body = packs ? gzipSync(plain, { level: 1 }) : plain;
  if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  outgoing.writeHead(200, {
    "content-type": "application/json",
    "content-length": body.length,
    ...(packs && { "content-encoding": "gzip" }),
  });
  await line.send(body, outgoing);
}

const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => void serve(incoming, outgoing));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
