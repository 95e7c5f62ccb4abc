import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { race, type Section } from "../harness.ts";
import { putLoad } from "./load.ts";

const people = Array.from({ length: 50 }, (_, index) => `person-${index}`);
const blocks = 1000;
const question = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "block_api.get_block_range",
  params: { starting_block_num: 2, count: blocks },
});

/** How fast 1,000 blocks are answered, beside a bare HTTP server that sends the same bytes from one buffer. */
export async function measureBlockRange(rounds: number, repeats: number): Promise<Section> {
  await using devnet = await openFilledDevnet();
  const answer = Buffer.from(await (await fetch(devnet.url, { method: "POST", body: question })).arrayBuffer());
  await using bare = await openBareServer(answer);
  const bodies = Array.from({ length: repeats }, () => question);
  const rate = (url: string) => async (): Promise<number> => {
    const { bytes, seconds } = await putLoad({ url, bodies, connections: 2 });
    if (bytes !== answer.length * repeats) throw new Error("an answer was cut");
    return bytes / 1e6 / seconds;
  };
  const reference = "bare node:http with the same bytes";
  const cases = [
    { name: reference, run: rate(bare.url) },
    { name: "dev chain", run: rate(devnet.url) },
  ];
  const title = `a range of ${blocks} blocks (${(answer.length / 1e6).toFixed(1)} MB), over HTTP`;
  return { title, unit: "MB/s", reference, results: await race(cases, rounds) };
}

/** 1,000 blocks of about 10 KiB each. */
async function openFilledDevnet(): Promise<Devnet> {
  const accounts = people.map((name) => ({ name, vests: 10_000_000_000 }));
  const devnet = await createDevnet({ interval: "manual", accounts });
  for (let block = 0; block < blocks; block += 1) {
    for (let turn = 0; turn < 5; turn += 1) {
      const name = people[(block * 5 + turn) % people.length] ?? "";
      devnet.broadcastAs(name, [customJson(name, block)]);
    }
    devnet.mine();
  }
  return devnet;
}

function customJson(name: string, block: number): WireOperation {
  const json = JSON.stringify({ block, text: "x".repeat(1500) });
  return ["custom_json", { required_auths: [], required_posting_auths: [name], id: "bench", json }];
}

/** A server that answers whatever it is asked with these bytes. */
export async function openBareServer(answer: Buffer): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      response.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
