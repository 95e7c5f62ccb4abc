import pinoPretty from "pino-pretty";

/** Log lines as people read them, in the order in which they happened. */
export function pretty(): ReturnType<typeof pinoPretty> {
  return pinoPretty({
    destination: 2,
    sync: true,
    translateTime: "SYS:HH:MM:ss",
    ignore: "pid,hostname",
    singleLine: true,
  });
}
