import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type HttpAnswer, postJson } from "../../src/chain/http-post.ts";

/** Posts to a server that answers so, and tells what came back. */
async function post(listener: RequestListener, silenceMs: number): Promise<HttpAnswer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const request = { url, json: "{}", timeoutMs: 30_000, silenceMs, maxBytes: 1_000, gzip: false };
  return postJson({ ...request, signal: new AbortController().signal }, (answer) =>
    "body" in answer ? { ...answer, body: Buffer.from(answer.body) } : answer,
  );
}

test("an answer that does not begin is not waited for to the end", async () => {
  expect(await post(() => {}, 50)).toEqual({ failure: "gave no answer within 50 ms" });
});

test("an answer that has begun may take longer than the silence before it", async () => {
  const slow: RequestListener = (_, response) => {
    response.writeHead(200).write("slow");
    setTimeout(() => response.end("ly"), 1_000);
  };
  expect(await post(slow, 500)).toMatchObject({ status: 200, body: Buffer.from("slowly") });
});
