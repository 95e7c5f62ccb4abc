import type { Server } from "node:http";
import { messageOf, SkepError } from "../../shared/errors.ts";

/** Begins to listen; port 0 takes a free one. Returns the port. Throws `config_invalid` when it cannot be had. */
export function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      const message = `cannot listen on ${host}:${port}: ${messageOf(error)}`;
      reject(new SkepError("config_invalid", message, { cause: error }));
    };
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** The address of a server, such as `http://127.0.0.1:8090`. */
export function urlOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Whether only programs on this machine reach a server that listens there. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
