import { execFileSync } from "node:child_process";
import { race, type Section } from "../harness.ts";

// Each runs in a process of its own and prints the milliseconds from the first of its own lines to the first answer.
const body = '{"jsonrpc":"2.0","id":1,"method":"condenser_api.get_version","params":[]}';
const client = `const { request } = await import("node:http");`;
const ask = `await new Promise((resolve) => request(url, { method: "POST" }, (response) => response.resume().once("end", resolve)).end('${body}'));`;
const bare = `
const { createServer } = await import("node:http");
const server = createServer((request, response) => { request.resume().once("end", () => response.end("{}")); });
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = "http://127.0.0.1:" + server.address().port;`;

/** How long a dev chain takes from nothing to its first answer, in milliseconds. Less than 300 is asked of it. */
export async function measureStart(rounds: number): Promise<Section> {
  const testing = new URL("../../src/testing.js", import.meta.url).href;
  const load = `const { createDevnet } = await import(${JSON.stringify(testing)});`;
  const create = `const { url } = await createDevnet({ accounts: [{ name: "alice" }, { name: "bob" }] });`;
  const reference = "bare node:http";
  const cases = [
    { name: reference, run: () => timed("", bare) },
    { name: "dev chain, once it is imported", run: () => timed(load, create) },
    { name: "dev chain, with its import", run: () => timed("", load + create) },
  ];
  return { title: "cold start to the first answer", unit: "ms", reference, results: await race(cases, rounds) };
}

function timed(before: string, start: string): number {
  const program = `${client} ${before} const begin = performance.now(); ${start} ${ask} console.log(performance.now() - begin); process.exit(0);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }));
}
