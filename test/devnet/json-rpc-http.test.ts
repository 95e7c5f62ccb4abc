import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { jsonReply } from "../../src/devnet/http/reply.ts";
import { openRpcServer } from "../../src/devnet/http/rpc-server.ts";
import { call } from "./call.ts";

let devnet: Devnet;
beforeAll(async () => {
  devnet = await createDevnet({ interval: "manual", gzip: true });
  devnet.mine(300);
});
afterAll(() => devnet.close());

const version = (id: number): string =>
  JSON.stringify({ jsonrpc: "2.0", id, method: "condenser_api.get_hardfork_version", params: [] });
const range = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "block_api.get_block_range",
  params: { starting_block_num: 1, count: 300 },
});

function open(url = devnet.url): Socket {
  return connect(Number(new URL(url).port), "127.0.0.1");
}

function rawPost(body: string, headers = ""): string {
  return `POST / HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** What comes over a connection until the other side ends it. */
async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {}); // a cut connection is an end too
  await new Promise((resolve) => socket.once("close", resolve));
  return Buffer.concat(chunks).toString("latin1");
}

/** The bytes of an answer as they came, without a client that unpacks them. */
async function postRaw(body: string, headers: Record<string, string>): Promise<{ encoding: string; bytes: Buffer }> {
  const outgoing = request(devnet.url, { method: "POST", headers });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { encoding: incoming.headers["content-encoding"] ?? "", bytes: Buffer.concat(chunks) };
}

describe("the dev chain over HTTP", () => {
  test("answers GET like a request without a body, as hived does, and HEAD with its headers alone", async () => {
    const get = await fetch(devnet.url);
    expect(get.status).toBe(200);
    expect(await get.json()).toMatchObject({ id: null, error: { code: -32000, message: "End Of File:stringstream" } });
    const head = await fetch(devnet.url, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
  });

  test("lets pages in a browser ask", async () => {
    const preflight = await fetch(devnet.url, { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
    const answer = await fetch(devnet.url, { method: "POST", body: version(1) });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("answers requests that are sent one behind the other without waiting, in order, on one connection", async () => {
    const socket = open();
    socket.write([1, 2, 3].map((id) => rawPost(version(id))).join(""));
    socket.write(rawPost(version(4), "Connection: close\r\n"));
    const text = await readAll(socket);
    expect([...text.matchAll(/"id":(\d)/g)].map(([, id]) => id)).toEqual(["1", "2", "3", "4"]);
  });

  test("zips a long answer for clients that take it, and no short one", async () => {
    const plain = await postRaw(range, {});
    const zipped = await postRaw(range, { "accept-encoding": "gzip, deflate" });
    expect(plain.encoding).toBe("");
    expect(zipped.encoding).toBe("gzip");
    expect(zipped.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
    expect((await postRaw(version(1), { "accept-encoding": "gzip" })).encoding).toBe("");
    expect((await postRaw(range, { "accept-encoding": "gzip;q=0, identity" })).encoding).toBe("");
  });

  test("goes on when a client sends no HTTP, or leaves in the middle of its request or of the answer", async () => {
    const noise = open();
    noise.write("\u0000\u0001 hello\r\n\r\n");
    expect(await readAll(noise)).toContain("400 Bad Request");
    const half = open();
    half.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{");
    half.destroy();
    for (let each = 0; each < 20; each += 1) {
      const impatient = open();
      impatient.on("error", () => {});
      impatient.write(rawPost(range));
      await once(impatient, "data");
      impatient.destroy();
    }
    expect((await call(devnet.url, "condenser_api.get_hardfork_version", [])).result).toBe("1.28.0");
  });

  test("says so to a client that sends too much, and cuts off one that never stops", async () => {
    const large = await fetch(devnet.url, { method: "POST", body: "x".repeat(3 * 1024 * 1024) });
    expect(large.status).toBe(413);
    const endless = open();
    endless.write("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const ended = readAll(endless);
    const writing = setInterval(() => endless.writable && endless.write(chunk.repeat(16)), 1);
    await ended;
    clearInterval(writing);
    expect((await call(devnet.url, "condenser_api.get_hardfork_version", [])).result).toBe("1.28.0");
  });
});

describe("a client that is slow", () => {
  test("is told that its time is up, be it with its headers or with its body", async () => {
    const answer = async (): Promise<ReturnType<typeof jsonReply>> => jsonReply(["{}"]);
    const patience = { headersMs: 100, requestMs: 200 };
    const server = await openRpcServer({ answer, host: "127.0.0.1", port: 0, gzip: false, patience });
    const slowHeaders = open(server.url);
    slowHeaders.write("POST / HTTP/1.1\r\nHost:");
    const slowBody = open(server.url);
    slowBody.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
    expect(await Promise.all([readAll(slowHeaders), readAll(slowBody)])).toEqual([
      expect.stringContaining("408 Request Timeout"),
      expect.stringMatching(/^$|408 Request Timeout/),
    ]);
    await server.close();
  });
});
