import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { messageOf, SkepError } from "../../shared/errors.ts";
import { listenOn, urlOf } from "../http/listen.ts";
import { readBody } from "../http/request-body.ts";
import { findRoute, type Controlled } from "./control-routes.ts";

export interface ControlServer {
  /** Such as `http://127.0.0.1:8091`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens the door through which a dev chain is told what is to go wrong: JSON in and out, on an address of its own, since
 * the node's may be closed on purpose. Throws `config_invalid` when the port cannot be had.
 */
export async function openControlServer(
  node: Controlled,
  { host, port: wanted }: { readonly host: string; readonly port: number },
): Promise<ControlServer> {
  const server = createServer((request, response) => void respond(request, response, node));
  const port = await listenOn(server, host, wanted);
  return {
    url: urlOf(host, port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, node: Controlled): Promise<void> {
  try {
    const { status, body } = await answer(request, node);
    response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
  } catch {
    response.destroy(); // the client went away in the middle
  }
}

interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

async function answer(request: IncomingMessage, node: Controlled): Promise<ControlAnswer> {
  const { method = "", url = "" } = request;
  const text = await readBody(request);
  if (!isFromHere(request))
    return refused(403, "only for programs on this machine that mean it: send JSON to 127.0.0.1");
  const act = findRoute(method, url);
  if (!act) return refused(404, `there is no ${method} ${url} here; see docs/devnet.md`);
  try {
    return { status: 200, body: await act(node, parsed(text)) };
  } catch (error) {
    if (!(error instanceof SkepError)) return refused(500, messageOf(error));
    return refused(400, error.message);
  }
}

function refused(status: number, error: string): ControlAnswer {
  return { status, body: { error } };
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) throw new SkepError("config_invalid", "the request is too large");
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new SkepError("config_invalid", "the request is no JSON");
  }
}

// A page in a browser can send neither another host name nor this content type without being asked first.
function isFromHere({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  const hasBody = Number(headers["content-length"] ?? 0) > 0 || headers["transfer-encoding"] !== undefined;
  const isJson = (headers["content-type"] ?? "").startsWith("application/json");
  return (
    /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/.test(host) && headers.origin === undefined && (isJson || !hasBody)
  );
}
