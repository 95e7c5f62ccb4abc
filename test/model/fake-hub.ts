import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** What a fake hub does wrong, and in which request for the file. */
export interface HubFaults {
  /** Breaks the connection after so many bytes of each answer, so many times. */
  readonly breakAfter?: number | undefined;
  readonly times?: number;
  /** Says this hash in place of the true one. */
  readonly sha256?: string;
  /** Answers every request with this status. */
  readonly status?: number;
  /** Never answers. */
  readonly silent?: boolean;
  /** Sends whole files whatever range is asked for. */
  readonly noRanges?: boolean;
  /** The version of the files that a request is told; counted from 1. Default: always `"v1"`. */
  readonly etag?: (request: number) => string;
}

/** A hub on loopback with one repository, that speaks as the real one's API does. */
export interface FakeHub {
  readonly url: string;
  /** Method, path and range of every request so far. */
  readonly requests: string[];
}

/** Serves files (name → content) as `bees/Tiny-GGUF`. It is closed when the test is over. */
export async function fakeHub(files: Readonly<Record<string, Buffer>>, faults: HubFaults = {}): Promise<FakeHub> {
  const requests: string[] = [];
  let breaks = faults.times ?? 0;
  const server = createServer((request, response) => {
    const { method, url = "/", headers } = request;
    requests.push(`${method} ${url}${headers.range === undefined ? "" : ` ${headers.range}`}`);
    if (faults.silent === true) return;
    if (faults.status !== undefined) return void response.writeHead(faults.status).end("<html>sorry</html>");
    if (url === "/api/models/bees/Tiny-GGUF?blobs=true") return void response.end(listing(files, faults));
    const content = files[url.replace("/bees/Tiny-GGUF/resolve/abc123/", "/").slice(1)];
    if (!content) return void response.writeHead(404).end();
    sendFile(request, response, content, faults.etag?.(requests.length) ?? '"v1"', {
      ...faults,
      breakAfter: method === "GET" && breaks-- > 0 ? faults.breakAfter : undefined,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the fake hub has no port");
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

function sendFile(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  etag: string,
  faults: HubFaults,
): void {
  const start = faults.noRanges === true ? 0 : Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
  if (start >= content.length) return void response.writeHead(416).end();
  const range = start > 0 ? { "content-range": `bytes ${start}-${content.length - 1}/${content.length}` } : {};
  response.writeHead(start > 0 ? 206 : 200, { etag, "content-length": content.length - start, ...range });
  if (method === "HEAD") return void response.end();
  if (faults.breakAfter === undefined) return void response.end(content.subarray(start));
  response.write(content.subarray(start, start + faults.breakAfter));
  void cutLater(response);
}

/** Cuts a line once its reader, which may share this thread, had turns enough to take in what was sent. */
async function cutLater(response: ServerResponse): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await sleep(5);
  response.destroy();
}

function listing(files: Readonly<Record<string, Buffer>>, { sha256 }: HubFaults): string {
  const siblings = Object.entries(files).map(([rfilename, content]) => ({
    rfilename,
    size: content.length,
    lfs: {
      sha256: sha256 ?? createHash("sha256").update(content).digest("hex"),
      size: content.length,
      pointerSize: 134,
    },
  }));
  return JSON.stringify({
    id: "bees/Tiny-GGUF",
    sha: "abc123",
    siblings: [{ rfilename: "README.md", size: 5 }, ...siblings],
  });
}
