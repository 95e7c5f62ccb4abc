import type { Writable } from "node:stream";
import pinoPretty from "pino-pretty";

/** Log lines as people read them, in the order in which they happened. Default: on stderr. */
export function pretty(destination: Writable | 2 = 2): ReturnType<typeof pinoPretty> {
  return pinoPretty({
    destination,
    sync: true,
    translateTime: "SYS:HH:MM:ss",
    ignore: "pid,hostname",
    singleLine: true,
  });
}
