import { Socket } from "node:net";

/** Where a client tried to go that is not this machine. Empty, unless a client was left with a node of its own choice. */
export const strayed: string[] = [];

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

// Every TCP connection of Node begins here: http, https, tls and fetch alike.
// oxlint-disable-next-line typescript/unbound-method -- it is called with its own socket, below
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...target: unknown[]) {
  const host = hostOf(target[0]);
  if (host !== undefined && !loopback.has(host)) {
    strayed.push(host);
    throw new Error(`a test may not connect to ${host}`);
  }
  return Reflect.apply(connect, this, target);
};

// Node's own callers hand in the arguments wrapped in a list.
function hostOf(target: unknown): string | undefined {
  const options: unknown = Array.isArray(target) ? target[0] : target;
  const isRemote = typeof options === "object" && options !== null && "host" in options;
  return isRemote && typeof options.host === "string" ? options.host : undefined;
}
